// The official download, through the installer that @pulumi/pulumi brings. It is what users get who have the internet.
import { get } from "node:https";
import { join } from "node:path";
import { repositoryRoot } from "./places.mjs";
import { attempt, makeAside } from "./provision.mjs";
import { officialFolder } from "./pulumi-cli.mjs";

const DOWNLOAD_SITE = "https://get.pulumi.com/";
const REACH_MS = 4_000;

/**
 * @param {string} version
 * @returns {Promise<{ bin: string } | { refused: string }>}
 */
export async function installOfficial(version) {
  const unreachable = await whyUnreachable(DOWNLOAD_SITE);
  if (unreachable !== undefined) return { refused: `${DOWNLOAD_SITE} cannot be reached: ${unreachable}` };
  const folder = officialFolder(version);
  const failure = await makeAside(folder, (draft) => install(version, draft));
  return failure === undefined ? { bin: join(folder, "bin") } : { refused: failure };
}

// It runs in a process of its own, because the installer knows no time limit. It takes semver from where @pulumi/pulumi
// has it, because the installer accepts only its own version objects.
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
function install(version, root) {
  return attempt({
    what: `downloading the Pulumi CLI ${version}`,
    name: `the download from ${DOWNLOAD_SITE} failed`,
    command: process.execPath,
    args: ["-e", INSTALLER, version, root],
    options: { cwd: repositoryRoot },
    reason: (output) => output.trim().split("\n").slice(0, 3).join(" "),
  });
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
