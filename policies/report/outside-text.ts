/** Text that a program, a cloud or another pack wrote, on its way into a report. */

// Controls, and characters that show nothing or turn the direction of what follows: they can hide what a text says.
// The last range are halves of characters: with the flag u it takes only those that stand alone.
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uD800-\uDFFF]/gu;

/** One line of what can be seen. A character that cannot is replaced, so that a reader sees that there was one. */
export function plainLine(value: unknown): string {
  const text = typeof value === "string" ? value : "";
  return text
    .trim()
    .replaceAll(/\s*[\n\r\t]+\s*/g, " ")
    .replaceAll(UNSHOWN, "\uFFFD");
}

/**
 * The same inside Markdown: shown as it is, whatever it holds. A zero-width space keeps GitHub and GitLab from taking a
 * piece for a mention, a reference, a link or a command.
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

/** Lines of at most so many columns, as far as words allow, none of which begins a block of Markdown. */
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

/** `- x`, `1. x`, `=== ` and `/close` mean something at the beginning of a line only. */
function guarded(line: string): string {
  if (/^[-+=]/.test(line)) return `\\${line}`;
  if (line.startsWith("/")) return `&#47;${line.slice(1)}`;
  return line.replace(/^(\d+)([.)])/, String.raw`$1\$2`);
}
