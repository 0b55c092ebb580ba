// The official download, through the installer that @pulumi/pulumi brings. It is what users get who have the internet.
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { get } from "node:https";
import { join } from "node:path";
import { atEnd } from "./interrupt.mjs";
import { repositoryRoot } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { officialFolder } from "./pulumi-cli.mjs";

const DOWNLOAD_SITE = "https://get.pulumi.com/";
const REACH_MS = 4_000;
const INSTALL_MS = 300_000;

/**
 * @param {string} version
 * @returns {Promise<{ bin: string } | { refused: string }>}
 */
export async function installOfficial(version) {
  const unreachable = await whyUnreachable(DOWNLOAD_SITE);
  if (unreachable !== undefined) return { refused: `${DOWNLOAD_SITE} cannot be reached: ${unreachable}` };
  const folder = officialFolder(version);
  // Installed aside and moved into place, so that an interrupted download is never taken for a CLI.
  const draft = `${folder}.${process.pid}`;
  const discard = () => rmSync(draft, { recursive: true, force: true });
  atEnd(discard);
  mkdirSync(draft, { recursive: true });
  const failure = await withProgress(`downloading the Pulumi CLI ${version}`, () => install(version, draft));
  if (failure !== undefined) {
    discard();
    return { refused: `the download from ${DOWNLOAD_SITE} failed: ${failure}` };
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
  return { bin: join(folder, "bin") };
}

// Run in a process of its own, because the installer knows no time limit. semver is taken from where @pulumi/pulumi has
// it: the installer only accepts its own version objects.
const INSTALLER = `
  const [version, root] = process.argv.slice(1);
  const ofPulumi = require("node:module").createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const { PulumiCommand } = ofPulumi("./automation");
  const { SemVer } = ofPulumi("semver");
  PulumiCommand.install({ version: new SemVer(version), root }).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });`;

/**
 * @param {string} version @param {string} root
 * @returns {Promise<string | undefined>} why it failed
 */
async function install(version, root) {
  const result = await run(process.execPath, ["-e", INSTALLER, version, root], {
    cwd: repositoryRoot,
    timeoutMs: INSTALL_MS,
  });
  if (result.timedOut) return `not done after ${INSTALL_MS / 60_000} minutes`;
  return result.exitCode === 0 ? undefined : result.stderr.trim().split("\n").slice(0, 3).join(" ");
}

/** @param {string} url @returns {Promise<string | undefined>} */
function whyUnreachable(url) {
  return new Promise((resolve) => {
    const request = get(url, { timeout: REACH_MS }, (response) => {
      response.destroy();
      resolve(undefined);
    });
    request.on("timeout", () => request.destroy(new Error(`no answer in ${REACH_MS / 1000} seconds`)));
    request.on("error", (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? error.message));
  });
}
