import { setTimeout as sleep } from "node:timers/promises";
import { createStack } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import { simulatorConfig } from "../../engine/tunnels";
import { call } from "../../simulator/signed-request";
import type { Bed } from "./bed";
import { CONNECTION, TUNNEL_IDS } from "./cloud";
import { HOOK_COMMAND, hookCalls, killedUp } from "./interruption";
import { roleOf, TUNNELS } from "./network";
import type { TunnelNumber } from "./network";
import type { Program, Scenario } from "./scenario";
import { keyOf } from "./topology";
import type { TunnelValues } from "./topology";

/** Longer than the hold time of BGP. */
export const HOLD_SECONDS = 12;
/** A hook that hangs is stopped sooner than a person would want it. */
const HOOK = { command: HOOK_COMMAND, withKey: true, device: "strongswan", timeoutSeconds: 60 };

/** How a program ended, and what it said. */
export interface Ending {
  readonly exitCode: number;
  readonly said: string;
  /** The calls of the hook, as `PHASE ROLE`. */
  readonly calls: readonly string[];
}

/** A program that is about to change the tunnels. */
export interface Prepared {
  readonly run: () => Promise<Ending>;
}

/** Times for a cloud and a device whose negotiations take a second. The page names what differs from the shipped. */
export const SETTINGS = {
  "alicloud-vpn:pollMilliseconds": "500",
  "alicloud-vpn:renegotiateMilliseconds": "3000",
  "alicloud-vpn:siblingWaitSeconds": "3",
} as const;

export function prepare(program: Program, scenario: Scenario, bed: Bed): Promise<Prepared> {
  if (program === "nobody") {
    const seconds = scenario.seconds ?? 0;
    return Promise.resolve({ run: () => sleep(seconds * 1000, { exitCode: 0, said: "", calls: [] }) });
  }
  return program === "both at once" ? Promise.resolve(naive(scenario, bed)) : stackOf(program, scenario, bed);
}

/** Sends both changes as soon as the API takes them. */
function naive({ to }: Scenario, bed: Bed): Prepared {
  const send = async (tunnel: TunnelNumber): Promise<string> => {
    const blocks = { TunnelIkeConfig: { ...to.ike, Psk: keyOf(to, tunnel) }, TunnelIpsecConfig: to.ipsec };
    const options = Object.entries(blocks).flatMap(([block, values]) =>
      Object.entries(values).map(([name, value]) => [`TunnelOptionsSpecification.${block}.${name}`, value]),
    );
    const parameters = { VpnConnectionId: CONNECTION, TunnelId: TUNNEL_IDS[tunnel], ...Object.fromEntries(options) };
    for (;;) {
      const { status, text } = await call(bed.sim.url, "ModifyTunnelAttribute", parameters);
      if (status === 200) return text;
      if (!text.includes("Configuring")) throw new Error(text);
      await sleep(100);
    }
  };
  return {
    async run() {
      const said: string[] = [];
      for (const tunnel of TUNNELS) said.push(await send(tunnel));
      await bed.until("both changes are configured", () => TUNNELS.every((tunnel) => isSettled(bed, tunnel)));
      return { exitCode: 0, said: said.join("\n"), calls: [] };
    },
  };
}

/** The change of a tunnel is configured, and its end has begun to negotiate. */
function isSettled(bed: Bed, tunnel: TunnelNumber): boolean {
  const { State, Sa } = bed.sim.tunnel(TUNNEL_IDS[tunnel]) ?? {};
  return State !== "updating" && Sa?.dueAt === undefined;
}

/** Plain JavaScript, so that no run has to compile it. */
const TEXT = `
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vpn = require("pulumi-alicloud-vpn");
const resources = JSON.parse(readFileSync(join(__dirname, "resources.json"), "utf8"));
for (const [name, { type, ...args }] of Object.entries(resources)) new vpn[type](name, args);
`;

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The stack has taken the tunnels over, with the values of the beginning. */
async function stackOf(program: Program, scenario: Scenario, bed: Bed): Promise<Prepared> {
  const files = (values: TunnelValues): Readonly<Record<string, string>> => ({
    "program/index.js": TEXT,
    "program/resources.json": JSON.stringify(resourcesOf(program, values, scenario)),
  });
  const hook = hookCalls(scenario, bed);
  const stack: EngineStack = await createStack({
    main: "program/index.js",
    runtimeOptions: { typescript: false },
    files: files(scenario.from),
    config: { ...simulatorConfig(bed.sim), ...SETTINGS, ...scenario.config },
    env: hook.env,
  });
  const adopted = await stack.up();
  if (adopted.exitCode !== 0) throw new Error(adopted.stdout + adopted.stderr);
  hook.clear();
  return {
    async run() {
      stack.project.write(files(scenario.to));
      const said: string[] = [];
      let exitCode = -1;
      for (let count = 0; count < (scenario.ups ?? 1); count += 1) {
        const isKilled = count === 0 && scenario.kill !== undefined;
        const ended = await (isKilled ? killedUp(stack, scenario.kill, hook, bed) : stack.up());
        if (isKilled && ended.exitCode === 0) throw new Error("it ended before it was to be killed");
        exitCode = ended.exitCode;
        said.push(ended.stdout, ended.stderr);
        // The lock of the killed one is still there.
        if (isKilled) await stack.run(["cancel", "--yes", "--stack", stack.name]);
      }
      return { exitCode, said: said.join("\n"), calls: hook.calls() };
    },
  };
}

function resourcesOf(program: Program, values: TunnelValues, { options = {} }: Scenario): Resources {
  const { Psk: _own, ...shared } = values.ike;
  const groups = { tunnelIkeConfig: camelCase(shared), tunnelIpsecConfig: camelCase(values.ipsec) };
  const key = (tunnel: TunnelNumber): object => ({ tunnelIkeConfig: { psk: keyOf(values, tunnel) } });
  const common = { vpnConnectionId: CONNECTION, ...options };
  if (program === "separate tunnels")
    return Object.fromEntries(
      TUNNELS.map((tunnel) => [
        roleOf(tunnel),
        {
          type: "VpnTunnel",
          ...common,
          role: roleOf(tunnel),
          ...groups,
          tunnelIkeConfig: { ...groups.tunnelIkeConfig, psk: keyOf(values, tunnel) },
        },
      ]),
    );
  const rollout = { holdSeconds: HOLD_SECONDS, ...(program === "pair with hook" ? { hook: HOOK } : {}) };
  return { pair: { type: "VpnTunnelPair", ...common, ...groups, rollout, master: key(1), slave: key(2) } };
}

/** The API's names as the provider has them. */
const camelCase = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
