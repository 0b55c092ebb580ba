// One at a time: two set-ups of one checkout, or two builds of one CLI, wait for each other instead of clashing.
import { randomUUID } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { atEnd } from "./interrupt.mjs";
import { isAlive, sleep } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

const POLL_MS = 300;

/**
 * Does some work while holding a lock file.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  const mine = `${process.pid} ${hostname()} ${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true });
  const release = () => {
    if (holder(file) === mine) rmSync(file, { force: true });
  };
  // Before the lock is taken: an interrupt right after would leave it behind.
  atEnd(release);
  if (!take(file, mine)) {
    await withProgress("waiting for another set-up that is under way", async (detail) => {
      while (!take(file, mine)) {
        detail(`process ${holder(file) ?? "that has just ended"}, lock ${file}`);
        await sleep(POLL_MS);
      }
    });
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/** @param {string} file @param {string} mine */
function take(file, mine) {
  const held = holder(file);
  if (held !== undefined) {
    const [pid, host] = held.split(" ");
    // The holder was killed. On another host of a shared home folder we cannot tell, and wait.
    if (host !== hostname() || isAlive(Number(pid))) return false;
    return replaceDead(file, held, mine);
  }
  return create(file, mine);
}

/**
 * A link appears with its content or not at all: nobody ever reads half a lock.
 * @param {string} file @param {string} mine
 */
function create(file, mine) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Moves a dead holder's lock away. Only one of several who try can move it; who finds that it moved a living one's lock
 * instead (taken in the moment between) puts it back.
 * @param {string} file @param {string} dead @param {string} mine
 */
function replaceDead(file, dead, mine) {
  const aside = `${file}.${process.pid}.dead`;
  try {
    renameSync(file, aside);
  } catch {
    return false;
  }
  const moved = holder(aside);
  if (moved !== undefined && moved !== dead) create(file, moved);
  rmSync(aside, { force: true });
  return moved === dead && create(file, mine);
}

/** @param {string} file @returns {string | undefined} */
function holder(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
