// A stack whose program declares what tunnels.json says, on a simulator of its own.
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator";
import {
  createStack,
  ENGINE_TIMEOUT_MS,
  removeStacks,
  type ConfigValue,
  type EngineStack,
  type StackOptions,
} from "./harness";

/** Ids of the simulator's default topology. "branch" is a connection as the console used to make them. */
export const BRANCH = "vco-sim0000000000000002";
export const MASTER = "tun-sim0000000000000021";
export const SLAVE = "tun-sim0000000000000022";
export const HEADQUARTERS = "vco-sim0000000000000001";

/**
 * Arguments of each VpnTunnel by name, or of each VpnTunnelPair, where its options say `pair: true`; a key
 * `$config:NAME` is taken from the stack's secrets.
 */
export type Tunnels = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Plain JavaScript, so that no run has to compile it. */
const PROGRAM = `
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { VpnTunnel, VpnTunnelPair } = require("pulumi-alicloud-vpn");
const config = new pulumi.Config();
const tunnels = JSON.parse(readFileSync(join(__dirname, "tunnels.json"), "utf8"), (_, value) =>
  typeof value === "string" && value.startsWith("$config:") ? config.requireSecret(value.slice(8)) : value);
exports.found = {};
for (const [name, { options, ...args }] of Object.entries(tunnels)) {
  const { alias, pair, ...rest } = options ?? {};
  const given = { ...rest, ...(alias ? { aliases: [{ name: alias }] } : {}) };
  if (pair) {
    const { master, slave } = new VpnTunnelPair(name, args, given);
    exports.found[name] = pulumi.all([master, slave]).apply((both) => both.map((each) => each && each.status).join());
    continue;
  }
  const tunnel = new VpnTunnel(name, args, given);
  exports.found[name] = pulumi.interpolate\`\${tunnel.tunnelId} \${tunnel.status}\`;
}
`;

/** The configuration that points a stack at a simulator. */
export function simulatorConfig(sim: Simulator): Record<string, ConfigValue> {
  return {
    "alicloud:region": "cn-hangzhou",
    "alicloud:accessKey": "simulator-access-key-id",
    "alicloud:secretKey": { secret: "simulator-access-key-secret" },
    "alicloud:endpoints": JSON.stringify([{ vpc: `127.0.0.1:${sim.port}` }]),
    "alicloud:protocol": "HTTP",
    "alicloud-vpn:pollMilliseconds": "50",
    "alicloud-vpn:renegotiateMilliseconds": "300",
    "alicloud-vpn:siblingWaitSeconds": "0",
  };
}

const simulators: Simulator[] = [];

/** For afterAll, beside removeStacks. */
export async function closeSimulators(): Promise<void> {
  await Promise.all(simulators.splice(0).map((sim) => sim.close()));
}

/** For the top of a test file: the time limit of the real CLI, and the end of all that its tests start. */
export function onRealCli(timeoutMs = ENGINE_TIMEOUT_MS): void {
  jest.setTimeout(timeoutMs);
  afterAll(async () => {
    removeStacks();
    await closeSimulators();
  });
}

/** A simulator that ends with the test file. */
export async function ownSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const sim = await startSimulator({ configuringMs: 200, ...options });
  simulators.push(sim);
  return sim;
}

/** The stack, not yet deployed. */
export async function tunnelStack(
  sim: Simulator,
  tunnels: Tunnels,
  options: Partial<StackOptions> = {},
): Promise<EngineStack> {
  return createStack({
    main: "program/index.js",
    runtimeOptions: { typescript: false },
    ...options,
    files: { "program/index.js": PROGRAM, "program/tunnels.json": JSON.stringify(tunnels), ...options.files },
    config: { ...simulatorConfig(sim), ...options.config },
  });
}

/** Replaces what the program declares. */
export function declare(stack: EngineStack, tunnels: Tunnels): void {
  stack.project.write({ "program/tunnels.json": JSON.stringify(tunnels) });
}
