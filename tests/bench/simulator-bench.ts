import { spawn, spawnSync } from "node:child_process";
import { type BenchServer, firstLine, simulatorProgram, startBuilt, startEcho } from "./servers";
import { describeOne, modifyOne, page, signedBodies } from "./signed-bodies";
import { type Load, type Sample, sendAll, summary } from "./wire-client";

export interface Size {
  readonly describes: number;
  readonly modifies: number;
  /** Of the large topology. */
  readonly connections: number;
  readonly startUps: number;
}
export const FULL: Size = { describes: 20_000, modifies: 5_000, connections: 10_000, startUps: 5 };

const SOCKETS = 16;
const PAGE_SIZE = 50;
/** Both servers in turns, so that what else the machine does hits them alike. */
const TURNS = 5;
const WARM_UP = 5_000;
/**
 * The journal keeps 10 000 requests and cuts at twice that: memory can be flat only from here on, from one cut to
 * another.
 */
const JOURNAL = 10_000;
const JOURNAL_FULL = 2 * JOURNAL;
const MB = 1024 * 1024;

export interface Row {
  readonly what: string;
  readonly load: Load;
  /** Against an echo server with the same requests and answers of the same size, just before. */
  readonly throughputRatio: number;
  readonly p99Ratio: number;
}

export interface BenchResult {
  readonly rows: readonly Row[];
  /** MB in use after a collection: at first, when the journal is full, and after as many Describes again. */
  readonly memory: {
    readonly fresh: number;
    readonly full: number;
    readonly after: number;
    readonly resident: number;
    readonly bytesPerRequest: number;
  };
  readonly topology: {
    readonly connections: number;
    readonly startMs: number;
    readonly pages: Load;
    readonly pageMs: number;
  };
  /** Medians, in milliseconds. */
  readonly startUp: { readonly firstAnswerMs: number; readonly emptyNodeMs: number };
}

export async function benchSimulator(size: Size): Promise<BenchResult> {
  const values = { "configuring-ms": "0", "renegotiate-ms": "0", generate: "gateways=10,connections=500" };
  const simulator = await startBuilt(values);
  try {
    const fresh = (await simulator.memory()).heap;
    const rows = [
      await compare("DescribeVpnConnections (one)", simulator, size.describes, describeOne(500)),
      await compare("ModifyTunnelAttribute", simulator, size.modifies, modifyOne(500)),
    ];
    await sendAll(simulator.url, signedBodies(Math.max(0, JOURNAL_FULL - size.describes), describeOne(500)), SOCKETS);
    const full = (await simulator.memory()).heap;
    rows.push(await compare("DescribeVpnConnections, again", simulator, size.describes, describeOne(500)));
    const between = size.describes + WARM_UP;
    const rest = Math.ceil(between / JOURNAL) * JOURNAL - between;
    await sendAll(simulator.url, signedBodies(rest, describeOne(500)), SOCKETS);
    const after = await simulator.memory();
    return {
      rows,
      memory: {
        fresh: fresh / MB,
        full: full / MB,
        after: after.heap / MB,
        resident: after.resident / MB,
        bytesPerRequest: (after.heap - full) / (between + rest),
      },
      topology: await benchTopology(size.connections),
      startUp: await benchStartUp(size.startUps),
    };
  } finally {
    await simulator.close();
  }
}

async function compare(
  what: string,
  simulator: BenchServer,
  count: number,
  parametersOf: (index: number) => Record<string, string>,
): Promise<Row> {
  const bodies = signedBodies(count, parametersOf);
  // Requests of the same kind that the measured ones do not repeat.
  const warmUp = signedBodies(WARM_UP, (index) => parametersOf(count + index));
  const { answerBytes } = await sendAll(simulator.url, warmUp, SOCKETS);
  const echo = await startEcho(answerBytes);
  try {
    await sendAll(echo.url, warmUp, SOCKETS);
    const [echoed, answered]: [Sample[], Sample[]] = [[], []];
    const turn = Math.ceil(count / TURNS);
    for (let from = 0; from < count; from += turn) {
      const some = bodies.slice(from, from + turn);
      echoed.push(await sendAll(echo.url, some, SOCKETS));
      answered.push(await sendAll(simulator.url, some, SOCKETS));
    }
    const [base, load] = [summary(echoed), summary(answered)];
    return { what, load, throughputRatio: load.perSecond / base.perSecond, p99Ratio: load.p99Ms / base.p99Ms };
  } finally {
    await echo.close();
  }
}

async function benchTopology(connections: number): Promise<BenchResult["topology"]> {
  const start = performance.now();
  const simulator = await startBuilt({ generate: `gateways=100,connections=${connections}` });
  try {
    await sendAll(simulator.url, signedBodies(1, page(1)), 1);
    const startMs = performance.now() - start;
    const bodies = signedBodies(Math.ceil(connections / PAGE_SIZE), page(PAGE_SIZE));
    const paging = performance.now();
    const pages = summary([await sendAll(simulator.url, bodies, 1)]);
    return { connections, startMs, pages, pageMs: performance.now() - paging };
  } finally {
    await simulator.close();
  }
}

async function benchStartUp(times: number): Promise<BenchResult["startUp"]> {
  const [first, empty]: [number[], number[]] = [[], []];
  for (let n = 0; n < times; n++) {
    const before = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    empty.push(performance.now() - before);
    const start = performance.now();
    const child = spawn(process.execPath, ["-e", simulatorProgram({})], { stdio: ["ignore", "pipe", "inherit"] });
    await sendAll(await firstLine(child), signedBodies(1, page(1)), 1);
    first.push(performance.now() - start);
    await new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGKILL");
    });
  }
  return { firstAnswerMs: median(first), emptyNodeMs: median(empty) };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
