// The stack that `npm start` works on: the real CLI, the checkout's own Pulumi.yaml, and everything that is written
// kept in a scratch folder. Nothing of the user's Pulumi account, cloud account or home folder is used.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { repositoryRoot } from "../setup/places.mjs";
import { run } from "../setup/processes.mjs";
import { command, isColoured, quoted } from "./narrate.mjs";

/**
 * @typedef {Record<string, string | { secret: string }>} Config a secret is written as an object, so that none is
 * forgotten
 */
/** @typedef {{ policyName: string, message: string, enforcementLevel: string, resourceUrn?: string }} PolicyEvent */
/** @typedef {{ summaryEvent?: { resourceChanges: Record<string, number> }, policyEvent?: PolicyEvent }} EngineEvent */
/**
 * @typedef {{ exitCode: number, output: string, changes: Record<string, number>, violations: PolicyEvent[] }} Outcome
 */

export const PROJECT = "quickstart";
const STACK = "demo";
/** An interrupted CLI finishes the request that is under way, and writes its state. */
const FINISH_MS = 8_000;

export class DemoStack {
  /** @param {string} scratch @param {NodeJS.ProcessEnv} env the environment in which the CLI is found */
  constructor(scratch, env) {
    this.scratch = scratch;
    this.env = isolated(scratch, env);
    this.operations = 0;
    for (const folder of ["home", "pulumi-home", "state"]) mkdirSync(join(scratch, folder));
    // A stand-in project of the same name: `stack init` and `config` write beside Pulumi.yaml, and this keeps the
    // checkout clean.
    writeFileSync(join(scratch, "Pulumi.yaml"), `name: ${PROJECT}\nruntime: nodejs\n`);
  }

  /** @param {Config} config */
  async create(config) {
    await this.mustRun(["stack", "init", STACK]);
    await this.configure(config);
  }

  /** @param {Config} config */
  async configure(config) {
    const pairs = Object.entries(config).flatMap(([key, value]) =>
      typeof value === "string" ? ["--plaintext", `${key}=${value}`] : ["--secret", `${key}=${value.secret}`],
    );
    await this.mustRun(["config", "set-all", "--stack", STACK, ...pairs]);
  }

  /**
   * Runs one operation, shows it, and says how it went.
   * @param {"preview" | "up" | "refresh" | "destroy"} verb
   * @param {string[]} [args]
   * @returns {Promise<Outcome>}
   */
  async operate(verb, args = []) {
    const confirmed = verb === "preview" ? [] : ["--yes", "--skip-preview"];
    command(["pulumi", verb, ...confirmed, ...args].join(" "));
    this.operations += 1;
    const eventLog = join(this.scratch, `events-${this.operations}.jsonl`);
    const output = quoted();
    const result = await run("pulumi", [verb, ...confirmed, ...args, ...this.#plumbing(eventLog)], {
      cwd: repositoryRoot,
      env: this.env,
      graceMs: FINISH_MS,
      onOutput: (text) => output.write(text),
    });
    output.end();
    const events = readEvents(eventLog);
    return {
      exitCode: result.exitCode,
      // A coloured difference is coloured inside the value, which nobody could search.
      output: stripVTControlCharacters(result.output),
      changes: events.findLast((event) => event.summaryEvent)?.summaryEvent?.resourceChanges ?? {},
      violations: events.flatMap((event) => event.policyEvent ?? []),
    };
  }

  /** What a person would not type, because their stack lies where Pulumi expects it. @param {string} eventLog */
  #plumbing(eventLog) {
    const color = isColoured() ? "always" : "never";
    const config = join(this.scratch, `Pulumi.${STACK}.yaml`);
    const quiet = ["--non-interactive", "--suppress-progress", `--color=${color}`];
    return ["--stack", STACK, "--config-file", config, "--event-log", eventLog, ...quiet];
  }

  /** @param {string[]} args */
  async mustRun(args) {
    const result = await run("pulumi", [...args, "--non-interactive"], { cwd: this.scratch, env: this.env });
    if (result.exitCode !== 0) throw new Error(`pulumi ${args[0]} ${args[1]} failed:\n${result.output}`);
  }
}

/**
 * The demonstration must never reach a real account, so whatever could name one is taken away.
 * @param {string} scratch @param {NodeJS.ProcessEnv} env
 */
function isolated(scratch, env) {
  const foreign = /^(PULUMI_|ALICLOUD_|ALIBABA_CLOUD_|ALIBABACLOUD_)/;
  const kept = Object.entries(env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    HOME: join(scratch, "home"),
    PULUMI_HOME: join(scratch, "pulumi-home"),
    PULUMI_BACKEND_URL: `file://${join(scratch, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "demo",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The event log, from which the outcome is read, is a flag for tools.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

/** @param {string} file @returns {EngineEvent[]} */
function readEvents(file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((text) => text.trim() !== "").map((text) => JSON.parse(text));
}
