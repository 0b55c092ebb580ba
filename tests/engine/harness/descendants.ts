// Everything that a process started, and what that started. The Pulumi CLI gives each plugin a process group of its
// own, so ending the CLI's group is not enough.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

type Parents = ReadonlyMap<number, number>;

/** The process itself comes first. */
export function withDescendants(root: number): readonly number[] {
  const parents = process.platform === "linux" ? fromProc() : fromPs();
  const family = [root];
  for (const member of family) {
    for (const [pid, parent] of parents) if (parent === member) family.push(pid);
  }
  return family;
}

// Small containers have no ps.
function fromProc(): Parents {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // The command's name stands in brackets and may hold brackets itself; "state parent …" follows the last one.
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // It ended while we were reading.
    }
  }
  return parents;
}

function fromPs(): Parents {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const lines = (stdout ?? "").split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(lines.flatMap(([pid, parent]) => (pid === undefined || parent === undefined ? [] : [[pid, parent]])));
}
