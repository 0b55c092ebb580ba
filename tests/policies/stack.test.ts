import { toPolicy } from "../../policies/assembly/to-policy";
import { bgpCidrUnique, ikeConfigConsistent, pskUnique, selectorOverlap, tunnelParity } from "../../policies/rules";
import {
  STRONG_PSK,
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
import { UNKNOWN, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";

const OTHER_PSK = "hT5$eW8^nB3&yM6!qZ1@kV4*";

const withPsk = (psk: unknown, rest: Props = {}): Props => ({ preSharedKey: psk, ...rest });

/** Two tunnels of two connections on one VPN gateway to two peers. */
const pair = (one: Props, other: Props): readonly GivenResource[] => [
  vpnTunnel(one, "first"),
  vpnTunnel(
    {
      vpnConnectionId: "vco-2",
      tunnelId: "tun-c",
      tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.20.0/30", localBgpIp: "169.254.20.1" }),
      observed: observed({
        customerGatewayId: "cgw-2",
        connectionName: "other",
        tunnelId: "tun-c",
        remoteSubnets: ["192.168.64.0/20"],
      }),
      ...other,
    },
    "second",
  ),
];

const SAME_PEER = observed({ connectionName: "other", tunnelId: "tun-c", remoteSubnets: ["192.168.64.0/20"] });

describe("the rule psk-unique", () => {
  const judge = (resources: readonly GivenResource[], config: object = {}) =>
    run(toPolicy(pskUnique), resources, config);

  it("reports a key that two peers share, at each of them, and shows none of it", async () => {
    const { violations, urns } = await judge(pair({}, withPsk(STRONG_PSK)));
    expect(violations).toEqual([
      expect.stringMatching(/^first: .*psk \(not shown\) is also the key of second: /),
      expect.stringMatching(/^second: .*psk \(not shown\) is also the key of first: /),
    ]);
    expect(urns.map((urn) => urn?.split("::").at(-1))).toEqual(["first", "second"]);
    expect(violations.join("\n")).not.toContain(STRONG_PSK.slice(0, 4));
  });

  it("accepts different keys, and one key for one peer unless told otherwise", async () => {
    expect((await judge(pair({}, withPsk(OTHER_PSK)))).violations).toEqual([]);
    const onePeer = pair({}, withPsk(STRONG_PSK, { observed: SAME_PEER }));
    expect((await judge(onePeer)).violations).toEqual([]);
    expect((await judge(onePeer, { exemptSameCustomerGateway: false })).violations).toHaveLength(2);
  });

  it("reports a key that two tunnels of one connection to two peers share", async () => {
    const options = [tunnelOption(), tunnelOption({ role: "slave", customerGatewayId: "cgw-9" })];
    expect((await judge([dualConnection({ tunnelOptionsSpecifications: options })])).violations).toHaveLength(2);
    expect((await judge([dualConnection()])).violations).toEqual([]);
  });

  it("gives an advisory if the peer of a tunnel is not known", async () => {
    const options = [tunnelOption({ customerGatewayId: UNKNOWN }), tunnelOption({ role: "slave" })];
    const result = await judge([dualConnection({ tunnelOptionsSpecifications: options })]);
    expect(result).toMatchObject({ violations: [], advisory: expect.stringContaining("customerGatewayId") });
  });

  it("cannot compare what is unknown, masked or not disclosed", async () => {
    expect((await judge(pair({}, withPsk("********")))).violations).toEqual([]);
    expect((await judge(pair(withPsk("[secret]"), withPsk("[secret]")))).violations).toEqual([]);
    expect(await judge(pair({}, withPsk(UNKNOWN)))).toMatchObject({
      violations: [],
      advisory: expect.stringContaining("preSharedKey"),
    });
  });
});

describe("the rule bgp-cidr-unique", () => {
  const judge = async (resources: readonly GivenResource[]) =>
    (await run(toPolicy(bgpCidrUnique), resources)).violations;

  it("reports two tunnels of one gateway with one block", async () => {
    expect(await judge(pair({}, { tunnelBgpConfig: goodBgp() }))).toEqual([
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
    expect(await judge(pair({}, {}))).toEqual([]);
    expect(
      await judge(pair({}, { tunnelBgpConfig: goodBgp(), observed: observed({ vpnGatewayId: "vpn-9" }) })),
    ).toEqual([]);
  });
});

describe("the rule selector-overlap", () => {
  const judge = async (other: Props) =>
    (await run(toPolicy(selectorOverlap), pair({}, { observed: observed({ connectionName: "other", ...other }) })))
      .violations;

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
    const slave = vpnTunnel({ tunnelId: "tun-b", observed: observed({ role: "slave" }) }, "slave");
    expect((await run(toPolicy(selectorOverlap), [vpnTunnel(), slave])).violations).toEqual([]);
  });
});

describe("the rule ike-config-consistent", () => {
  const judge = async (other: Props) =>
    (await run(toPolicy(ikeConfigConsistent), pair({}, { observed: SAME_PEER, ...other }))).violations;

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
  it("compares VpnTunnels of one connection, but not of two", async () => {
    const weak = { tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) };
    const slave = vpnTunnel({ ...weak, tunnelId: "tun-b", observed: observed({ role: "slave" }) }, "slave");
    expect((await run(toPolicy(tunnelParity), [vpnTunnel(), slave])).violations).toHaveLength(1);
    expect((await run(toPolicy(tunnelParity), pair({}, weak))).violations).toEqual([]);
  });
});

describe("a stack", () => {
  it("gets the same verdicts for every order of its resources", async () => {
    const weak = { tunnelIpsecConfig: goodIpsec({ ipsecEncAlg: "aes" }) };
    const slave = vpnTunnel({ ...weak, tunnelId: "tun-b", observed: observed({ role: "slave" }) }, "slave");
    const there = await run(toPolicy(tunnelParity), [vpnTunnel(), slave]);
    expect(await run(toPolicy(tunnelParity), [slave, vpnTunnel()])).toEqual(there);
  });

  it("without tunnels is not judged", async () => {
    const bucket = { type: "alicloud:oss/bucket:Bucket", props: {} };
    expect((await run(toPolicy(pskUnique), [bucket])).notApplicable).toContain("Alibaba Cloud");
  });
  it("is judged without its exempt resources", async () => {
    const config = { exempt: [{ resource: "second", reason: "migration", until: "2999-12-31" }] };
    expect((await run(toPolicy(pskUnique), pair({}, withPsk(STRONG_PSK)), config)).violations).toEqual([]);
  });
  it("has no conflict between an adopted tunnel and the connection that made it", async () => {
    const connection = dualConnection({}, "made");
    const adopted = vpnTunnel({ vpnConnectionId: `urn:pulumi:dev::test::${connection.type}::made` }, "adopted");
    for (const rule of [pskUnique, bgpCidrUnique, selectorOverlap, ikeConfigConsistent]) {
      expect((await run(toPolicy(rule), [connection, adopted])).violations).toEqual([]);
    }
    expect((await run(toPolicy(pskUnique), [singleConnection(), vpnTunnel()])).violations).toHaveLength(2);
  });
});
