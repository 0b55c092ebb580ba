// The frame of a set-up that a machine may be unable to have: an SDK, a browser, daemons. A provision says how its
// thing is found and how it is made. The frame looks first, lets one process make it while others wait, looks again,
// and tells why it is missing. What is missing stops nobody: the tests that need it are skipped, with that reason.
import { mkdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atEnd, cleanUp, isInterrupted, watchSignals } from "./interrupt.mjs";
import { withLock } from "./lock.mjs";
import { cacheFolder } from "./places.mjs";
import { run } from "./processes.mjs";
import { elapsed, withProgress } from "./progress.mjs";

/**
 * @template {{ refused?: string }} Found `refused` says why it is not there, or not whole
 * @typedef {{
 *   skipped: string,
 *   lock: string,
 *   find: () => Found,
 *   make: () => Promise<string | undefined>,
 * }} Description `skipped` names the tests that cannot run without it; `make` returns why it failed
 */

/**
 * @template {{ refused?: string }} Found
 * @typedef {{ skipped: string, find: () => Found, ensure: () => Promise<Found> }} Provision
 */

/** The answer of `find` where nothing was set up. */
export const NOT_SET_UP = { refused: "not set up yet: run npm test" };

const STEP_MS = 300_000;

/**
 * @template {{ refused?: string }} Found
 * @param {Description<Found>} description
 * @returns {Provision<Found>}
 */
export function provision({ skipped, lock, find, make }) {
  const ensure = async () => {
    const before = find();
    if (before.refused === undefined) return before;
    return withLock(join(cacheFolder(), "locks", `${lock}.lock`), async () => {
      // The process that held the lock before us may have made it.
      const now = find();
      if (now.refused === undefined) return now;
      const failure = await make();
      return failure === undefined ? find() : { ...find(), refused: failure };
    });
  };
  return { skipped, find, ensure };
}

/**
 * Runs one command of a set-up under a line of progress.
 * @param {{
 *   what: string,
 *   name: string,
 *   command: string,
 *   args: string[],
 *   options?: import("./processes.mjs").RunOptions,
 *   count?: { each: RegExp, unit: string },
 *   reason?: (output: string) => string | undefined,
 *   runCommand?: typeof run,
 * }} step `count` counts lines of its output as progress; `reason` finds the cause in the output of a failed command
 * @returns {Promise<string | undefined>} why it failed, after the name of the step
 */
export async function attempt({ what, name, command, args, options, count, reason = lastLine, runCommand = run }) {
  const timeoutMs = options?.timeoutMs ?? STEP_MS;
  try {
    const result = await withProgress(what, (detail) => {
      let counted = 0;
      return runCommand(command, args, {
        ...options,
        timeoutMs,
        onOutput: (text) => {
          counted += (count && text.match(count.each)?.length) ?? 0;
          if (counted > 0) detail(`${counted} ${count?.unit}`);
        },
      });
    });
    if (result.timedOut) return `${name}: not done after ${elapsed(timeoutMs)}`;
    return result.exitCode === 0 ? undefined : `${name}: ${reason(result.output) ?? "it failed"}`;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return `${command} is not on PATH`;
    throw error;
  }
}

/** Most commands say the cause of their failure last. @param {string} output */
const lastLine = (output) => output.trim().split("\n").at(-1);

/**
 * Makes a folder beside its place and moves it there when it is whole. An interrupted set-up is never taken for a whole
 * one, and a failed one leaves nothing.
 * @param {string} folder
 * @param {(draft: string) => Promise<string | undefined>} make returns why it failed
 * @returns {Promise<string | undefined>} why it failed
 */
export async function makeAside(folder, make) {
  const draft = `${folder}.${process.pid}`;
  const discard = () => rmSync(draft, { recursive: true, force: true });
  atEnd(discard);
  discard();
  mkdirSync(draft, { recursive: true });
  try {
    const failure = await make(draft);
    if (failure !== undefined) return failure;
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return undefined;
  } finally {
    discard();
  }
}

/**
 * Lets `node scripts/setup/NAME.mjs` set it up by hand, and print what is there as JSON. With --where it only looks.
 * @param {string} moduleUrl
 * @param {Provision<{ refused?: string }>} own
 */
export async function runByHand(moduleUrl, own) {
  if (process.argv[1] === undefined || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  watchSignals();
  const found = process.argv.includes("--where") ? own.find() : await own.ensure();
  process.stdout.write(`${JSON.stringify(found)}\n`);
  if (!isInterrupted()) await cleanUp();
}
