import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { HOSTS } from "./network";
import type { Network } from "./network";

const INTERVAL_MS = 20;
const PORT = "5000";
const STREAM = join(__dirname, "../../../scripts/proof/stream.mjs");
/** After a long gap, TCP waits nearly as long again before it sends. */
const STREAM_ENDS_MS = 60_000;
/** A ping that was sent this shortly before the end may still be on its way. */
const ON_ITS_WAY = 5;

export interface Traffic {
  readonly sent: number;
  readonly lost: number;
  /** The longest time without an answer. */
  readonly longestGapMs: number;
  /** The longest time in which nothing of the stream arrived. */
  readonly longestStallMs: number;
  /** All bytes of the stream arrived, and in order. */
  readonly isStreamWhole: boolean;
}

export interface Measurement {
  readonly stop: () => Promise<Traffic>;
}

/** Fifty pings a second and one TCP stream, from behind the device to behind the cloud. */
export async function measure(network: Network): Promise<Measurement> {
  // What a scenario left that did not come to its end.
  const rest = [...left];
  for (const { child } of rest) child.kill("SIGKILL");
  await Promise.all(rest.map(({ ended }) => ended));
  const server = run(network.namespace("cloudHost"), process.execPath, STREAM, "receive", HOSTS.cloud, PORT);
  await server.says("listening");
  const client = run(network.namespace("deviceHost"), process.execPath, STREAM, "send", HOSTS.cloud, PORT);
  await client.says("connected");
  const ping = run(network.namespace("deviceHost"), "ping", "-D", "-n", "-i", String(INTERVAL_MS / 1000), HOSTS.cloud);
  await ping.says("64 bytes");
  return {
    async stop() {
      const stopped = Date.now();
      ping.child.kill("SIGINT");
      client.child.kill("SIGTERM");
      await Promise.race([
        Promise.all([ping.ended, client.ended, server.ended]),
        sleep(STREAM_ENDS_MS, undefined, { ref: false }),
      ]);
      for (const { child } of [ping, client, server]) child.kill("SIGKILL");
      const received = jsonIn(server.text());
      const sent = jsonIn(client.text());
      return {
        ...pingsIn(ping.text(), stopped),
        longestStallMs: Math.round(received?.longestStallMs ?? Number.POSITIVE_INFINITY),
        isStreamWhole: received !== undefined && sent !== undefined && received.digest === sent.digest,
      };
    },
  };
}

/** What ping printed: its answers with their times, and how many it sent. */
function pingsIn(text: string, stopped: number): Pick<Traffic, "sent" | "lost" | "longestGapMs"> {
  const answers = [...text.matchAll(/^\[(\d+\.\d+)\] \d+ bytes from .*icmp_seq=(\d+)/gmu)];
  const sent = Number(/(\d+) packets transmitted/u.exec(text)?.[1] ?? 0) - ON_ITS_WAY;
  const answered = new Set(answers.map(([, , sequence]) => Number(sequence)).filter((sequence) => sequence <= sent));
  const times = [...answers.map(([, seconds]) => Number(seconds) * 1000), stopped];
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return { sent, lost: sent - answered.size, longestGapMs: Math.round(Math.max(...gaps)) };
}

interface StreamReport {
  readonly longestStallMs?: number;
  readonly digest: string;
}

function jsonIn(text: string): StreamReport | undefined {
  const line = text.split("\n").find((each) => each.startsWith("{"));
  return line === undefined ? undefined : (JSON.parse(line) as StreamReport);
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  readonly text: () => string;
  /** Waits until it has printed a word. */
  readonly says: (word: string) => Promise<void>;
}

const left = new Set<Running>();

function run(namespace: string, ...command: readonly string[]): Running {
  const child = spawn("ip", ["netns", "exec", namespace, ...command], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      left.delete(running);
      resolve();
    }),
  );
  const running: Running = {
    child,
    ended,
    text: () => text,
    async says(word) {
      for (const end = Date.now() + 10_000; !text.includes(word); await sleep(20))
        if (Date.now() > end) throw new Error(`${command.join(" ")} did not say "${word}": ${text}`);
    },
  };
  left.add(running);
  return running;
}
