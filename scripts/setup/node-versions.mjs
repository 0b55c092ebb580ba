// Other versions of Node.js that the engine tests run programs on, beside the one that runs the tests. They are npm's
// packages of Node, in the cache.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "./places.mjs";
import { attempt, makeAside, NOT_SET_UP, provision, runByHand } from "./provision.mjs";

/** @typedef {{ version: string, folder: string }} NodeVersion `folder` holds the executable `node` */
/** @typedef {{ nodes: NodeVersion[], refused?: string }} NodeVersions `refused` says why one is missing */

/** One of each release line that this package supports. */
const VERSIONS = ["20.20.2", "22.23.5", "24.22.3"];

/** @param {string} version */
const major = (version) => version.split(".")[0];
/** The running Node stands for its own release line. */
const wanted = () => VERSIONS.filter((version) => major(version) !== major(process.versions.node));

const packageName = () => `node-${process.platform}-${process.arch}`;
/** @param {string} version */
const home = (version) => join(cacheFolder(), `node-${version}-${process.platform}-${process.arch}`);
/** @param {string} version @returns {NodeVersion} */
const nodeVersion = (version) => ({ version, folder: join(home(version), "node_modules", packageName(), "bin") });
/** @param {NodeVersion} node */
const isThere = ({ folder }) => existsSync(join(folder, "node"));

/** @returns {NodeVersions} */
function find() {
  const all = wanted().map(nodeVersion);
  const nodes = all.filter(isThere);
  return nodes.length === all.length ? { nodes } : { nodes, ...NOT_SET_UP };
}

async function make() {
  const { platform, arch } = process;
  if (platform !== "linux" || (arch !== "x64" && arch !== "arm64"))
    return `npm has no complete set of Node.js for ${platform} ${arch}`;
  for (const version of wanted()) {
    const failure = isThere(nodeVersion(version)) ? undefined : await install(version);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** @param {string} version @returns {Promise<string | undefined>} why it failed */
function install(version) {
  const name = packageName();
  return makeAside(home(version), async (draft) => {
    const failure = await attempt({
      what: `installing Node.js ${version} for tests (npm)`,
      name: `npm install ${name}@${version}`,
      command: "npm",
      args: ["install", "--prefix", draft, "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${version}`],
      options: { cwd: draft },
      reason,
    });
    if (failure !== undefined) return failure;
    const installed = join(draft, "node_modules", name);
    // The headers are a third of it, and no test compiles against them.
    rmSync(join(installed, "include"), { recursive: true, force: true });
    return existsSync(join(installed, "bin", "node")) ? undefined : `${name}@${version} holds no node`;
  });
}

/** npm says the reason first, and then where its log is. @param {string} output */
function reason(output) {
  const lines = output.trim().split("\n");
  return lines.find((line) => /^npm error (?!code )/u.test(line)) ?? lines[0];
}

export const nodeVersions = provision({
  skipped: "the engine tests on other versions of Node.js",
  lock: "node-versions",
  find,
  make,
});

await runByHand(import.meta.url, nodeVersions);
