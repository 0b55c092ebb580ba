// Other versions of Node.js that the engine tests run programs on, beside the one that runs the tests: npm's packages of
// Node, in the folder of cached things. Each is installed once; a machine that cannot have them goes without the tests on
// those versions. By hand: `node scripts/setup/node-versions.mjs`; with --where it installs nothing, and prints as JSON
// what is there.
import { existsSync, realpathSync, renameSync, rmSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atEnd, cleanUp, isInterrupted, watchSignals } from "./interrupt.mjs";
import { withLock } from "./lock.mjs";
import { cacheFolder } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

/** @typedef {{ version: string, folder: string }} NodeVersion `folder` holds the executable `node` */
/** @typedef {{ nodes: NodeVersion[], refused?: string }} NodeVersions `refused` says why one is missing */

/** One of each release line that this package supports. */
const VERSIONS = ["20.20.2", "22.23.5", "24.22.3"];
const INSTALL_MS = 300_000;

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
export function findNodeVersions() {
  const all = wanted().map(nodeVersion);
  const nodes = all.filter(isThere);
  return nodes.length === all.length ? { nodes } : { nodes, refused: "not set up yet: run npm test" };
}

/** @returns {Promise<NodeVersions>} */
export async function nodeVersions() {
  const before = findNodeVersions();
  if (before.refused === undefined) return before;
  const { platform, arch } = process;
  if (platform !== "linux" || (arch !== "x64" && arch !== "arm64"))
    return { ...before, refused: `npm has no complete set of Node.js for ${platform} ${arch}` };
  return withLock(join(cacheFolder(), "locks", "node-versions.lock"), async () => {
    for (const version of wanted()) {
      const failure = isThere(nodeVersion(version)) ? undefined : await install(version);
      if (failure !== undefined) return { ...findNodeVersions(), refused: failure };
    }
    return findNodeVersions();
  });
}

/** @param {string} version @returns {Promise<string | undefined>} why it failed */
async function install(version) {
  // Installed aside and moved into place, so that an interrupted installation is never taken for a whole one.
  const draft = `${home(version)}.${process.pid}`;
  const discard = () => rmSync(draft, { recursive: true, force: true });
  atEnd(discard);
  discard();
  mkdirSync(draft, { recursive: true });
  const name = packageName();
  const args = ["install", "--prefix", draft, "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${version}`];
  try {
    const result = await withProgress(`installing Node.js ${version} for tests (npm)`, () =>
      run("npm", args, { cwd: draft, timeoutMs: INSTALL_MS }),
    );
    if (result.timedOut) return `npm was not done with ${name} after ${INSTALL_MS / 60_000} minutes`;
    if (result.exitCode !== 0) return `npm install ${name}@${version}: ${reason(result.output)}`;
    // A third of it are headers, which no test compiles against.
    rmSync(join(draft, "node_modules", name, "include"), { recursive: true, force: true });
    rmSync(home(version), { recursive: true, force: true });
    renameSync(draft, home(version));
    return isThere(nodeVersion(version)) ? undefined : `${name}@${version} holds no node`;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return "npm is not on PATH";
    throw error;
  } finally {
    discard();
  }
}

/** npm says the reason first, and then where its log is. @param {string} output */
function reason(output) {
  const lines = output.trim().split("\n");
  return lines.find((line) => /^npm error (?!code )/u.test(line)) ?? lines[0] ?? "it failed";
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  watchSignals();
  const found = process.argv.includes("--where") ? findNodeVersions() : await nodeVersions();
  process.stdout.write(`${JSON.stringify(found)}\n`);
  if (!isInterrupted()) await cleanUp();
}
