/** Text that a program, a cloud or another pack wrote, on its way into a report. */

// Control characters, and characters that are invisible or change the direction of the text: they can hide a text's
// meaning. The last range holds halves of surrogate pairs; with the flag u it matches only those that stand alone.
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uD800-\uDFFF]/gu;

/** One line of visible characters. Any other is replaced, so that a reader sees that there was one. */
export function plainLine(value: unknown): string {
  const text = typeof value === "string" ? value : "";
  return text
    .trim()
    .replaceAll(/\s*[\n\r\t]+\s*/g, " ")
    .replaceAll(UNSHOWN, "\uFFFD");
}

/**
 * Escapes a text for Markdown, which then shows it as it is. A zero-width space keeps GitHub and GitLab from taking a
 * part of it for a mention, a reference, a link or a command.
 */
export function markdownText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]|~#]/g, String.raw`\$&`)
    .replaceAll(/[@#!%$~](?=[\w"])/g, "$&&#8203;")
    .replaceAll("://", ":&#8203;//")
    .replaceAll(/\bwww\./gi, "www&#8203;.");
}

/** Wraps at `width` columns, as far as words allow. No line begins a block of Markdown. */
export function wrapMarkdown(text: string, indent: string, width = 100): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((one) => one !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && indent.length + longer.length > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  return lines.map((one) => indent + guarded(one)).join("\n");
}

/** Escapes `- x`, `1. x`, `=== ` and `/close`, which have a meaning at the beginning of a line only. */
function guarded(line: string): string {
  if (/^[-+=]/.test(line)) return `\\${line}`;
  if (line.startsWith("/")) return `&#47;${line.slice(1)}`;
  return line.replace(/^(\d+)([.)])/, String.raw`$1\$2`);
}
