import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { tunnelsIn, type PeerFile, type Renderer } from "../../peer";
import { codeOf, makeFolder, writePrivateFile } from "../files";
import { UsageError } from "../exit-code";
import type { Sink } from "../streams";

export function printFiles(files: readonly PeerFile[], out: Sink): void {
  for (const { name, text } of files) out.write(`${files.length > 1 ? `==> ${name} <==\n` : ""}${text}`);
}

/**
 * Writes the files, and prints their paths.
 * @throws UsageError, before anything is written, if a file of another connection would be lost, or would not fit
 * beside these on one device.
 */
export async function writeFiles(files: readonly PeerFile[], folder: string, out: Sink): Promise<void> {
  await makeFolder(folder);
  refuseOtherConnections(files, await textsIn(folder), folder);
  for (const { name, text } of files) {
    await writePrivateFile(join(folder, name), text);
    out.write(`${join(folder, name)}\n`);
  }
}

const CONNECTION = /side of IPsec-VPN connection (\S+), for (.+)\.$/mu;

function refuseOtherConnections(files: readonly PeerFile[], present: readonly PeerFile[], folder: string): void {
  const connections = new Set(files.map(({ text }) => CONNECTION.exec(text)?.[1]));
  for (const { name, text } of present) {
    const [, connection] = CONNECTION.exec(text) ?? [];
    if (connection === undefined || connections.has(connection)) continue;
    if (files.some((file) => file.name === name))
      throw new UsageError(
        `${join(folder, name)} is of connection ${connection}: give another --name, or another --output`,
      );
    const taken = tunnelsIn(text).map(({ number }) => number);
    const [clash] = files
      .filter((file) => CONNECTION.exec(file.text)?.[2] === CONNECTION.exec(text)?.[2])
      .flatMap((file) => tunnelsIn(file.text).map(({ number }) => number))
      .filter((number) => number !== undefined && taken.includes(number));
    if (clash !== undefined)
      throw new UsageError(
        `${join(folder, name)}, of connection ${connection}, has the tunnel number ${clash} too: give another --number`,
      );
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
