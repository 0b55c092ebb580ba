import { connect } from "node:net";

/** The engine that runs this provider process. */
export interface Engine {
  /** The process's entry file, inside the @pulumi/pulumi that is in use. */
  readonly entry: string;
  /** Where the engine listens: host and port. */
  readonly address: string;
}

/** The engine, where this is a provider process; elsewhere (tests, programs, the command-line tool) there is none. */
export function engineOf(argv: readonly string[]): Engine | undefined {
  const [, entry, address] = argv;
  if (entry === undefined || address === undefined || !/[\\/]cmd[\\/]dynamic-provider/u.test(entry)) return undefined;
  return { entry, address };
}

/**
 * Ends this process with its engine. Pulumi ends it when an operation is over, but not when the engine is killed, and
 * then it would go on: change the next tunnel, with nobody to stop it, beside the `pulumi up` that is run again.
 */
export function endWithEngine(argv: readonly string[]): void {
  const engine = engineOf(argv);
  if (engine !== undefined) watch(engine.address, () => process.exit(1));
}

/** How long to wait before asking again, for each time in a row that a connection was closed soon. */
const PATIENCE_MS = 100;
const SOON_MS = 1000;

/**
 * Tells when nobody listens on an address any more. It holds a connection and says nothing: the end of the process on
 * the other side closes that at once, whatever it ended by.
 */
export function watch(address: string, onGone: () => void): void {
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
      // A server may close a connection that says nothing. Only that nobody answers any more is the end.
      shortLived = Date.now() - since < SOON_MS ? shortLived + 1 : 0;
      setTimeout(hold, Math.max(0, shortLived - 1) * PATIENCE_MS).unref();
    });
  };
  hold();
}
