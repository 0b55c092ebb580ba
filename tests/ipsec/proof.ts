import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The parts of docs/proof.md, in their order. Each is written by one test file, and `npm run proof` joins them. */
const PARTS = ["strongswan", "nat", "libreswan", "parsers", "bgp", "drain", "apply", "truth", "end-to-end"] as const;

/** Writes a part of the page; nothing outside of `npm run proof`. */
export function writePart(part: (typeof PARTS)[number], ...blocks: readonly string[]): void {
  const folder = process.env["PROOF_FOLDER"];
  if (folder === undefined) return;
  writeFileSync(join(folder, `${PARTS.indexOf(part)}-${part}.md`), `${blocks.join("\n\n")}\n`);
}

/** A key may hold any character, and so may what stands in a table. */
const escaped = (text: string): string => text.replace(/[\\|`<*]/gu, "\\$&").replaceAll("\n", " ");

/** Rows as a Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(head),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map((cell) => escaped(String(cell))))),
  ].join("\n");
}
