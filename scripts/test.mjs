// `npm test`: sets up, runs jest (arguments are passed on), and ends with one line that counts the tests.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript, setup } from "./setup.mjs";
import { chromium } from "./setup/chromium.mjs";
import { goClients } from "./setup/go-clients.mjs";
import { atEnd } from "./setup/interrupt.mjs";
import { nodeVersions } from "./setup/node-versions.mjs";
import { repositoryRoot, SetupError } from "./setup/places.mjs";
import { run } from "./setup/processes.mjs";
import { pythonSdks } from "./setup/python.mjs";
import { yamlHost } from "./setup/yaml-host.mjs";

/**
 * @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }}
 * JestResult
 */

/** What a machine may be unable to have. Without it, some tests are skipped. The tests on daemons ask for their own. */
const OPTIONAL = [pythonSdks, goClients, nodeVersions, chromium, yamlHost];

await runScript(async () => {
  const { env } = await setup();
  for (const provision of OPTIONAL) {
    const { refused } = await provision.ensure();
    if (refused !== undefined) process.stderr.write(`SKIPPED: ${provision.skipped} (${refused})\n`);
  }
  const scratch = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-test-"));
  atEnd(() => rmSync(scratch, { recursive: true, force: true }));
  const resultFile = join(scratch, "result.json");
  const jest = join(repositoryRoot, "node_modules", "jest", "bin", "jest.js");
  const args = [jest, ...process.argv.slice(2), "--json", `--outputFile=${resultFile}`];
  const { exitCode, stderr } = await run(process.execPath, args, {
    cwd: repositoryRoot,
    env: colour(env),
    // With --json jest prints its result to stdout as well; people read stderr.
    onOutput: (text, stream) => void (stream === "stderr" && process.stderr.write(text)),
  });
  const result = read(resultFile);
  if (result === undefined) throw new SetupError("jest ended without a result.", stderr === "" ? "" : "See above.");
  const skipped = result.numPendingTests + result.numTodoTests;
  process.stdout.write(`${result.numPassedTests} passed, ${result.numFailedTests} failed, ${skipped} skipped\n`);
  return exitCode;
});

/** jest writes to a pipe, and would take that for a log. @param {NodeJS.ProcessEnv} env */
function colour(env) {
  return process.stderr.isTTY && env["NO_COLOR"] === undefined ? { ...env, FORCE_COLOR: "1" } : env;
}

/** @param {string} file @returns {JestResult | undefined} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
