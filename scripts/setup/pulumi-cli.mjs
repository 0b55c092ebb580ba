// A Pulumi CLI, taken from the first place that has one: PATH, our cache, the official download, a build from source.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { cacheFolder, repositoryRoot, shortHash, SetupError } from "./places.mjs";
import { run } from "./processes.mjs";

/** `pulumi policy analyze` came with 3.229; what 4.0 will change nobody knows. */
export const LOWEST = [3, 229];
export const BELOW_MAJOR = 4;

const VERSION_MS = 20_000;

/** Starts the process of dynamic providers. */
export const SHELL_SCRIPT = "pulumi-resource-pulumi-nodejs";

/** What must be there for a program of ours to run. */
export const EXECUTABLES = ["pulumi", "pulumi-language-nodejs", SHELL_SCRIPT];

export const cliSource = join(repositoryRoot, "scripts", "cli-build");

/** The version that we install where there is none: the one that the Go module names. */
export function wantedVersion() {
  const match = /github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(readFileSync(join(cliSource, "go.mod"), "utf8"));
  if (!match?.[1]) throw new SetupError("scripts/cli-build/go.mod names no version of the Pulumi CLI");
  return match[1];
}

/** @param {string} version */
export function isSupported(version) {
  const match = /^v?(\d+)\.(\d+)\.\d+/.exec(version.trim());
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < BELOW_MAJOR && (major > Number(LOWEST[0]) || (major === LOWEST[0] && minor >= Number(LOWEST[1])));
}

/**
 * The folder on PATH whose `pulumi` can be used, and why another one cannot.
 * @param {string} [path]
 * @returns {Promise<{ folder?: string, refused?: string }>}
 */
export async function onPath(path = process.env["PATH"] ?? "") {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const folder = folders.find((candidate) => existsSync(join(candidate, "pulumi")));
  if (folder === undefined) return {};
  const cli = join(folder, "pulumi");
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const result = await run(cli, ["version"], { env, timeoutMs: VERSION_MS }).catch((/** @type {Error} */ error) => ({
    exitCode: 1,
    stdout: error.message,
  }));
  const version = result.stdout.trim();
  if (result.exitCode !== 0) return { refused: `${cli} does not run (${version})` };
  if (!isSupported(version)) return { refused: `${cli} is ${version}, and ${range()} is needed` };
  const lacking = EXECUTABLES.find((name) => !folders.some((candidate) => existsSync(join(candidate, name))));
  if (lacking !== undefined) return { refused: `${cli} is there but ${lacking} is not on PATH` };
  return { folder };
}

export const range = () => `>= ${LOWEST.join(".")} < ${BELOW_MAJOR}`;

/** @param {string} version */
export const officialFolder = (version) => join(cacheFolder(), `cli-${version}-official`);

/**
 * A changed recipe makes a new folder, so that a cached CLI never is the product of another recipe.
 * @param {string} version
 */
export function builtFolder(version) {
  const recipe = cliSourceFiles().map((file) => `${file}\0${readFileSync(join(cliSource, file), "utf8")}\0`);
  const platform = `${process.platform}-${process.arch}`;
  return join(cacheFolder(), `cli-${version}-${shortHash(platform + recipe.join(""))}`);
}

function cliSourceFiles() {
  const host = readdirSync(join(cliSource, "language-host")).sort();
  return ["go.mod", "go.sum", SHELL_SCRIPT, ...host.map((name) => join("language-host", name))];
}

/**
 * What an earlier set-up left in the cache.
 * @param {string} version
 * @returns {string | undefined} the folder of the executables
 */
export function inCache(version) {
  return [officialFolder(version), builtFolder(version)]
    .map((folder) => join(folder, "bin"))
    .find((bin) => EXECUTABLES.every((name) => existsSync(join(bin, name))));
}

/**
 * The environment in which that CLI is the one that is found, its plugins with it.
 * @param {string} bin
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function cliEnvironment(bin, base = process.env) {
  // The node that runs us also runs the programs, even where PATH holds another one.
  const path = [bin, dirname(process.execPath), base["PATH"] ?? ""].join(delimiter);
  return { ...base, PATH: path, PULUMI_SKIP_UPDATE_CHECK: "true" };
}
