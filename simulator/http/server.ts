import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { TLSSocket } from "node:tls";
import type { Clock } from "../clock";
import type { Answer } from "./answer";
import { type HttpRequest, BodyTooLarge, describeRequest, readBody } from "./request";

/** undefined: not a request to this part of the simulator. */
export type Route = (request: HttpRequest) => { answer: Answer; delayMs: number } | undefined;

export function serve(
  routes: readonly Route[],
  clock: Clock,
  tls: { readonly key: string; readonly cert: string } | undefined,
): Server {
  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    handle(incoming, response, routes, clock).catch((error: unknown) => {
      // A bug in the simulator. It must not look like an answer of the API, nor end the process of a test.
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end(`the simulator itself failed: ${error instanceof Error ? error.message : String(error)}\n`);
    });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  // The clients' keep-alive agents hold idle connections; a longer patience here spares them resets.
  server.keepAliveTimeout = 60_000;
  return server;
}

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  routes: readonly Route[],
  clock: Clock,
): Promise<void> {
  const request = await receive(incoming, response);
  if (!request) return;
  for (const route of routes) {
    const found = route(request);
    if (!found) continue;
    if (found.delayMs > 0) await new Promise<void>((resolve) => clock.after(found.delayMs, resolve));
    // After all requests that have arrived by now: a client with many connections is woken once for all of them.
    setImmediate(send, found.answer, incoming, response);
    return;
  }
  send({ status: 404, headers: { "content-type": "text/plain" }, body: "no such page\n" }, incoming, response);
}

async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<HttpRequest | undefined> {
  try {
    return describeRequest(incoming, await readBody(incoming));
  } catch (error) {
    if (incoming.destroyed && !incoming.complete) return undefined;
    if (!(error instanceof BodyTooLarge)) throw error;
    response.writeHead(413, { "content-type": "text/plain", connection: "close" }).end(`${error.message}\n`);
    return undefined;
  }
}

function send(answer: Answer, incoming: IncomingMessage, response: ServerResponse): void {
  if (answer.break === "reset") {
    // A TLS connection cannot be reset, only closed without a word.
    if (incoming.socket instanceof TLSSocket) incoming.socket.destroy();
    else incoming.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, { ...answer.headers, "content-length": Buffer.byteLength(answer.body) });
  if (answer.break === "cut") {
    const body = Buffer.from(answer.body);
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy());
    return;
  }
  // As a string: node sends that in one piece with the headers.
  response.end(answer.body);
}
