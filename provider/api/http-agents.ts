/** Keep-alive connections with a limit on connecting; pop-core's own agent has none. */
import * as http from "node:http";
import * as https from "node:https";
import type { Duplex } from "node:stream";

/** The error code of a connection that did not come about in time: nothing was sent over it. */
export const CONNECT_TIMEOUT = "ECONNECTTIMEOUT";

/** An agent for the endpoint's protocol. Its idle connections do not keep the process alive. */
export function createAgent(endpoint: string, connectTimeoutMs: number): http.Agent {
  return endpoint.startsWith("https:") ? new TlsAgent(connectTimeoutMs) : new PlainAgent(connectTimeoutMs);
}

type Created = (error: Error | null, stream: Duplex) => void;

class PlainAgent extends http.Agent {
  readonly #connectTimeoutMs: number;

  constructor(connectTimeoutMs: number) {
    super({ keepAlive: true });
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  override createConnection(options: http.ClientRequestArgs, created?: Created): Duplex | null | undefined {
    return limitConnecting(super.createConnection(options, created), "connect", this.#connectTimeoutMs);
  }
}

class TlsAgent extends https.Agent {
  readonly #connectTimeoutMs: number;

  constructor(connectTimeoutMs: number) {
    super({ keepAlive: true });
    this.#connectTimeoutMs = connectTimeoutMs;
  }

  override createConnection(options: https.RequestOptions, created?: Created): Duplex | null | undefined {
    return limitConnecting(super.createConnection(options, created), "secureConnect", this.#connectTimeoutMs);
  }
}

function limitConnecting<S extends Duplex | null | undefined>(socket: S, connected: string, limitMs: number): S {
  if (socket === null || socket === undefined) return socket;
  const timer = setTimeout(() => {
    socket.destroy(Object.assign(new Error("connecting took too long"), { code: CONNECT_TIMEOUT, syscall: "connect" }));
  }, limitMs);
  timer.unref(); // a connecting socket keeps the process alive by itself
  const stop = (): void => clearTimeout(timer);
  socket.once(connected, stop).once("close", stop);
  return socket;
}
