// Runs a page as its reader does: saves its files, types its commands on the real CLI, and compares what they print.
import { appendFileSync, chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, Topology } from "../../../simulator";
import { cliEnvironment, repositoryRoot, runCommand, type EngineStack } from "../harness";
import { onRealCli, ownSimulator, tunnelStack } from "../tunnels";
import { differenceIn, partsOf, type Part, type PrintedCommand } from "./page";

/** What the pages' reader has before the first step, and what happens beside the commands. */
export interface Surroundings {
  readonly topology: Topology;
  /** The stack's secrets before the first step. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** By the name that the page gives them. */
  readonly events?: Readonly<Record<string, (sim: Simulator) => void>>;
}

/** A page that is being run. */
export interface RunningPage {
  readonly sim: () => Simulator;
  /** Every command that reached the device by ssh, with its input. */
  readonly onDevice: () => string;
}

/** How long a reader's tunnel holds and waits makes a test slow; no other value of the program is touched. */
const SHORT_HOLDS = `
const pulumi = require("@pulumi/pulumi");
pulumi.runtime.registerStackTransformation(({ type, props, opts }) =>
  type.endsWith(":VpnTunnelPair") ? { props: { ...props, rollout: { ...props.rollout, holdSeconds: 0 } }, opts } : undefined);
module.exports = require("./index");
`;

/** The device takes what it is told, and writes it down. */
const SSH = `#!/bin/sh
{ echo "\\$ ssh $*"; cat; echo; } >> "$DEVICE_LOG"
`;

/** A tool of another cloud: it takes what it is told, and answers with a name, except to a wait. */
const CLOUD_TOOL = `#!/bin/sh
case " $* " in *" wait "*) ;; *) echo /group/virtualNetworkGateways/hub ;; esac
`;

/** For the top of a test file: each block of commands becomes a test. */
export function runsAsPrinted(path: string, around: Surroundings): RunningPage {
  onRealCli();
  const parts = partsOf(readFileSync(join(repositoryRoot, path), "utf8"));
  let sim: Simulator;
  let shell: Shell;
  let log: string;
  let hasFailed = false;

  beforeAll(async () => {
    sim = await ownSimulator({ topology: around.topology });
    const config = Object.entries(around.secrets ?? {}).map(([key, secret]) => [`engine-test:${key}`, { secret }]);
    const stack = await tunnelStack(sim, {}, { ...PROJECT, config: { ...QUICK, ...Object.fromEntries(config) } });
    log = join(stack.project.scratch, "device.log");
    writeFileSync(log, "");
    shell = shellOf(stack, sim, log);
  });

  it.each(groupsOf(parts))("%s", async (_, group) => {
    if (hasFailed) throw new Error("an earlier step of the page failed");
    hasFailed = true;
    for (const part of group) await take(part);
    hasFailed = false;
  });

  async function take(part: Part): Promise<void> {
    if (part.kind === "file") return shell.save(part.name, part.text);
    if (part.kind === "commands") return shell.type(part.commands);
    const event = around.events?.[part.name];
    if (event === undefined) throw new Error(`${path}:${part.line}: the test knows no "${part.name}"`);
    event(sim);
    sim.settle();
  }

  return { sim: () => sim, onDevice: () => readFileSync(log, "utf8") };
}

const PROJECT = { main: "main.js", runtimeOptions: { typescript: true }, files: { "main.js": SHORT_HOLDS } };
const QUICK = { "alicloud-vpn:establishSeconds": "6", "alicloud-vpn:siblingWaitSeconds": "3" };

/** The parts up to each block of commands, with the name of its place. */
function groupsOf(parts: readonly Part[]): readonly (readonly [string, readonly Part[]])[] {
  const groups: [string, Part[]][] = [];
  let waiting: Part[] = [];
  for (const part of parts) {
    waiting.push(part);
    if (part.kind !== "commands") continue;
    groups.push([`line ${part.line}: ${part.commands[0]?.command.split("\n")[0] ?? ""}`, waiting]);
    waiting = [];
  }
  if (waiting.length > 0) throw new Error("the page ends with a file that no command uses");
  return groups;
}

interface Shell {
  save(name: string, text: string): void;
  type(commands: readonly PrintedCommand[]): Promise<void>;
}

/** A shell in the project's folder, with the account of the simulator and with a device behind `ssh`. */
function shellOf(stack: EngineStack, sim: Simulator, log: string): Shell {
  const { scratch, folder } = stack.project;
  const bin = join(scratch, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "ssh"), SSH, { mode: 0o755 });
  for (const tool of ["aws", "az", "gcloud"]) writeFileSync(join(bin, tool), CLOUD_TOOL, { mode: 0o755 });
  // This device acts at once: nobody has to wait for it.
  writeFileSync(join(bin, "sleep"), "#!/bin/sh\n", { mode: 0o755 });
  mkdirSync(join(folder, "node_modules", ".bin"));
  const tool = join(repositoryRoot, "dist", "cli", "main.js");
  chmodSync(tool, 0o755);
  symlinkSync(tool, join(folder, "node_modules", ".bin", "pulumi-alicloud-vpn"));
  const env = cliEnvironment(scratch, {
    PULUMI_SKIP_CONFIRMATIONS: "true",
    // A reader sees the preview of `up` a second time; nothing else differs.
    PULUMI_OPTION_SKIP_PREVIEW: "true",
    NO_COLOR: "1",
    NO_UPDATE_NOTIFIER: "1",
    npm_config_offline: "true",
    ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
    ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
    ALICLOUD_REGION: "cn-hangzhou",
    ALIBABA_CLOUD_ENDPOINT_VPC: sim.url,
    DEVICE_LOG: log,
  });
  let isNewProgram = true;
  let lastExitCode = 0;

  const typeOne = async ({ line, command, output }: PrintedCommand, isFailureShown: boolean): Promise<void> => {
    // A program's types are checked once: that takes two seconds.
    const types = isNewProgram ? {} : { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    if (command.startsWith("pulumi preview") || command.startsWith("pulumi up")) isNewProgram = false;
    const script = `exec 2>&1\n(exit ${lastExitCode})\n${command}`;
    const { stdout, exitCode } = await runCommand("bash", ["-c", script], {
      cwd: folder,
      env: { ...env, ...types, PATH: `${bin}:${env["PATH"] ?? ""}` },
    });
    const record = process.env["PAGE_LOG"];
    if (record !== undefined) appendFileSync(record, `$ ${command}\n${stdout}`);
    lastExitCode = exitCode;
    if (exitCode !== 0 && !isFailureShown) throw new Error(`line ${line}: exit code ${exitCode}\n${stdout}`);
    const difference = differenceIn(output, stdout);
    if (difference !== undefined) throw new Error(`line ${line}: $ ${command}\n${difference}`);
  };

  return {
    save(name, text) {
      isNewProgram ||= name === "index.ts";
      stack.project.write({ [name]: text });
      if (text.startsWith("#!")) chmodSync(join(folder, name), 0o755);
    },
    async type(commands) {
      for (const [index, each] of commands.entries()) await typeOne(each, commands[index + 1]?.command === "echo $?");
    },
  };
}
