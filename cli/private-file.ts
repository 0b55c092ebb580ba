import { rename, rm, writeFile } from "node:fs/promises";
import { UsageError } from "./exit-code";
import { codeOf } from "./read-file";

/** Writes a file that only its owner can read, whatever was there before: it is never there with wider rights, nor half. */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const fresh = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(fresh, text, { mode: 0o600, flag: "wx" });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => {});
    throw new UsageError(`cannot write ${file} (${codeOf(error)})`);
  }
}
