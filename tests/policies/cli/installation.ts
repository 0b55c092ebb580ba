/** The package as a user has it: unpacked from the tarball into node_modules, away from the repository. */

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryRoot } from "../../engine/harness";

export const INSTALLED = "node_modules/pulumi-alicloud-vpn";

/** Packs a folder as npm does. Gives the tarball, in an empty folder of its own. */
export function npmPack(folder: string, destination: string): string {
  mkdirSync(destination, { recursive: true });
  const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", destination];
  execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  const tarball = readdirSync(destination).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack made no tarball");
  return join(destination, tarball);
}

export function unpack(tarball: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  execFileSync("tar", ["xzf", tarball, "-C", folder, "--strip-components=1"]);
}

/** Our package in a folder's node_modules, and everything that an installation would put next to it. */
export function installInto(folder: string, scratch: string, leaveOut: readonly string[] = []): void {
  unpack(npmPack(repositoryRoot, join(scratch, "tarball")), join(folder, INSTALLED));
  const source = join(repositoryRoot, "node_modules");
  const names = readdirSync(source).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(source, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  for (const name of names.filter((one) => !one.startsWith(".") && !leaveOut.includes(one))) {
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(source, name), place);
  }
}
