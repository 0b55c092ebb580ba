// A Pulumi CLI built from source, for machines that reach a Go module proxy but not Pulumi's download site. The recipe
// is the Go module in scripts/cli-build; it takes minutes, once per machine.
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { makeAside } from "./provision.mjs";
import { builtFolder, cliSource, SHELL_SCRIPT } from "./pulumi-cli.mjs";

export const LOWEST_GO = [1, 25, 11];
const CLI_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const HOST_PACKAGE = "./language-host";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
// Without the repository's own state in it, a build is the same from every checkout.
const REPRODUCIBLE = ["-trimpath", "-buildvcs=false"];
// Go writes its module cache read-only, which keeps a user from deleting it.
const DELETABLE = "-modcacherw";

/** Why the CLI cannot be built here. @returns {Promise<string | undefined>} */
export async function whyNoGo() {
  // Asked in the module's folder: a Go that fetches newer toolchains answers with the one that it would use there.
  const result = await run("go", ["env", "GOVERSION"], { cwd: cliSource }).catch(() => undefined);
  if (result === undefined) return "Go is not installed";
  const version = result.stdout.trim();
  if (result.exitCode !== 0) return `Go does not work here (${result.stderr.trim().split("\n")[0]})`;
  return isRecentGo(version) ? undefined : `Go is ${version}, and >= ${LOWEST_GO.join(".")} is needed`;
}

/** @param {string} version */
export function isRecentGo(version) {
  const match = /^go(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
  if (!match) return false;
  for (const [index, lowest] of LOWEST_GO.entries()) {
    const part = Number(match[index + 1] ?? 0);
    if (part !== lowest) return part > lowest;
  }
  return true;
}

/**
 * @param {string} version
 * @returns {Promise<string>} the folder of the executables
 */
export async function buildFromSource(version) {
  const folder = builtFolder(version);
  await makeAside(folder, async (draft) => {
    for (const part of ["bin", "tmp"]) mkdirSync(join(draft, part));
    const total = await downloadModules();
    await compile(version, draft, total);
    rmSync(join(draft, "tmp"), { recursive: true });
    copyFileSync(join(cliSource, SHELL_SCRIPT), join(draft, "bin", SHELL_SCRIPT));
    return undefined;
  });
  return join(folder, "bin");
}

/** Naming all packages makes Go fetch their modules; their number tells later how far the compiler is. */
async function downloadModules() {
  let modules = 0;
  const result = await withProgress("downloading the sources of the Pulumi CLI", (detail) =>
    run("go", ["list", DELETABLE, "-deps", CLI_PACKAGE, HOST_PACKAGE], {
      cwd: cliSource,
      onOutput: (text, stream) => {
        if (stream === "stderr") modules += text.match(/^go: downloading /gm)?.length ?? 0;
        if (modules > 0) detail(`${modules} modules`);
      },
    }),
  );
  if (result.exitCode !== 0) throw new SetupError("The sources of the Pulumi CLI could not be had.", result.stderr);
  return result.stdout.trim().split("\n").length;
}

/** @param {string} version @param {string} draft @param {number} total */
async function compile(version, draft, total) {
  // An interrupted Go may leave its working files; in here they go with the draft.
  const env = { ...process.env, GOTMPDIR: join(draft, "tmp") };
  await withProgress("compiling the Pulumi CLI, once per machine", async (detail) => {
    let compiled = 0;
    for (const [name, source] of [
      ["pulumi", CLI_PACKAGE],
      ["pulumi-language-nodejs", HOST_PACKAGE],
    ]) {
      const flags = ["-v", DELETABLE, ...REPRODUCIBLE, "-ldflags", `-s -w -X ${VERSION_VARIABLE}=v${version}`];
      const result = await run("go", ["build", ...flags, "-o", join(draft, "bin", String(name)), String(source)], {
        cwd: cliSource,
        env,
        onOutput: (text, stream) => {
          if (stream === "stderr") compiled += text.match(/^[\w./-]+$/gm)?.length ?? 0;
          if (compiled > 0) detail(`${compiled} of ${total} packages`);
        },
      });
      if (result.exitCode !== 0) throw new SetupError(`${name} could not be built.`, goErrors(result.stderr));
    }
  });
}

/** Go's -v output names every package; only the rest says what went wrong. @param {string} output */
const goErrors = (output) =>
  output
    .split("\n")
    .filter((line) => !/^[\w./-]+$/.test(line))
    .join("\n");
