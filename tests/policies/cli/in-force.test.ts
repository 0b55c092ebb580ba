// Rules that a user writes, on the real CLI. In each operation of Pulumi they read the declared values, and the values
// in force beside them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TunnelInForce } from "../../../policies/index";
import { readReport } from "../../../policies/report";
import { ENGINE_TIMEOUT_MS, mustSucceed, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack, OperationOptions } from "../../engine/harness";
import { closeSimulators, declare, ownSimulator, tunnelStack } from "../../engine/tunnels";
import { STRONG_PSK, goodIpsec } from "../fixtures";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const BRANCH = "vco-sim0000000000000002";

/** Tells what each rule reads of each tunnel, the key as its length only: a message is printed in clear. */
const TELLER = `
import { PolicyPack, validateResourceOfType, validateStackResourcesOfType } from "@pulumi/policy";
import { VpnTunnel } from "pulumi-alicloud-vpn";
import { tunnelInForce, type TunnelInForce } from "pulumi-alicloud-vpn/policies";

const told = ({ preSharedKey, ...tunnel }: TunnelInForce): string =>
  "READ" + JSON.stringify({ ...tunnel, keyLength: preSharedKey?.length });
new PolicyPack("teller", {
  policies: [
    {
      name: "tell-resource",
      description: "Tells what a rule over one resource reads.",
      enforcementLevel: "advisory",
      validateResource: validateResourceOfType(VpnTunnel, (props, _args, report) => report(told(tunnelInForce(props)))),
    },
    {
      name: "tell-stack",
      description: "Tells what a rule over a stack reads.",
      enforcementLevel: "advisory",
      validateStack: validateStackResourcesOfType(VpnTunnel, (tunnels, _args, report) => {
        for (const tunnel of tunnels) report(told(tunnelInForce(tunnel)));
      }),
    },
  ],
});
`;

type Told = TunnelInForce & { readonly keyLength?: number };

const packFiles = (name: string, program: string): Record<string, string> => ({
  [`${name}/index.ts`]: program,
  [`${name}/package.json`]: JSON.stringify({ name, version: "1.0.0", main: "index.ts" }),
  [`${name}/PulumiPolicy.yaml`]: "runtime: nodejs",
});

let stack: EngineStack;
const pack = (name: string): OperationOptions => ({ policyPacks: [join(stack.project.folder, name)] });

/** The values that both rules read, by the rule. */
function read(
  messages: readonly { readonly rule: string; readonly message: string }[],
): readonly (readonly [string, Told])[] {
  return messages
    .filter(({ message }) => message.includes("READ"))
    .map(({ rule, message }) => [rule, JSON.parse(message.slice(message.indexOf("READ") + 4)) as Told] as const);
}

const fromEvents = (events: Parameters<typeof policyViolations>[0]): ReturnType<typeof read> =>
  read(policyViolations(events).map(({ policyName, message }) => ({ rule: policyName, message })));

/** The values of what the program declares, in one object. */
function declaredOf(tunnel: Told): unknown {
  const values: Record<string, unknown> = { key: tunnel.keyLength };
  for (const path of [...tunnel.declared].sort()) {
    const value = path.split(".").reduce<unknown>((at, step) => Reflect.get(Object(at), step), tunnel);
    values[path] = value ?? null;
  }
  return values;
}

const tunnel = (ikeEncAlg: string): Readonly<Record<string, unknown>> => ({
  vpnConnectionId: BRANCH,
  role: "master",
  tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg, psk: "$config:strong" },
  tunnelIpsecConfig: goodIpsec(),
});

/** The values that both rules should read: the declared ones, and those in force beside them. */
const both = (ikeEncAlg: string): readonly unknown[] => {
  const declared = {
    key: STRONG_PSK.length,
    vpnConnectionId: BRANCH,
    role: "master",
    "tunnelIkeConfig.ikeVersion": "ikev2",
    "tunnelIkeConfig.ikeEncAlg": ikeEncAlg,
    // A key is in no group; its length is told apart.
    "tunnelIkeConfig.psk": null,
    "tunnelIpsecConfig.ipsecEncAlg": "aes256",
    "tunnelIpsecConfig.ipsecAuthAlg": "sha256",
    "tunnelIpsecConfig.ipsecPfs": "group14",
    "tunnelIpsecConfig.ipsecLifetime": 14_400,
  };
  const inForce = {
    unknown: [],
    tunnelId: "tun-sim0000000000000021",
    customerGatewayId: expect.stringContaining("cgw-"),
    tunnelIkeConfig: expect.objectContaining({
      ikeAuthAlg: expect.stringContaining("sha"),
      ikeLifetime: expect.any(Number),
    }),
    connection: {
      connectionName: "branch",
      vpnGatewayId: expect.stringContaining("vpn-"),
      localSubnets: [expect.stringContaining("/")],
      remoteSubnets: [expect.stringContaining("/")],
    },
  };
  return ["tell-resource", "tell-stack"].map((rule) => [rule, "read", declared, expect.objectContaining(inForce)]);
};

const readings = (told: ReturnType<typeof read>): readonly unknown[] =>
  [...told]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([rule, one]) => [rule, one.notRead ?? "read", declaredOf(one), one]);

beforeAll(async () => {
  stack = await tunnelStack(
    await ownSimulator(),
    { master: tunnel("aes") },
    { config: { strong: { secret: STRONG_PSK } }, files: packFiles("teller", TELLER) },
  );
});

describe("a rule of one's own reads the same", () => {
  it("at the preview of a create, and at the create", async () => {
    expect(
      readings(fromEvents(mustSucceed(await stack.preview({ ...pack("teller"), typeCheck: true })).events)),
    ).toEqual(both("aes"));
    expect(readings(fromEvents(mustSucceed(await stack.up(pack("teller"))).events))).toEqual(both("aes"));
  });

  it("at a preview without a change", async () => {
    const result = mustSucceed(await stack.preview({ ...pack("teller"), expectNoChanges: true }));
    expect(readings(fromEvents(result.events))).toEqual(both("aes"));
  });

  it("at the preview of an update, and at the update", async () => {
    declare(stack, { master: tunnel("aes256") });
    expect(readings(fromEvents(mustSucceed(await stack.preview(pack("teller"))).events))).toEqual(both("aes256"));
    expect(readings(fromEvents(mustSucceed(await stack.up(pack("teller"))).events))).toEqual(both("aes256"));
  });

  it("in an analysis of the exported stack", async () => {
    const state = join(stack.project.folder, "state.json");
    expect((await stack.run(["stack", "export", "--show-secrets", "--file", state])).exitCode).toBe(0);
    const args = [
      "policy",
      "analyze",
      "--file",
      state,
      "--policy-pack",
      join(stack.project.folder, "teller"),
      "--json",
    ];
    expect(readings(read(readReport((await stack.run(args)).stdout).findings))).toEqual(both("aes256"));
  });

  it("never with a key in what is printed", async () => {
    const result = await stack.preview(pack("teller"));
    expect(result.stdout + result.stderr + JSON.stringify(result.events)).not.toContain(STRONG_PSK.slice(0, 6));
  });
});

it("the README's rule of one's own compiles and judges", async () => {
  const readme = readFileSync(join(repositoryRoot, "policies/README.md"), "utf8");
  const section = readme.slice(readme.indexOf("## Rules of your own"));
  const [, program = ""] = /```ts\n([\s\S]*?)```/.exec(section) ?? [];
  stack.project.write(packFiles("acme", program.replace('"partner-"', '"branch"')));
  const result = await stack.preview({ ...pack("acme"), typeCheck: true });
  expect(result.exitCode).not.toBe(0);
  expect(policyViolations(result.events).map(({ policyName }) => policyName)).toEqual(["acme-hourly-keys"]);
});
