import { visibleLength } from "./colour";

/** Rows under their heads, each column as wide as it has to be. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => visibleLength(row[column] ?? ""))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - visibleLength(cell))))
      .join("  ")
      .trimEnd();
  return [heads, ...rows].map((row) => `${line(row)}\n`).join("");
}

/** Names and values one below the other; what has no value is left out. */
export function list(rows: readonly (readonly [name: string, value: string | undefined])[], indent = ""): string {
  const filled = rows.filter(([, value]) => value !== undefined && value !== "");
  const width = Math.max(0, ...filled.map(([name]) => name.length));
  return filled.map(([name, value]) => `${indent}${name.padEnd(width)}  ${value}\n`).join("");
}
