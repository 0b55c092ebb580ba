/** Differences of whole files, as a listing of the lines that differ with some lines around them. */

import type { PeerFile } from "../renderer/spec";

const AROUND = 3;

/** The files that differ, each as a listing; empty if none does. */
export function listing(before: readonly PeerFile[], after: readonly PeerFile[]): readonly string[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names.flatMap((name) => {
    const [old, now] = [before, after].map((files) => files.find((file) => file.name === name)?.text);
    if (old === now) return [];
    return [
      old === undefined ? "--- (no such file)" : `--- ${name} (old)`,
      now === undefined ? "+++ (no such file)" : `+++ ${name} (new)`,
      ...hunks(marked(linesOf(old), linesOf(now))),
    ];
  });
}

const linesOf = (text: string | undefined): readonly string[] =>
  text === undefined || text === "" ? [] : text.replace(/\n$/, "").split("\n");

/** Every line with its mark: `-` for an old one, `+` for a new one, a blank for one that stays. */
function marked(old: readonly string[], now: readonly string[]): readonly string[] {
  // The length of the longest common piece of the rests that begin at these two lines.
  const common = Array.from({ length: old.length + 1 }, () => Array.from({ length: now.length + 1 }, () => 0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row !== undefined) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push(` ${old[i] ?? ""}`);
      i += 1;
      j += 1;
    } else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`-${old[i] ?? ""}`);
      i += 1;
    } else {
      lines.push(`+${now[j] ?? ""}`);
      j += 1;
    }
  }
  return lines;
}

/** The lines that differ with those around them; `@@` stands where lines are left out. */
function hunks(lines: readonly string[]): readonly string[] {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some((line) => !line.startsWith(" ")),
  );
  return lines.flatMap((line, index) => {
    if (isNear[index] !== true) return [];
    return isNear[index - 1] === true ? [line] : ["@@", line];
  });
}
