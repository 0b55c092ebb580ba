/** The files that a command line names. A file that cannot be read or written is a mistake of the command line. */

import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { UsageError } from "./exit-code";
import type { Streams } from "./streams";

/** The text of a file, or of the standard input for `-`. */
export async function readText(file: string, streams: Streams): Promise<string> {
  if (file === "-") return (await streams.readInput()) ?? "";
  return orUsageError("read", file, () => readFile(file, "utf8"));
}

/** The text of a file, or undefined if there is no such file. */
export async function readTextIfPresent(file: string): Promise<string | undefined> {
  return orUsageError("read", file, async () => {
    try {
      return await readFile(file, "utf8");
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  });
}

/** The content of a JSON file. The caller judges its shape. */
export async function readJson(file: string, streams: Streams): Promise<unknown> {
  const text = await readText(file, streams);
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ""));
    return value;
  } catch {
    // The parser's own error repeats a piece of the file, which may be a key.
    throw new UsageError(`${file === "-" ? "the standard input" : file} is not JSON`);
  }
}

export async function writeText(file: string, text: string): Promise<void> {
  await orUsageError("write", file, () => writeFile(file, text));
}

/**
 * Writes a file that only its owner can read. The text goes to a new file first, which then replaces the old one: no
 * moment shows half of the text, or shows it under the old file's rights.
 */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.tmp`;
  await orUsageError("write", file, async () => {
    try {
      await writeFile(fresh, text, { mode: 0o600, flag: "wx" });
      await rename(fresh, file);
    } catch (error) {
      await rm(fresh, { force: true }).catch(() => {});
      throw error;
    }
  });
}

export async function makeFolder(folder: string): Promise<void> {
  await orUsageError("make the folder", folder, () => mkdir(folder, { recursive: true }));
}

async function orUsageError<T>(action: string, path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new UsageError(`cannot ${action} ${path} (${codeOf(error)})`);
  }
}

/** The system's name of an error, such as ENOENT. */
export function codeOf(error: unknown): string {
  // `instanceof` would fail: an error of Node's own modules may come from another realm.
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown error";
}
