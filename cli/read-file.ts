import { readFile } from "node:fs/promises";
import { UsageError } from "./exit-code";
import type { Streams } from "./streams";

/** The text of a file, or of the standard input for `-`. */
export async function readText(file: string, streams: Streams): Promise<string> {
  if (file === "-") return (await streams.readInput()) ?? "";
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${file} (${codeOf(error)})`);
  }
}

/** What a JSON file holds; what it should be is judged by who reads it on. */
export async function readJson(file: string, streams: Streams): Promise<unknown> {
  const text = await readText(file, streams);
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ""));
    return value;
  } catch {
    // The parser's own text repeats a piece of the file, which may be a key.
    throw new UsageError(`${file === "-" ? "the standard input" : file} is not JSON`);
  }
}

/** The name that the system gives an error: ENOENT. */
export function codeOf(error: unknown): string {
  // Not instanceof: an error of node's own modules may come from another realm.
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown error";
}
