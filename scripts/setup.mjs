// Sets a fresh checkout up: npm packages, build, a Pulumi CLI. What is there already is left alone, so a second run
// goes straight on. `node scripts/setup.mjs` does it by hand; with --where it sets nothing up and prints as JSON where
// the CLI is, for whoever needs one without being able to wait for it (the engine tests).
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./setup/build.mjs";
import { buildFromSource, LOWEST_GO, whyNoGo } from "./setup/cli-from-source.mjs";
import { installOfficial } from "./setup/cli-official.mjs";
import { cleanUp, isInterrupted, watchSignals } from "./setup/interrupt.mjs";
import { withLock } from "./setup/lock.mjs";
import { installPackages } from "./setup/packages.mjs";
import { cacheFolder, checkoutLock, SetupError } from "./setup/places.mjs";
import { cliEnvironment, inCache, onPath, range, wantedVersion } from "./setup/pulumi-cli.mjs";

/** @typedef {{ pulumi: string, env: NodeJS.ProcessEnv }} PulumiCli `pulumi` is the folder of the executables */

const LOWEST_NODE = 20;
const WAYS = { installOfficial, whyNoGo, buildFromSource };

/** @returns {Promise<PulumiCli>} */
export async function setup() {
  watchSignals();
  const node = Number(process.versions.node.split(".")[0]);
  if (node < LOWEST_NODE) throw new SetupError(`Node.js is ${process.versions.node}, and >= ${LOWEST_NODE} is needed.`);
  await withLock(checkoutLock(), async () => {
    await installPackages();
    await build();
  });
  return pulumiCli();
}

/** @returns {Promise<PulumiCli>} */
async function pulumiCli() {
  const version = wantedVersion();
  const found = await findCli();
  if (found.cli) return found.cli;
  return withLock(join(cacheFolder(), "locks", `cli-${version}.lock`), async () => {
    // Whoever held the lock before us may have made one.
    const bin = inCache(version);
    return useCli(bin ?? (await obtainCli(version, found.refused)));
  });
}

/** A CLI that is there already. @returns {Promise<{ cli?: PulumiCli, refused?: string }>} */
export async function findCli() {
  const { folder, refused } = await onPath();
  const bin = folder ?? inCache(wantedVersion());
  return { ...(bin === undefined ? {} : { cli: useCli(bin) }), ...(refused === undefined ? {} : { refused }) };
}

/**
 * A new CLI: the official one where it can be had, else one from source.
 * @param {string} version
 * @param {string} [refusedOnPath]
 * @param {typeof WAYS} [ways]
 * @returns {Promise<string>}
 */
export async function obtainCli(version, refusedOnPath, ways = WAYS) {
  const official = await ways.installOfficial(version);
  if ("bin" in official) return official.bin;
  const noGo = await ways.whyNoGo();
  if (noGo === undefined) return ways.buildFromSource(version);
  const tried = [refusedOnPath, official.refused, noGo].filter((reason) => reason !== undefined).join("; ");
  throw new SetupError(
    `No Pulumi CLI: install one (${range()}, https://www.pulumi.com/docs/install), or Go >= ${LOWEST_GO.join(".")} ` +
      `to have it built from source. Tried: ${tried}.`,
  );
}

/** @param {string} bin @returns {PulumiCli} */
const useCli = (bin) => ({ pulumi: bin, env: cliEnvironment(bin) });

/**
 * Runs a script's main work: reports a failure in words, cleans up, and ends with the exit code.
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  watchSignals();
  let exitCode = 1;
  try {
    exitCode = await main();
  } catch (error) {
    if (isInterrupted()) return;
    const expected = error instanceof SetupError;
    process.stderr.write(`\n${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  }
  if (isInterrupted()) return;
  await cleanUp();
  process.exitCode = exitCode;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    if (process.argv.includes("--where")) {
      const { cli, refused } = await findCli();
      if (!cli) throw new SetupError(`No Pulumi CLI yet${refused ? ` (${refused})` : ""}: run npm test or npm start.`);
      process.stdout.write(`${JSON.stringify({ pulumi: cli.pulumi, path: cli.env["PATH"] })}\n`);
    } else {
      const { pulumi } = await setup();
      process.stdout.write(`Ready. Pulumi CLI: ${pulumi}\n`);
    }
    return 0;
  });
}
