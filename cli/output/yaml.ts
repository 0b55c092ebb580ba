import { jsonText } from "./json";

/** A writer of YAML 1.2 for plain data; what could be read as something else is quoted as in JSON, which YAML contains. */

/** Words and numbers stand as they are; all else is quoted. */
const PLAIN = /^[A-Za-z][\w./@-]*$/u;
/** What some reader of YAML takes for a boolean or nothing. */
const WORDS_WITH_MEANING = /^(true|false|null|yes|no|on|off|y|n)$/iu;

/** The data as a YAML document. */
export function toYaml(data: unknown): string {
  const lines = linesOf(data);
  return `${lines.join("\n")}\n`;
}

function linesOf(data: unknown): readonly string[] {
  if (Array.isArray(data))
    return data.length === 0 ? ["[]"] : data.flatMap((item: unknown) => indented("- ", linesOf(item)));
  if (typeof data !== "object" || data === null) return [scalar(data)];
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return ["{}"];
  return entries.flatMap(([key, value]: [string, unknown]) => {
    const lines = linesOf(value);
    const isInline = typeof value !== "object" || value === null || Object.keys(value).length === 0;
    return isInline ? [`${scalar(key)}: ${lines[0] ?? ""}`] : [`${scalar(key)}:`, ...lines.map((line) => `  ${line}`)];
  });
}

const indented = (first: string, lines: readonly string[]): readonly string[] =>
  lines.map((line, index) => (index === 0 ? first : " ".repeat(first.length)) + line);

function scalar(value: unknown): string {
  if (typeof value === "string") return PLAIN.test(value) && !WORDS_WITH_MEANING.test(value) ? value : jsonText(value);
  return jsonText(value);
}
