// The Python SDKs that the conformance tests use, in a virtual environment outside the checkout. It is made once; who has
// no Python goes without it, and without the tests that need it. By hand: `node scripts/setup/python.mjs`; with --where it
// makes nothing, and prints as JSON what is there.
import { existsSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanUp, isInterrupted, watchSignals } from "./interrupt.mjs";
import { withLock } from "./lock.mjs";
import { cacheFolder, shortHash } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

/** @typedef {{ python: string } | { refused: string }} PythonEnvironment `python` is the interpreter that has the SDKs */

/** The two clients, each with the library that it signs and sends with. */
const REQUIREMENTS = [
  "alibabacloud_vpc20160428==7.2.2",
  "alibabacloud-tea-openapi==0.4.6",
  "aliyun-python-sdk-vpc==3.0.48",
  "aliyun-python-sdk-core==2.16.1",
];
const INSTALL_MS = 300_000;

const folder = () => join(cacheFolder(), `python-${shortHash(REQUIREMENTS.join("\n"))}`);
const interpreter = () =>
  process.platform === "win32" ? join(folder(), "Scripts", "python.exe") : join(folder(), "bin", "python");
/** Written last, so that an interrupted installation is never taken for a whole one. */
const stamp = () => join(folder(), ".ready");

/** @returns {PythonEnvironment} */
export function findPython() {
  // A virtual environment points to the Python it was made with, which may be gone by now.
  const ready = existsSync(stamp()) && existsSync(interpreter());
  return ready ? { python: interpreter() } : { refused: "not set up yet: run npm test" };
}

/** @returns {Promise<PythonEnvironment>} */
export async function pythonEnvironment() {
  const before = findPython();
  if ("python" in before) return before;
  return withLock(join(cacheFolder(), "locks", "python.lock"), async () => {
    // Whoever held the lock before us may have made it.
    const now = findPython();
    return "python" in now ? now : make();
  });
}

/** @returns {Promise<PythonEnvironment>} */
async function make() {
  rmSync(folder(), { recursive: true, force: true });
  const made = await tried("python3", ["-m", "venv", folder()], "making a virtual environment for the Python SDKs");
  if (made !== undefined) return refuse(`python3 -m venv: ${made}`);
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--retries", "1", ...REQUIREMENTS];
  const installed = await tried(interpreter(), pip, "installing the Python SDKs (pip)");
  if (installed !== undefined) return refuse(`pip install: ${installed}`);
  writeFileSync(stamp(), `${REQUIREMENTS.join("\n")}\n`);
  return { python: interpreter() };
}

/** @param {string} refused @returns {PythonEnvironment} */
function refuse(refused) {
  rmSync(folder(), { recursive: true, force: true });
  return { refused };
}

/**
 * @param {string} command @param {string[]} args @param {string} what
 * @returns {Promise<string | undefined>} why it failed
 */
async function tried(command, args, what) {
  try {
    const result = await withProgress(what, (detail) => {
      let packages = 0;
      return run(command, args, {
        timeoutMs: INSTALL_MS,
        onOutput: (text) => {
          packages += text.match(/^Collecting /gm)?.length ?? 0;
          if (packages > 0) detail(`${packages} packages`);
        },
      });
    });
    if (result.timedOut) return `not done after ${INSTALL_MS / 60_000} minutes`;
    // pip says the reason last.
    return result.exitCode === 0 ? undefined : (result.output.trim().split("\n").at(-1) ?? "it failed");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return `${command} is not on PATH`;
    throw error;
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  watchSignals();
  const found = process.argv.includes("--where") ? findPython() : await pythonEnvironment();
  process.stdout.write(`${JSON.stringify(found)}\n`);
  if (!isInterrupted()) await cleanUp();
}
