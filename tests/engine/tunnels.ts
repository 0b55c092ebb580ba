// A stack whose program declares what tunnels.json says, on a simulator of its own.
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator";
import { createStack, type ConfigValue, type EngineStack, type StackOptions } from "./harness";

/** Arguments of each VpnTunnel by name; a key `$config:NAME` is taken from the stack's secrets. */
export type Tunnels = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const PROGRAM = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel, type VpnTunnelArgs } from "pulumi-alicloud-vpn";

interface Declared extends VpnTunnelArgs { options?: { alias?: string } }
const config = new pulumi.Config();
const tunnels: Record<string, Declared> = JSON.parse(readFileSync(join(__dirname, "tunnels.json"), "utf8"), (_, value) =>
  typeof value === "string" && value.startsWith("$config:") ? config.requireSecret(value.slice(8)) : value);

export const found: Record<string, pulumi.Output<unknown>> = {};
for (const [name, { options, ...args }] of Object.entries(tunnels)) {
  const tunnel = new VpnTunnel(name, args, options?.alias ? { aliases: [{ name: options.alias }] } : {});
  found[name] = pulumi.all([tunnel.tunnelId, tunnel.status]).apply(([id, status]) => \`\${id} \${status}\`);
}
const look = config.get("look");
if (look) {
  const { status, tunnelIkeConfig, preSharedKey } = VpnTunnel.get("looked-up", look);
  found.lookedUp = pulumi.all([status, tunnelIkeConfig]).apply(([now, ike]) => \`\${now} \${ike?.ikeEncAlg}\`);
  found.key = preSharedKey;
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
  };
}

const simulators: Simulator[] = [];

/** For afterAll, beside removeStacks. */
export async function closeSimulators(): Promise<void> {
  await Promise.all(simulators.splice(0).map((sim) => sim.close()));
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
    main: "program/index.ts",
    ...options,
    files: { "program/index.ts": PROGRAM, "program/tunnels.json": JSON.stringify(tunnels), ...options.files },
    config: { ...simulatorConfig(sim), ...options.config },
  });
}

/** Replaces what the program declares. */
export function declare(stack: EngineStack, tunnels: Tunnels): void {
  stack.project.write({ "program/tunnels.json": JSON.stringify(tunnels) });
}
