// One stack of a scratch project, driven through the real CLI as a person drives it.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mustRun, runCommand, type CommandOptions, type CommandResult } from "./command";
import { changeSummary, readEvents, type ChangeSummary, type EngineEvent } from "./events";
import type { Project } from "./project";
import { cliEnvironment, locateCli } from "./pulumi-cli";
import { parseDeployment, type Deployment } from "./state";

/** A secret is written as an object, so that no test makes one by accident or forgets to. */
export type ConfigValue = string | { readonly secret: string };

export interface OperationOptions {
  readonly policyPacks?: readonly string[];
  /** One file for each policy pack, in their order. */
  readonly policyPackConfigs?: readonly string[];
  readonly diff?: boolean;
  readonly json?: boolean;
  readonly expectNoChanges?: boolean;
  readonly refresh?: boolean;
  readonly parallel?: number;
  /** Have ts-node check the program's types; off by default, because it takes two seconds each time. */
  readonly typeCheck?: boolean;
  /** Further arguments of the CLI. */
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly interruptAfterMs?: number;
  readonly onStart?: CommandOptions["onStart"];
  readonly onOutput?: CommandOptions["onOutput"];
}

export interface OperationResult extends CommandResult {
  /** How many resources of each kind of step: `{ create: 2, same: 1 }`. */
  readonly changeSummary: ChangeSummary;
  readonly events: readonly EngineEvent[];
}

/** For operations that have to succeed: where one does not, the test shows what the CLI printed. */
export function mustSucceed(result: OperationResult): OperationResult {
  if (result.exitCode === 0) return result;
  throw new Error(`the CLI ended with exit code ${result.exitCode}\n${result.stdout}\n${result.stderr}`);
}

export class EngineStack {
  private constructor(
    readonly project: Project,
    readonly name: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  static async create(
    project: Project,
    config: Readonly<Record<string, ConfigValue>> = {},
    options: { readonly name?: string; readonly env?: NodeJS.ProcessEnv } = {},
  ): Promise<EngineStack> {
    const stack = new EngineStack(project, options.name ?? "dev", cliEnvironment(project.scratch, options.env));
    await stack.must(["stack", "init", stack.name]);
    await stack.configure(config);
    return stack;
  }

  async configure(config: Readonly<Record<string, ConfigValue>>): Promise<void> {
    const args = Object.entries(config).flatMap(([key, value]) =>
      typeof value === "string" ? ["--plaintext", `${key}=${value}`] : ["--secret", `${key}=${value.secret}`],
    );
    if (args.length > 0) await this.must(["config", "set-all", "--stack", this.name, ...args]);
  }

  preview(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("preview", [], options);
  }

  /** Without the preview that `up` does first: tests that want one ask for it with `preview()`. */
  up(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("up", ["--yes", "--skip-preview"], options);
  }

  refresh(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("refresh", ["--yes", "--skip-preview"], options);
  }

  destroy(options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("destroy", ["--yes", "--skip-preview"], options);
  }

  import(type: string, name: string, id: string, options: OperationOptions = {}): Promise<OperationResult> {
    return this.operate("import", [type, name, id, "--yes", "--skip-preview"], options);
  }

  async outputs(options: { readonly showSecrets?: boolean } = {}): Promise<Readonly<Record<string, unknown>>> {
    const secrets = options.showSecrets === true ? ["--show-secrets"] : [];
    const { stdout } = await this.must(["stack", "output", "--json", "--stack", this.name, ...secrets]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** The exported state, in which secrets are encrypted unless they are asked for. */
  async state(options: { readonly showSecrets?: boolean } = {}): Promise<Deployment> {
    const secrets = options.showSecrets === true ? ["--show-secrets"] : [];
    const { stdout } = await this.must(["stack", "export", "--stack", this.name, ...secrets]);
    return parseDeployment(stdout);
  }

  /** The state file as it lies in the backend, for searching it. */
  stateFile(): string {
    return readFileSync(this.stateFilePath, "utf8");
  }

  get stateFilePath(): string {
    return join(this.project.scratch, "state", ".pulumi", "stacks", this.project.name, `${this.name}.json`);
  }

  /** Any other command of the CLI, in the project's folder. */
  run(args: readonly string[], options: Pick<OperationOptions, "env"> = {}): Promise<CommandResult> {
    return runCommand(locateCli().command, [...args, "--non-interactive"], this.commandOptions(options));
  }

  private must(args: readonly string[]): Promise<CommandResult> {
    return mustRun(locateCli().command, [...args, "--non-interactive"], this.commandOptions({}));
  }

  private async operate(
    verb: string,
    verbArgs: readonly string[],
    options: OperationOptions,
  ): Promise<OperationResult> {
    const eventLog = join(this.project.scratch, `events-${randomUUID()}.jsonl`);
    const args = [verb, ...verbArgs, "--stack", this.name, "--non-interactive", "--color=never"];
    args.push("--event-log", eventLog, ...operationFlags(options));
    const result = await runCommand(locateCli().command, args, this.commandOptions(options));
    const events = readEvents(eventLog);
    return { ...result, events, changeSummary: changeSummary(events) };
  }

  private commandOptions(options: OperationOptions): CommandOptions {
    const typeCheck = options.typeCheck === true ? {} : { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    return {
      cwd: this.project.folder,
      env: { ...this.env, ...typeCheck, ...options.env },
      ...(options.interruptAfterMs === undefined ? {} : { interruptAfterMs: options.interruptAfterMs }),
      ...(options.onStart === undefined ? {} : { onStart: options.onStart }),
      ...(options.onOutput === undefined ? {} : { onOutput: options.onOutput }),
    };
  }
}

function operationFlags(options: OperationOptions): readonly string[] {
  const flags: string[] = [];
  for (const pack of options.policyPacks ?? []) flags.push("--policy-pack", pack);
  for (const config of options.policyPackConfigs ?? []) flags.push("--policy-pack-config", config);
  if (options.diff === true) flags.push("--diff");
  if (options.json === true) flags.push("--json");
  if (options.expectNoChanges === true) flags.push("--expect-no-changes");
  if (options.refresh === true) flags.push("--refresh");
  if (options.parallel !== undefined) flags.push(`--parallel=${options.parallel}`);
  return [...flags, ...(options.args ?? [])];
}
