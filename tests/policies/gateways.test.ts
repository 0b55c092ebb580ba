// What is around a connection: its gateway, its servers for clients, its routes, and the VPCs of the stack.
import { createPack } from "../../policies/assembly/create-pack";
import { toPolicy } from "../../policies/assembly/to-policy";
import { coverageRules } from "../../policies/coverage/coverage-rules";
import { ALL_RULES } from "../../policies/rules";
import {
  STRONG_PSK,
  attachment,
  dualConnection,
  goodIke,
  observed,
  singleConnection,
  tunnelOption,
  vpnTunnel,
} from "./fixtures";
import type { Props } from "./fixtures";
import { customerGateway, gateway, ipsecServer, network, policyRoute, route, sslServer } from "./gateways";
import { UNKNOWN, UNKNOWN_ARRAY, run } from "./policy-runner";
import type { GivenResource } from "./policy-runner";

const RULES = [...ALL_RULES, ...coverageRules(ALL_RULES)];
const judge = (name: string, resources: readonly GivenResource[], config: object = {}) => {
  const rule = RULES.find((one) => one.name === `alicloud-vpn-${name}`);
  if (rule === undefined) throw new Error(`no rule ${name}`);
  return run(toPolicy(rule), resources, config);
};
const found = async (name: string, resources: readonly GivenResource[], config: object = {}) =>
  (await judge(name, resources, config)).violations;

/** The rules of the shipped pack that report this resource. */
async function reporting(resource: GivenResource): Promise<readonly string[]> {
  const names: string[] = [];
  for (const policy of createPack().policies)
    if (policy.enforcementLevel !== "disabled" && (await run(policy, [resource])).violations.length > 0)
      names.push(policy.name.replace("alicloud-vpn-", ""));
  return names;
}

describe("an IPsec server", () => {
  it("that is well breaks no rule, and leaves nothing unjudged", async () => {
    expect(await reporting(ipsecServer())).toEqual([]);
    expect(await reporting(sslServer())).toEqual([]);
    expect(await reporting(gateway())).toEqual([]);
    expect(await reporting(customerGateway())).toEqual(["types-not-judged"]);
    expect(await reporting(route())).toEqual([]);
    expect(await reporting(policyRoute())).toEqual([]);
  });

  it("is judged like a tunnel, by the rules about algorithms and keys", async () => {
    const weak = { ikeEncAlg: "des", ikeAuthAlg: "md5", ikePfs: "group1" };
    expect(await reporting(ipsecServer({ ikeConfigs: [goodIke(weak)], psk: "Zk4!vT9q" }))).toEqual([
      "tunnel-ike-dh-group",
      "tunnel-ike-encryption",
      "tunnel-ike-integrity",
      "tunnel-psk-strength",
    ]);
    expect(await found("tunnel-ike-encryption", [ipsecServer({ ikeConfigs: [goodIke(weak)] })])).toEqual([
      expect.stringMatching(/^phones: the IPsec server: ikeConfigs\[0\]\.ikeEncAlg is "des"; allowed: /),
    ]);
  });

  it("has defaults of its own for what it leaves out", async () => {
    const bare = ipsecServer({ ikeConfigs: undefined, ipsecConfigs: undefined, psk: undefined });
    const [violation] = await found("tunnel-ike-integrity", [bare]);
    expect(violation).toContain('ikeConfigs[0].ikeAuthAlg is "sha1" (not declared; it is what the API fills in)');
    expect(await found("tunnel-ike-version", [bare])).toEqual([]);
    expect((await found("tunnel-psk-explicit", [bare])).join()).toContain("psk is not declared");
  });

  it("has networks on both sides, the pool of its clients on the remote one", async () => {
    const clash = ipsecServer({ clientIpPool: "10.0.8.0/24" });
    expect((await found("connection-local-remote-disjoint", [clash])).join()).toContain(
      "clientIpPool holds 10.0.8.0/24",
    );
    const canonical = await found("connection-selectors-canonical", [sslServer({ clientIpPool: "10.9.0.1/24" })]);
    expect(canonical.join()).toContain("laptops: the server: clientIpPool must be a CIDR block");
  });

  it("may not have the key of a connection, and shows no part of it", async () => {
    const [violation, ...more] = await found("tunnel-psk-unique", [ipsecServer(), dualConnection()]);
    expect([violation, ...more].join()).toContain("phones");
    expect([violation, ...more].join()).not.toContain(STRONG_PSK.slice(0, 4));
  });

  it("can have settings of its own", async () => {
    const config = { scopes: [{ match: { kind: "ipsec-server" }, settings: { allowed: ["des"] } }] };
    const weak = ipsecServer({ ikeConfigs: [goodIke({ ikeEncAlg: "des" })] });
    expect(await found("tunnel-ike-encryption", [weak], config)).toEqual([]);
  });
});

describe("an SSL-VPN server", () => {
  it.each([
    [{ cipher: "none" }, {}, 'cipher is "none"; allowed: AES-128-CBC, AES-192-CBC, AES-256-CBC'],
    [{ cipher: undefined }, { ciphers: ["AES-256-CBC"] }, 'cipher is "AES-128-CBC"; allowed: AES-256-CBC'],
    [{ protocol: "TCP" }, { protocols: ["UDP"] }, 'protocol is "TCP"; allowed: UDP'],
    [{ compress: true }, { allowCompression: false }, "compress is true; allowed: false"],
  ])("with %j under %j is reported", async (changes: Props, config, expected) => {
    expect(await found("ssl-server-parameters", [sslServer(changes)], config)).toEqual([
      expect.stringContaining(expected),
    ]);
  });

  it("with a cipher that is not known yet is an advisory", async () => {
    expect(await judge("ssl-server-parameters", [sslServer({ cipher: UNKNOWN })])).toMatchObject({
      violations: [],
      advisory: expect.stringContaining("cipher"),
    });
  });
});

describe("a gateway", () => {
  it("in one zone is reported, and so are two tunnels in one zone", async () => {
    const one = await found("gateway-zones", [gateway({ disasterRecoveryVswitchId: undefined })]);
    expect(one.join()).toContain("gateway: disasterRecoveryVswitchId is not declared, so the gateway is in one zone");
    expect(await found("gateway-zones", [gateway({ disasterRecoveryVswitchId: "vsw-1" })])).toHaveLength(1);
    const zones = (...names: readonly string[]) =>
      dualConnection({ tunnelOptionsSpecifications: names.map((zoneNo) => tunnelOption({ zoneNo })) });
    expect((await found("gateway-zones", [zones("a-1", "a-1")])).join()).toContain("both tunnels are in the zone a-1");
    expect(await found("gateway-zones", [zones("a-1", "b-1")])).toEqual([]);
  });

  it("whose second vSwitch is yet to be made is in two zones", async () => {
    expect(await judge("gateway-zones", [gateway({ disasterRecoveryVswitchId: UNKNOWN })])).toMatchObject({
      violations: [],
      advisory: undefined,
    });
  });

  it("that offers two tunnels should not have a connection with one", async () => {
    const single = singleConnection({ vpnGatewayId: "vpn-1" });
    const known = gateway({ id: "vpn-1" });
    expect((await found("connection-dual-tunnel", [known, single])).join()).toContain(
      "old: the connection has one tunnel",
    );
    // Another connection of the gateway tells it too, and so does a VpnTunnel.
    expect(await found("connection-dual-tunnel", [single, dualConnection()])).toHaveLength(1);
    expect(await found("connection-dual-tunnel", [single, vpnTunnel()])).toHaveLength(1);
    // An old gateway offers one only.
    const old = gateway({ id: "vpn-1", disasterRecoveryVswitchId: undefined });
    expect(await found("connection-dual-tunnel", [old, single, ipsecServer()])).toEqual([]);
  });
});

describe("a connection", () => {
  it("with two tunnels of one role is reported", async () => {
    const twice = (changes: Props) => ({ tunnelOptionsSpecifications: [tunnelOption(changes), tunnelOption(changes)] });
    expect((await found("connection-tunnel-roles", [dualConnection(twice({}))])).join()).toContain(
      'hq: tunnelOptionsSpecifications[1].role is "master", as that of another tunnel',
    );
    const numbered = twice({ role: undefined, tunnelIndex: 1 });
    expect((await found("connection-tunnel-roles", [attachment(numbered)])).join()).toContain("[1].tunnelIndex is 1");
    expect(await found("connection-tunnel-roles", [dualConnection(), attachment()])).toEqual([]);
    const unknown = dualConnection({ tunnelOptionsSpecifications: UNKNOWN_ARRAY });
    expect((await judge("connection-tunnel-roles", [unknown])).advisory).toContain("can't be known");
  });

  it("with one tunnel needs a health check or BGP", async () => {
    expect(await found("connection-health-check", [singleConnection()])).toHaveLength(1);
    expect(await found("connection-health-check", [singleConnection({ healthCheckConfig: { enable: true } })])).toEqual(
      [],
    );
    expect(await found("connection-health-check", [singleConnection({ bgpConfig: { enable: true } })])).toEqual([]);
    expect(await found("connection-health-check", [dualConnection()])).toEqual([]);
    const unknown = singleConnection({ tunnelOptionsSpecifications: [UNKNOWN] });
    expect(await found("connection-health-check", [unknown])).toEqual([]);
  });
});

describe("networks of a stack", () => {
  const other = (changes: Props = {}) =>
    singleConnection({ vpnGatewayId: "vpn-1", customerGatewayId: "cgw-2", ...changes }, "other");

  it("of two peers of one gateway may not overlap", async () => {
    const clash = other({ remoteSubnets: ["192.168.8.0/24"] });
    expect(await found("connection-peer-overlap", [dualConnection(), clash])).toEqual([
      expect.stringMatching(
        /^other: .*remoteSubnets holds 192\.168\.8\.0\/24, .*another peer .*\(hq: the connection\)/,
      ),
    ]);
    expect(await found("connection-peer-overlap", [dualConnection(), other()])).toEqual([]);
    const elsewhere = other({ remoteSubnets: ["192.168.8.0/24"], vpnGatewayId: "vpn-9" });
    expect(await found("connection-peer-overlap", [dualConnection(), elsewhere])).toEqual([]);
    const samePeer = other({ remoteSubnets: ["192.168.8.0/24"], customerGatewayId: "cgw-1" });
    expect(await found("connection-peer-overlap", [dualConnection(), samePeer])).toEqual([]);
  });

  it("may be equal for two devices of one site, if told so", async () => {
    const twin = other({ remoteSubnets: ["192.168.0.0/20"] });
    expect(await found("connection-peer-overlap", [dualConnection(), twin])).toHaveLength(1);
    expect(await found("connection-peer-overlap", [dualConnection(), twin], { allowEqual: true })).toEqual([]);
  });

  it("include the pools of clients and the networks of VpnTunnels", async () => {
    const pool = sslServer({ clientIpPool: "192.168.9.0/24" });
    expect((await found("connection-peer-overlap", [dualConnection(), pool])).join()).toContain("clientIpPool holds");
    const tunnel = vpnTunnel({ observed: observed({ customerGatewayId: "cgw-2" }), vpnConnectionId: "vco-2" });
    expect(await found("connection-peer-overlap", [dualConnection(), tunnel])).toHaveLength(1);
  });

  it("may not lie within a VPC of the stack", async () => {
    const vpc = network({ secondaryCidrBlocks: ["192.168.0.0/16"] });
    expect((await found("connection-vpc-overlap", [vpc, dualConnection()])).join()).toContain(
      "remoteSubnets holds 192.168.0.0/20, which overlaps with the VPC vpc (192.168.0.0/16)",
    );
    expect(await found("connection-vpc-overlap", [vpc, route(), ipsecServer(), sslServer()])).toHaveLength(3);
    expect(await found("connection-vpc-overlap", [network(), dualConnection(), route()])).toEqual([]);
    // A default route is narrower than nothing.
    expect(await found("connection-vpc-overlap", [vpc, route({ routeDest: "0.0.0.0/0" })])).toEqual([]);
    const unknown = await judge("connection-vpc-overlap", [network({ cidrBlock: UNKNOWN }), dualConnection()]);
    expect(unknown.advisory).toContain("cidrBlock");
  });

  it("are judged where a route leads to them", async () => {
    expect(await found("route-cidrs", [route({ routeDest: "8.8.8.0/24" })])).toEqual([
      expect.stringContaining("route: the route: routeDest holds 8.8.8.0/24; allowed: rfc1918"),
    ]);
    expect(await found("route-cidrs", [policyRoute({ routeDest: "8.8.8.0/24" })])).toHaveLength(1);
  });
});

describe("VPN resources of types that no rule judges", () => {
  const cert = (name: string): GivenResource => ({
    type: "alicloud:vpn/sslVpnClientCert:SslVpnClientCert",
    name,
    props: {},
  });

  it("are counted in one sentence", async () => {
    expect(await found("types-not-judged", [cert("a"), cert("b"), vpnTunnel()])).toEqual([
      "2 VPN resources of types not judged, a first: 2 of alicloud:vpn/sslVpnClientCert:SslVpnClientCert. " +
        "Make sure of these yourself.",
    ]);
  });

  it("are none where each type has rules", async () => {
    const all = [gateway(), ipsecServer(), sslServer(), route(), vpnTunnel(), network()];
    expect(await found("types-not-judged", all)).toEqual([]);
  });
});

it("levels of the rules about gateways are advisory", () => {
  const names = ["dual-tunnel", "tunnel-roles", "health-check", "peer-overlap", "vpc-overlap"].map(
    (one) => `connection-${one}`,
  );
  for (const name of [...names, "gateway-zones", "route-cidrs", "ssl-server-parameters", "types-not-judged"])
    expect(createPack().policies.find((one) => one.name === `alicloud-vpn-${name}`)?.enforcementLevel).toBe("advisory");
});
