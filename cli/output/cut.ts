/** Lines that must not be wider than a terminal, which would continue them on the next row. */

/** Escape sequences of colours, which take no place. */
const PIECES = /\u001B\[[\d;]*m|[^]/gu; // oxlint-disable-line no-control-regex -- the tool's own colours
const WIDE =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Extended_Pictographic}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const MARK = /\p{M}/u;
const RESET = "\u001B[0m";

/** How many columns one piece of a line takes; rather too many than too few. */
function columnsOf(piece: string): number {
  if (piece.startsWith("\u001B") || MARK.test(piece)) return 0;
  return WIDE.test(piece) ? 2 : 1;
}

const piecesOf = (line: string): readonly string[] => line.match(PIECES) ?? [];

/** How many columns a line takes. */
export const widthOf = (line: string): number => piecesOf(line).reduce((sum, piece) => sum + columnsOf(piece), 0);

/** The line without what does not fit into so many columns. It ends the colour that it cuts off in. */
export function cut(line: string, columns: number): string {
  if (widthOf(line) <= columns) return line;
  let used = 0;
  let kept = "";
  for (const piece of piecesOf(line)) {
    used += columnsOf(piece);
    if (used > columns) break;
    kept += piece;
  }
  return kept.includes("\u001B") ? kept.trimEnd() + RESET : kept.trimEnd();
}
