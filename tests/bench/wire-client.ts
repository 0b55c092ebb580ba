import { type Socket, connect } from "node:net";

/** What happened to some requests. */
export interface Sample {
  readonly seconds: number;
  readonly durationsMs: readonly number[];
  /** Of the last answer's body. */
  readonly answerBytes: number;
  /** Answers whose status was not 200. */
  readonly errors: readonly string[];
}

/** The figures of one or several samples. */
export interface Load {
  readonly requests: number;
  readonly errors: number;
  readonly firstError: string | undefined;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

export function summary(samples: readonly Sample[]): Load {
  const durations = samples.flatMap(({ durationsMs }) => durationsMs).sort((a, b) => a - b);
  const errors = samples.flatMap((sample) => sample.errors);
  return {
    requests: durations.length,
    errors: errors.length,
    firstError: errors[0]?.slice(0, 600),
    perSecond: durations.length / samples.reduce((sum, { seconds }) => sum + seconds, 0),
    p50Ms: durations[Math.floor(durations.length * 0.5)] ?? 0,
    p99Ms: durations[Math.floor(durations.length * 0.99)] ?? 0,
  };
}

/**
 * Sends prepared requests over a few keep-alive connections, each with one request under way. Written on sockets,
 * because a full HTTP client costs more than the server that is measured, and would make any two servers look alike.
 */
export async function sendAll(url: string, bodies: readonly string[], connections: number): Promise<Sample> {
  const { hostname, port } = new URL(url);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(hostname, Number(port))));
  const durations: number[] = [];
  const errors: string[] = [];
  let next = 0;
  let answerBytes = 0;
  const start = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      const read = answersOf(socket);
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const sent = performance.now();
        socket.write(head(hostname, body) + body);
        const answer = await read();
        durations.push(performance.now() - sent);
        answerBytes = answer.length - answer.indexOf("\r\n\r\n") - 4;
        if (!answer.startsWith("HTTP/1.1 200 ")) errors.push(answer);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  for (const socket of sockets) socket.destroy();
  return { seconds, durationsMs: durations, answerBytes, errors };
}

const head = (host: string, body: string): string =>
  `POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;

function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true }, () => resolve(socket));
    socket.once("error", reject);
  });
}

/** Reads one answer at a time; only answers with a content-length come. */
function answersOf(socket: Socket): () => Promise<string> {
  let settle: { resolve: (answer: string) => void; reject: (error: Error) => void } | undefined;
  let chunks: Buffer[] = [];
  let size = 0;
  let wanted = 0;
  socket.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    wanted ||= wholeLength(chunks.length === 1 ? chunk : Buffer.concat(chunks));
    if (wanted === 0 || size < wanted) return;
    const answer = Buffer.concat(chunks).toString("latin1");
    [chunks, size, wanted] = [[], 0, 0];
    settle?.resolve(answer);
  });
  socket.on("close", () => settle?.reject(new Error("the server closed a connection")));
  socket.on("error", (error) => settle?.reject(error));
  return () =>
    new Promise((resolve, reject) => {
      settle = { resolve, reject };
    });
}

function wholeLength(buffer: Buffer): number {
  const end = buffer.indexOf("\r\n\r\n");
  if (end < 0) return 0;
  const length = /\r\ncontent-length: (\d+)/i.exec(buffer.toString("latin1", 0, end))?.[1];
  return end + 4 + Number(length ?? 0);
}
