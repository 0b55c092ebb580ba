// The browser that the test of the simulator's status page drives. One that is on PATH is used; where there is none, and
// this is root on a system with apt (a container, a CI), Debian's is installed; elsewhere the test goes without it. By hand:
// `node scripts/setup/chromium.mjs`; with --where it installs nothing, and prints as JSON what is there.
import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanUp, isInterrupted, watchSignals } from "./interrupt.mjs";
import { withLock } from "./lock.mjs";
import { cacheFolder } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

/** @typedef {{ chromium: string } | { refused: string }} Browser `chromium` is the executable */
/** @typedef {{ path?: string, isRoot?: boolean, runCommand?: typeof run }} Surroundings */

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const INSTALL_MS = 300_000;
// Without a network apt would try for minutes; and another one may be at work.
const APT = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=120"];

/** @param {Surroundings} [surroundings] @returns {Browser} */
export function findChromium({ path = process.env["PATH"] ?? "" } = {}) {
  const chromium = NAMES.map((name) => onPath(name, path)).find((file) => file !== undefined);
  return chromium === undefined ? { refused: "no Chromium on PATH: run npm test" } : { chromium };
}

/** @param {Surroundings} [surroundings] @returns {Promise<Browser>} */
export async function chromiumBrowser(surroundings = {}) {
  const before = findChromium(surroundings);
  if ("chromium" in before) return before;
  const why = whyNoApt(surroundings);
  if (why !== undefined) return { refused: `no Chromium on PATH, and ${why}: install Chromium or Chrome` };
  return withLock(join(cacheFolder(), "locks", "chromium.lock"), async () => {
    // Whoever held the lock before us may have installed it.
    const now = findChromium(surroundings);
    return "chromium" in now ? now : install(surroundings);
  });
}

/** @param {Surroundings} surroundings @returns {string | undefined} */
function whyNoApt({ path = process.env["PATH"] ?? "", isRoot = process.getuid?.() === 0 }) {
  if (!isRoot) return "only root may install one";
  return onPath("apt-get", path) === undefined ? "there is no apt-get to install one with" : undefined;
}

/** @param {Surroundings} surroundings @returns {Promise<Browser>} */
async function install({ runCommand = run, ...surroundings }) {
  const failure = await withProgress("installing Chromium (apt-get)", async (detail) => {
    for (const args of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]]) {
      let packages = 0;
      const result = await runCommand("apt-get", [...APT, ...args], {
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
        timeoutMs: INSTALL_MS,
        onOutput: (text) => {
          packages += text.match(/^(Unpacking|Setting up) /gm)?.length ?? 0;
          detail(packages === 0 ? "downloading" : `${packages} steps`);
        },
      });
      if (result.timedOut) return `apt-get ${args[0]} was not done after ${INSTALL_MS / 60_000} minutes`;
      if (result.exitCode !== 0) return `apt-get ${args[0]}: ${reason(result.output)}`;
    }
    return undefined;
  });
  if (failure !== undefined) return { refused: failure };
  const found = findChromium(surroundings);
  return "chromium" in found ? found : { refused: "apt-get installed chromium, but there is none on PATH" };
}

/** The errors come last, each marked. @param {string} output */
function reason(output) {
  const lines = output.trim().split("\n");
  return lines.find((line) => line.startsWith("E: ")) ?? lines.at(-1) ?? "it failed";
}

/** @param {string} name @param {string} path @returns {string | undefined} */
function onPath(name, path) {
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  watchSignals();
  const found = process.argv.includes("--where") ? findChromium() : await chromiumBrowser();
  process.stdout.write(`${JSON.stringify(found)}\n`);
  if (!isInterrupted()) await cleanUp();
}
