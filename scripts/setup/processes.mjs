// Child processes that can be ended whole. Every child leads a process group of its own, so that a Ctrl-C in the
// terminal reaches us alone and we decide in which order things end; and because the Pulumi CLI puts its plugins into
// further groups, a child is ended by walking its descendants, each by its id.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";

/**
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, graceMs?: number, onOutput?: (text: string,
 * stream: "stdout" | "stderr") => void }} RunOptions
 */
/** @typedef {{ exitCode: number, timedOut: boolean, stdout: string, stderr: string, output: string }} RunResult */
/** @typedef {{ pid: number, parent: number, started: string }} ProcessEntry */

/** @type {Map<import("node:child_process").ChildProcess, number>} each with its grace */
const children = new Map();
let ending = false;

const POLL_MS = 50;
/** What a child gets to end by itself after it was asked to. */
const GRACE_MS = 1_000;
/** And how long a signal that leaves no choice may take to work. */
const SIGNAL_MS = 1_000;
/** The longest that a timer can wait: 24 days. */
const NO_LIMIT_MS = 2 ** 31 - 1;

/**
 * Runs a command to its end and returns what it printed; a failing command is a result, not an exception.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  if (ending) return Promise.reject(new Error("interrupted"));
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const grace = options.graceMs ?? GRACE_MS;
    children.set(child, grace);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) void endTree(child.pid, grace);
    }, options.timeoutMs ?? NO_LIMIT_MS);
    const text = { stdout: "", stderr: "", all: "" };
    /** @type {("stdout" | "stderr")[]} */
    const streams = ["stdout", "stderr"];
    for (const stream of streams) {
      child[stream].setEncoding("utf8");
      child[stream].on("data", (/** @type {string} */ chunk) => {
        text[stream] += chunk;
        text.all += chunk;
        options.onOutput?.(chunk, stream);
      });
    }
    child.on("error", (error) => {
      clearTimeout(timer);
      children.delete(child);
      reject(error);
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      children.delete(child);
      resolve({ exitCode: code ?? 1, timedOut, stdout: text.stdout, stderr: text.stderr, output: text.all });
    });
  });
}

/** Ends every child that is still running, with all its descendants. No new one can be started afterwards. */
export async function endChildren() {
  ending = true;
  const running = [...children].flatMap(([{ pid }, grace]) => (pid === undefined ? [] : [{ pid, grace }]));
  await Promise.all(running.map(({ pid, grace }) => endTree(pid, grace)));
}

/**
 * Asks a process to end, waits, and ends whatever is left of it and of its descendants.
 * @param {number} pid
 * @param {number} graceMs
 */
async function endTree(pid, graceMs) {
  const seen = remember(new Map(), pid);
  signal(pid, "SIGINT");
  const deadline = Date.now() + graceMs;
  while (isAlive(pid) && Date.now() < deadline) {
    await sleep(POLL_MS);
    remember(seen, pid);
  }
  // A plugin may outlive the CLI that started it: it is re-parented, so only what we remembered leads to it.
  const left = () => processes().filter((entry) => seen.get(entry.pid) === entry.started);
  for (const name of /** @type {NodeJS.Signals[]} */ (["SIGTERM", "SIGKILL"])) {
    for (const entry of left()) signal(entry.pid, name);
    const end = Date.now() + SIGNAL_MS;
    while (left().length > 0 && Date.now() < end) await sleep(POLL_MS);
  }
}

/**
 * Notes a process and its descendants with their start times, which tell it from a later one of the same id.
 * @param {Map<number, string>} seen
 * @param {number} root
 */
function remember(seen, root) {
  const all = processes();
  const wanted = new Set([root, ...seen.keys()]);
  // Parents come before their children only by chance, so repeat until nothing is added.
  for (let before = -1; before !== wanted.size;) {
    before = wanted.size;
    for (const entry of all) if (wanted.has(entry.parent)) wanted.add(entry.pid);
  }
  for (const entry of all) if (wanted.has(entry.pid) && !seen.has(entry.pid)) seen.set(entry.pid, entry.started);
  return seen;
}

/** @returns {ProcessEntry[]} */
function processes() {
  return process.platform === "linux" ? linuxProcesses() : psProcesses();
}

/** Linux is read directly: small containers have no ps. @returns {ProcessEntry[]} */
function linuxProcesses() {
  const entries = [];
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // The command's name stands in brackets and may hold anything, brackets too; the fields follow the last one.
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (fields[0] !== "Z")
        entries.push({ pid: Number(name), parent: Number(fields[1]), started: String(fields[19]) });
    } catch {
      // It ended while we were reading.
    }
  }
  return entries;
}

/** @returns {ProcessEntry[]} */
function psProcesses() {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,stat=,lstart="], { encoding: "utf8" });
  return (stdout ?? "").split("\n").flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (!match || match[3]?.startsWith("Z")) return [];
    return [{ pid: Number(match[1]), parent: Number(match[2]), started: String(match[4]) }];
  });
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone, which is what was wanted.
  }
}

/** @param {number} ms @returns {Promise<void>} */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
