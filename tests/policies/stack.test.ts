import { toPolicy } from "../../policies/assembly/to-policy";
import { bgpCidrUnique, ikeConfigConsistent, pskUnique, selectorOverlap, tunnelParity } from "../../policies/rules";
import {
  OTHER_PSK,
  attachment,
  dualConnection,
  goodBgp,
  goodIke,
  goodIpsec,
  observed,
  singleConnection,
  tunnelOption,
  vpnTunnel,
} from "./fixtures";
import type { Props } from "./fixtures";
import { slave } from "./cases";
import { ALIKE, NAMED_FORMS } from "./forms";
import { SAME_PEER, tunnels, withPsk } from "./two-peers";
import { CONNECTION_TYPE } from "../../policies/subjects/resource";
import { UNKNOWN, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";

describe.each(ALIKE)("the rule bgp-cidr-unique over %s", (_name, form) => {
  const judge = async (resources: readonly GivenResource[]) =>
    (await run(toPolicy(bgpCidrUnique), form.of(resources))).violations;

  it("reports two tunnels of one gateway with one block", async () => {
    expect(await judge(tunnels({}, { tunnelBgpConfig: goodBgp() }))).toEqual([
      expect.stringContaining("tunnelBgpConfig.tunnelCidr is 169.254.11.0/30, which first: tunnel tun-a"),
    ]);
  });
  it("reports two tunnels of one connection, its gateway known or not", async () => {
    const options = [tunnelOption(), tunnelOption({ role: "slave" })];
    expect(await judge([dualConnection({ tunnelOptionsSpecifications: options })])).toHaveLength(1);
    expect(await judge([dualConnection({ tunnelOptionsSpecifications: options, vpnGatewayId: UNKNOWN })])).toHaveLength(
      1,
    );
  });
  it("accepts other blocks, and the same block on another gateway", async () => {
    expect(await judge(tunnels({}, {}))).toEqual([]);
    expect(
      await judge(tunnels({}, { tunnelBgpConfig: goodBgp(), observed: observed({ vpnGatewayId: "vpn-9" }) })),
    ).toEqual([]);
  });
});

describe.each(ALIKE)("the rule selector-overlap over %s", (_name, form) => {
  const judge = async (other: Props) =>
    (
      await run(
        toPolicy(selectorOverlap),
        form.of(tunnels({}, { observed: observed({ connectionName: "other", ...other }) })),
      )
    ).violations;

  it("reports connections between the same gateways that protect the same traffic", async () => {
    expect(await judge({ remoteSubnets: ["192.168.8.0/24"] })).toEqual([
      expect.stringContaining("local 10.0.0.0/16 and 10.0.0.0/16, remote 192.168.8.0/24 and 192.168.0.0/20 overlap"),
    ]);
  });
  it("accepts other networks on one side, or another peer", async () => {
    expect(await judge({ remoteSubnets: ["192.168.64.0/24"] })).toEqual([]);
    expect(await judge({ localSubnets: ["10.1.0.0/16"] })).toEqual([]);
    expect(await judge({ customerGatewayId: "cgw-2" })).toEqual([]);
  });
  it("takes two tunnels of one connection for one connection", async () => {
    expect((await run(toPolicy(selectorOverlap), form.of([vpnTunnel(), slave()]))).violations).toEqual([]);
  });
});

describe.each(ALIKE)("the rule ike-config-consistent over %s", (_name, form) => {
  const judge = async (other: Props) =>
    (await run(toPolicy(ikeConfigConsistent), form.of(tunnels({}, { observed: SAME_PEER, ...other })))).violations;

  it("reports another IKE value or another key between the same gateways", async () => {
    expect(await judge({ tunnelIkeConfig: goodIke({ ikeEncAlg: "aes" }) })).toEqual([
      expect.stringContaining("tunnelIkeConfig.ikeEncAlg is aes, not aes256"),
    ]);
    const [violation] = await judge(withPsk(OTHER_PSK));
    expect(violation).toContain("tunnelIkeConfig.psk (not shown) is another key");
    expect(violation).not.toContain(OTHER_PSK.slice(0, 4));
  });
  it("accepts equal configurations, and any between other gateways", async () => {
    expect(await judge({})).toEqual([]);
    expect(await judge(withPsk(OTHER_PSK, { observed: observed({ customerGatewayId: "cgw-2" }) }))).toEqual([]);
  });
});

describe("the rule tunnel-parity", () => {
  it("reports a tunnel that is not like the other one", async () => {
    const options = [
      tunnelOption(),
      tunnelOption({ role: "slave", tunnelIpsecConfig: goodIpsec({ ipsecPfs: "group5" }) }),
    ];
    const { violations } = await run(toPolicy(tunnelParity), [
      dualConnection({ tunnelOptionsSpecifications: options }),
    ]);
    expect(violations).toEqual([
      expect.stringContaining(
        "hq: tunnel 2 (slave) differs from hq: tunnel 1 (master): " +
          "tunnelOptionsSpecifications[1].tunnelIpsecConfig.ipsecPfs is group5, not group14",
      ),
    ]);
  });
  it("compares the tunnels of an attachment, which have numbers instead of roles", async () => {
    const weak = tunnelOption({
      role: undefined,
      tunnelIndex: 2,
      tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }),
    });
    const options = [tunnelOption({ role: undefined, tunnelIndex: 1 }), weak];
    const { violations } = await run(toPolicy(tunnelParity), [attachment({ tunnelOptionsSpecifications: options })]);
    expect(violations).toEqual([expect.stringContaining("cen: tunnel 2 differs from cen: tunnel 1")]);
  });
  it.each(ALIKE)("compares the tunnels of one connection, but not of two: %s", async (_name, form) => {
    const weak = { tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) };
    expect((await run(toPolicy(tunnelParity), form.of([vpnTunnel(), slave(weak)]))).violations).toHaveLength(1);
    expect((await run(toPolicy(tunnelParity), form.of(tunnels({}, weak)))).violations).toEqual([]);
  });
});

describe("a stack", () => {
  it("gets the same verdicts for every order of its resources", async () => {
    const weak = { tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) };
    const other = slave(weak);
    const there = await run(toPolicy(tunnelParity), [vpnTunnel(), other]);
    expect(await run(toPolicy(tunnelParity), [other, vpnTunnel()])).toEqual(there);
  });

  it("without tunnels is not judged", async () => {
    const bucket = { type: "alicloud:oss/bucket:Bucket", props: {} };
    expect((await run(toPolicy(pskUnique), [bucket])).notApplicable).toContain("Alibaba Cloud");
  });
  it.each(
    NAMED_FORMS.flatMap(([name, form]) => [
      [`${name}, by its URN`, form, {}, `urn:pulumi:dev::test::${CONNECTION_TYPE}::made`] as const,
      [`${name}, by its id`, form, { id: "vco-1" }, "vco-1"] as const,
    ]),
  )("has no conflict between an adopted tunnel and the connection that made it: %s", async (_name, form, made, id) => {
    const resources = [dualConnection(made, "made"), ...form.of([vpnTunnel({ vpnConnectionId: id }, "adopted")])];
    for (const rule of [pskUnique, bgpCidrUnique, selectorOverlap, ikeConfigConsistent, tunnelParity]) {
      expect((await run(toPolicy(rule), resources)).violations).toEqual([]);
    }
    // Another connection of the same gateway is another one.
    const others = form.of([vpnTunnel({ vpnConnectionId: "vco-9" }, "adopted")]);
    const clashes = (await run(toPolicy(bgpCidrUnique), [dualConnection(made, "made"), ...others])).violations;
    expect(clashes).not.toEqual([]);
  });
  it("has no doubt about two connections with different ids", async () => {
    expect((await run(toPolicy(pskUnique), [singleConnection(), vpnTunnel()])).violations).toHaveLength(1);
  });
});
