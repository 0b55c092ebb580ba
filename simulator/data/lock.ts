import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { TopologyError } from "../topology/load";

/** One simulator at a time may have a data file. The lock of a process that is gone (kill -9) is taken over. */
export function lockDataFile(path: string): () => void {
  const file = `${path}.lock`;
  if (!create(file)) {
    const owner = Number(readFileSync(file, "utf8"));
    if (owner !== process.pid && isAlive(owner)) {
      throw new TopologyError([`${path} is in use by process ${owner}`]);
    }
    rmSync(file, { force: true });
    if (!create(file)) throw new TopologyError([`${path} is in use`]);
  }
  return () => rmSync(file, { force: true });
}

function create(file: string): boolean {
  try {
    const lock = openSync(file, "wx");
    writeSync(lock, String(process.pid));
    closeSync(lock);
    return true;
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
