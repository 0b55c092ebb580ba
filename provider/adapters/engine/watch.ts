import { connect } from "node:net";

/** How long to wait before the next connection, for each connection in a row that was closed soon. */
const PATIENCE_MS = 100;
const SOON_MS = 1000;

/**
 * Calls back when nobody listens on the engine's address any more. It holds a connection and sends nothing: the end of
 * the engine closes that connection at once, however the engine ended.
 */
export function watchEngine(address: string, onGone: () => void): void {
  const colon = address.lastIndexOf(":");
  const to = { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
  let shortLived = 0;
  const hold = (): void => {
    const since = Date.now();
    let isRefused = false;
    const socket = connect(to);
    socket.unref().resume();
    socket.on("error", (error) => {
      isRefused = "code" in error && error.code === "ECONNREFUSED";
    });
    socket.on("close", () => {
      if (isRefused) return onGone();
      // A server may close a connection that sends nothing. Only a refused connection means that the engine has ended.
      shortLived = Date.now() - since < SOON_MS ? shortLived + 1 : 0;
      setTimeout(hold, Math.max(0, shortLived - 1) * PATIENCE_MS).unref();
    });
  };
  hold();
}
