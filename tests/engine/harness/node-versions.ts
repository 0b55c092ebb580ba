// The versions of Node that programs are run on: the one that runs the tests, and those that the set-up installed.
import { execFileSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { locateCli, repositoryRoot } from "./pulumi-cli";

export interface NodeVersion {
  /** As jest shows it: "Node 22.23.5". */
  readonly title: string;
  /** Environment of a stack whose programs and providers run on it. */
  readonly env: NodeJS.ProcessEnv;
}

interface Installed {
  readonly nodes: readonly { readonly version: string; readonly folder: string }[];
  readonly refused?: string;
}

/** The versions, and why one is missing: a test skips itself with that reason in its name. */
export function nodeVersions(): { readonly nodes: readonly NodeVersion[]; readonly missing: string | undefined } {
  const script = join(repositoryRoot, "scripts", "setup", "node-versions.mjs");
  const installed: Installed = JSON.parse(execFileSync(process.execPath, [script, "--where"], { encoding: "utf8" }));
  const others = installed.nodes.map(({ version, folder }) => ({
    title: `Node ${version}`,
    env: { PATH: `${folder}${delimiter}${locateCli().path}` },
  }));
  return { nodes: [{ title: `Node ${process.versions.node}`, env: {} }, ...others], missing: installed.refused };
}
