/** A real HTTP server that behaves as each request is told to, and remembers what it was sent. */
import * as http from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type Behaviour = (response: http.ServerResponse, request: Received) => void;

export interface TestServer {
  readonly url: string;
  readonly received: Received[];
  readonly connections: () => number;
  /** What the next requests get, in order; the last one stays. */
  answer(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const received: Received[] = [];
  let queue: Behaviour[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const parameters = Object.fromEntries(new URLSearchParams(body));
      const { method = "", url = "", headers } = request;
      received.push({ method, url, headers, body, parameters });
      const behaviour = queue.length > 1 ? queue.shift() : queue[0];
      behaviour?.(response, { method, url, headers, body, parameters });
    });
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    connections: () => connections,
    answer: (...behaviours) => (queue = behaviours),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(body: unknown, status = 200, headers: http.OutgoingHttpHeaders = {}): Behaviour {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

export function text(body: string, status = 200): Behaviour {
  return (response) => {
    response.writeHead(status, { "content-type": "text/html" });
    response.end(body);
  };
}

export const reset: Behaviour = (response) => response.socket?.destroy();

/** Promises more than it sends, then hangs up. */
export const truncated: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"RequestId":"');
  setImmediate(() => response.socket?.destroy());
};

export const silent: Behaviour = () => undefined;
