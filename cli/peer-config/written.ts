import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PeerFile, Renderer } from "../../peer";
import { codeOf, makeFolder, writePrivateFile } from "../files";
import { UsageError } from "../exit-code";
import type { Sink } from "../streams";

export function printFiles(files: readonly PeerFile[], out: Sink): void {
  for (const { name, text } of files) out.write(`${files.length > 1 ? `==> ${name} <==\n` : ""}${text}`);
}

/** Writes the files, and prints their paths. */
export async function writeFiles(files: readonly PeerFile[], folder: string, out: Sink): Promise<void> {
  await makeFolder(folder);
  for (const { name, text } of files) {
    await writePrivateFile(join(folder, name), text);
    out.write(`${join(folder, name)}\n`);
  }
}

/** The files for a device that an earlier call wrote into a folder. */
export async function filesIn(folder: string, { title }: Renderer): Promise<readonly PeerFile[]> {
  const files = await textsIn(folder);
  const written = files.filter(({ text }) => {
    const [first = "", second = ""] = text.split("\n");
    const header = first.startsWith("#!/") ? second : first;
    return header.includes("Written by pulumi-alicloud-vpn") && header.endsWith(`for ${title}.`);
  });
  if (written.length === 0) throw new UsageError(`${folder} holds no file that peer-config wrote for ${title}`);
  return written;
}

async function textsIn(folder: string): Promise<readonly PeerFile[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
    return await Promise.all(
      names.sort().map(async (name) => ({ name, text: await readFile(join(folder, name), "utf8") })),
    );
  } catch (error) {
    throw new UsageError(`cannot read the folder ${folder} (${codeOf(error)})`);
  }
}
