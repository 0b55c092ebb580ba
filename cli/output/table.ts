import Table from "cli-table3";

const BORDERS =
  "top top-mid top-left top-right left left-mid mid mid-mid right right-mid bottom bottom-mid bottom-left bottom-right";
const LAYOUT: Table.TableConstructorOptions = {
  chars: { ...Object.fromEntries(BORDERS.split(" ").map((border) => [border, ""])), middle: "  " },
  style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
};

/** Rows under their heads; each column has the width that its widest cell takes on a terminal. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return aligned(rows, heads)
    .map((line) => `${line}\n`)
    .join("");
}

/** Names and values, one pair a line. A pair without a value is left out. */
export function list(rows: readonly (readonly [name: string, value: string | undefined])[], indent = ""): string {
  const pairs = rows.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [[name, value]]));
  return aligned(pairs, [])
    .map((line) => `${indent}${line}\n`)
    .join("");
}

function aligned(rows: readonly (readonly string[])[], heads: readonly string[]): readonly string[] {
  if (rows.length === 0 && heads.length === 0) return [];
  const grid = new Table({ ...LAYOUT, head: [...heads] });
  grid.push(...rows.map((row) => [...row]));
  return grid
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}
