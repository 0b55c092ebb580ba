// A verdict depends on what a tunnel is, and not on which bag of properties Pulumi hands over, or on the release that
// wrote it.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { toPolicy } from "../../policies/assembly/to-policy";
import {
  ALL_RULES,
  bgpCidrUnique,
  explicitCrypto,
  ikeConfigConsistent,
  ikeEncryption,
  pskUnique,
  selectorOverlap,
} from "../../policies/rules";
import { VPN_TUNNEL_TYPE } from "../../policies/subjects/resource";
import { tunnelInForce } from "../../policies/subjects/tunnel-in-force";
import { OTHER_PSK, STRONG_PSK, goodBgp, goodIke, observed, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { casesOf } from "./cases";
import { NAMED_FORMS } from "./forms";
import { OUTPUT_SHAPES, oldInputs, outputs } from "./shapes";

const SHAPES = [...OUTPUT_SHAPES, ["inputs with texts", oldInputs] as const];

/** Two tunnels of two connections on one VPN gateway. */
const two = (other: Props, seen: Props = {}): readonly GivenResource[] => [
  vpnTunnel({}, "first"),
  vpnTunnel(
    {
      vpnConnectionId: "vco-2",
      tunnelId: "tun-c",
      preSharedKey: OTHER_PSK,
      tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.20.0/30", localBgpIp: "169.254.20.1" }),
      observed: observed({
        customerGatewayId: "cgw-2",
        connectionName: "other",
        remoteSubnets: ["192.168.64.0/20"],
        ...seen,
      }),
      ...other,
    },
    "second",
  ),
];

describe.each(SHAPES)("%s", (_, shape) => {
  it.each([
    ["psk-unique", pskUnique, two({ preSharedKey: STRONG_PSK }), 1],
    ["ike-config-consistent", ikeConfigConsistent, two({}, { customerGatewayId: "cgw-1" }), 1],
    [
      "selector-overlap",
      selectorOverlap,
      two({}, { customerGatewayId: "cgw-1", remoteSubnets: ["192.168.0.0/24"] }),
      1,
    ],
    ["bgp-cidr-unique", bgpCidrUnique, two({ tunnelBgpConfig: goodBgp() }), 1],
    ["selector-overlap where all is well", selectorOverlap, two({}), 0],
  ] as const)("have the verdict of today's inputs: %s", async (_name, rule, resources, expected) => {
    const { violations } = await run(toPolicy(rule), resources.map(shape));
    expect(violations).toHaveLength(expected);
    expect(violations).toEqual((await run(toPolicy(rule), resources)).violations);
  });

  it("are judged by each rule over one resource as today's inputs are", async () => {
    const weak = vpnTunnel({
      tunnelIkeConfig: { ikeVersion: "ikev1", ikeEncAlg: "des" },
      tunnelIpsecConfig: undefined,
      observed: observed({ tunnelIkeConfig: goodIke({ ikePfs: "group1" }) }),
    });
    for (const rule of ALL_RULES.filter(({ scope }) => scope === "resource")) {
      const [there, here] = [await run(toPolicy(rule), [shape(weak)]), await run(toPolicy(rule), [weak])];
      expect([rule.name, ...there.violations]).toEqual([rule.name, ...here.violations]);
    }
  });

  it("tell what is declared from what is in force", async () => {
    const undeclared = vpnTunnel({
      tunnelIkeConfig: {},
      observed: observed({ tunnelIkeConfig: { ikeEncAlg: "des" } }),
    });
    const { violations } = await run(toPolicy(ikeEncryption), [shape(undeclared)]);
    expect(violations).toEqual([expect.stringContaining("it is what is in force on the tunnel")]);
    expect((await run(toPolicy(explicitCrypto), [shape(undeclared)])).violations).toHaveLength(1);
    expect((await run(toPolicy(explicitCrypto), [shape(vpnTunnel())])).violations).toEqual([]);
  });

  it("give the same typed reading", () => {
    const read = (resource: GivenResource): unknown => tunnelInForce(resource.props);
    const { status, state, internetIp, zoneNo, ...rest } = tunnelInForce(shape(vpnTunnel()).props);
    expect([status, state, internetIp, zoneNo].filter((one) => one !== undefined).length).toBeLessThan(2);
    expect({ ...rest, declared: [...rest.declared].sort() }).toMatchObject({
      ...(read(vpnTunnel()) as object),
      declared: [...tunnelInForce(vpnTunnel().props).declared].sort(),
    });
  });
});

describe.each(NAMED_FORMS)("outputs of %s", (formName) => {
  const formed = ALL_RULES.flatMap((rule) =>
    casesOf(rule.name)
      .filter(({ form }) => form === formName)
      .map((one) => [rule.name, toPolicy(rule), one] as const),
  );

  it.each(formed)("have the verdicts of inputs under the rule %s", async (_name, policy, { pass, fail, config }) => {
    for (const resources of [pass, fail]) {
      const [there, here] = [resources.map(outputs), resources];
      expect(await run(policy, there, config)).toEqual(await run(policy, here, config));
    }
  });
});

it("a key that is in force and not declared is compared with no other", async () => {
  for (const [, shape] of OUTPUT_SHAPES) {
    const resources = two({ preSharedKey: undefined })
      .map(shape)
      .map((each) => ({ ...each, props: { ...each.props, preSharedKey: STRONG_PSK } }));
    expect((await run(toPolicy(pskUnique), resources)).violations).toEqual([]);
  }
});

describe("the states of earlier releases", () => {
  const folder = join(__dirname, "../engine/fixtures/states");
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

  interface Stored {
    readonly deployment: { readonly resources: readonly { type: string; inputs: object; outputs: object }[] };
  }
  const tunnelsOf = (file: string): Stored["deployment"]["resources"] => {
    const state: Stored = JSON.parse(readFileSync(join(folder, file), "utf8"));
    return state.deployment.resources.filter(({ type }) => type === VPN_TUNNEL_TYPE);
  };

  it.each(files)("%s: inputs and outputs read alike, and neither is empty", (file) => {
    expect(tunnelsOf(file).length).toBeGreaterThan(0);
    for (const stored of tunnelsOf(file)) {
      const [before, after] = [tunnelInForce(stored.inputs), tunnelInForce(stored.outputs)];
      expect(after.notRead).toBeUndefined();
      expect(before.tunnelIkeConfig).toEqual(after.tunnelIkeConfig);
      expect(before.tunnelIpsecConfig).toEqual(after.tunnelIpsecConfig);
      expect(before.tunnelBgpConfig).toEqual(after.tunnelBgpConfig);
      expect([before.tunnelId, before.role, before.vpnConnectionId]).toEqual([
        after.tunnelId,
        after.role,
        after.vpnConnectionId,
      ]);
      expect(after.tunnelIkeConfig.ikeEncAlg).toBeDefined();
      expect([...before.declared].sort()).toEqual([...after.declared].sort());
    }
  });
});
