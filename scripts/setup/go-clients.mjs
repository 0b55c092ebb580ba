// The program of tests/conformance/go, which calls the simulator through Go SDKs, built into the folder of cached things.
// It is made once; who has no Go goes without it, and without the tests that need it. By hand:
// `node scripts/setup/go-clients.mjs`; with --where it makes nothing, and prints as JSON what is there.
import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { atEnd, cleanUp, isInterrupted, watchSignals } from "./interrupt.mjs";
import { withLock } from "./lock.mjs";
import { cacheFolder, repositoryRoot, shortHash } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

/** @typedef {{ program: string } | { refused: string }} GoClients */

const SOURCE = join(repositoryRoot, "tests", "conformance", "go");
const BUILD_MS = 300_000;

/** Named after its source, so that another checkout's version is another program. */
const program = () => {
  const sources = readdirSync(SOURCE).sort();
  const content = sources.map((name) => `${name}\n${readFileSync(join(SOURCE, name), "utf8")}`).join("\n");
  return join(cacheFolder(), `go-clients-${shortHash(content)}`, process.platform === "win32" ? "sdks.exe" : "sdks");
};

/** @returns {GoClients} */
export function findGoClients() {
  return existsSync(program()) ? { program: program() } : { refused: "not set up yet: run npm test" };
}

/** @returns {Promise<GoClients>} */
export async function goClients() {
  const before = findGoClients();
  if ("program" in before) return before;
  return withLock(join(cacheFolder(), "locks", "go-clients.lock"), async () => {
    // Whoever held the lock before us may have made it.
    const now = findGoClients();
    return "program" in now ? now : make();
  });
}

/** @returns {Promise<GoClients>} */
async function make() {
  // Built aside and moved into place, so that an interrupted build is never taken for a program.
  const draft = `${program()}.${process.pid}`;
  const discard = () => rmSync(draft, { force: true });
  atEnd(discard);
  mkdirSync(dirname(draft), { recursive: true });
  try {
    const args = ["build", "-modcacherw", "-trimpath", "-buildvcs=false", "-o", draft, "."];
    const result = await withProgress("building the program with the Go SDKs", (detail) => {
      let modules = 0;
      return run("go", args, {
        cwd: SOURCE,
        timeoutMs: BUILD_MS,
        onOutput: (text) => {
          modules += text.match(/^go: downloading /gm)?.length ?? 0;
          if (modules > 0) detail(`${modules} modules`);
        },
      });
    });
    if (result.timedOut) return { refused: `go build: not done after ${BUILD_MS / 60_000} minutes` };
    // What went wrong comes last; before it are the downloads.
    if (result.exitCode !== 0) return { refused: `go build: ${result.output.trim().split("\n").at(-1)}` };
    renameSync(draft, program());
    return { program: program() };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return { refused: "go is not on PATH" };
    throw error;
  } finally {
    discard();
  }
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  watchSignals();
  const found = process.argv.includes("--where") ? findGoClients() : await goClients();
  process.stdout.write(`${JSON.stringify(found)}\n`);
  if (!isInterrupted()) await cleanUp();
}
