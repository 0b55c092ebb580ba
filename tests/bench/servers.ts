import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { RunValues } from "../../simulator";

const ROOT = join(__dirname, "../..");

/** A server in a process of its own. */
export interface BenchServer {
  readonly url: string;
  /** Bytes in use after a collection, and bytes that the process has. */
  memory(): Promise<{ readonly heap: number; readonly resident: number }>;
  close(): Promise<void>;
}

// Answers when it is asked over the channel, so that no request of the bench is spent on it.
const REPORT = `
  process.on("message", () => {
    globalThis.gc();
    globalThis.gc();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send({ heap: heapUsed + external, resident: rss });
  });`;

/** The built simulator, as a user gets it. */
export const simulatorProgram = (values: RunValues): string =>
  `require(${JSON.stringify(join(ROOT, "dist", "simulator"))}).runSimulator(${JSON.stringify(values)});`;

// What a server of node:http costs at least: reads a body, sends it back, filled up to the size of the other's answers.
const echoProgram = (bytes: number): string => `
  const server = require("node:http").createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString().padEnd(${bytes});
      response.writeHead(200, { "content-type": "text/plain", "content-length": Buffer.byteLength(body) }).end(body);
    });
  });
  server.listen(0, "127.0.0.1", () => console.log("url http://127.0.0.1:" + server.address().port));`;

export const startEcho = (bytes: number): Promise<BenchServer> => start(echoProgram(bytes));
export const startBuilt = (values: RunValues): Promise<BenchServer> => start(simulatorProgram(values));

async function start(program: string): Promise<BenchServer> {
  const child = spawn(process.execPath, ["--expose-gc", "-e", REPORT + program], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  return {
    url: await firstLine(child),
    memory: () =>
      new Promise((resolve) => {
        child.once("message", (memory: { heap: number; resident: number }) => resolve(memory));
        child.send("memory");
      }),
    close: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      }),
  };
}

/** The URL that a server prints first. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      const url = /^url (\S+)\n/m.exec(text)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`a server of the bench ended with ${code}: ${text}`)));
  });
}
