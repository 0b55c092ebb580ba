import { toPolicy } from "../../policies/assembly/to-policy";
import { createPack } from "../../policies/assembly/create-pack";
import { bgpCidrUnique, ikeEncryption, pskStrength, pskUnique } from "../../policies/rules";
import {
  NATIVE_PAIR_TYPE,
  NATIVE_TUNNEL_TYPE,
  VPN_TUNNEL_PAIR_TYPE,
  VPN_TUNNEL_TYPE,
  kindOf,
} from "../../policies/subjects/resource";
import { STRONG_PSK, dualConnection, goodIke, tunnelOption, vpnTunnel } from "./fixtures";
import type { Props } from "./fixtures";
import { NAMED_FORMS, SHARING, inForm } from "./forms";
import type { Form } from "./forms";
import { UNKNOWN, UNKNOWN_OBJECT } from "./policy-runner";
import type { GivenResource } from "./policy-runner";
import { analyze, analyzeStack, secret, urnOf } from "./rpc";
import type { RpcResource } from "./rpc";

const WEAK_PSK = "Zk4!vT9q";

const sent = ({ type, name = "resource", props }: GivenResource): RpcResource => ({ type, name, props });
const tunnel = (changes: Props, name = "tunnel"): RpcResource => sent(vpnTunnel(changes, name));

describe.each(NAMED_FORMS)("analysis of %s by the engine", (_, form: Form) => {
  const formed = (changes: Props): RpcResource => sent(inForm(form, vpnTunnel(changes, "tunnel")));

  it("judges it by its type token, and nothing else", async () => {
    const weak = formed({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) });
    const own = await analyze([toPolicy(ikeEncryption)], weak);
    expect(own.diagnostics).toEqual([
      expect.objectContaining({ level: "mandatory", message: expect.stringContaining('ikeEncAlg is "des"') }),
    ]);
    const foreign = await analyze([toPolicy(ikeEncryption)], { ...weak, type: "pulumi-nodejs:dynamic:Resource" });
    expect(foreign).toEqual({ diagnostics: [], notApplicable: [ikeEncryption.name] });
    expect(["tunnel", "pair"]).toContain(kindOf(weak));
  });

  it("judges a secret key and shows none of it", async () => {
    const { diagnostics } = await analyze([toPolicy(pskStrength)], formed({ preSharedKey: secret(WEAK_PSK) }));
    expect(diagnostics).toHaveLength(1);
    expect(JSON.stringify(diagnostics)).not.toContain(WEAK_PSK.slice(0, 4));
  });

  it("judges what is inside a block that is secret as a whole", async () => {
    const block = secret(goodIke({ ikeEncAlg: "des" }));
    const { diagnostics } = await analyze([toPolicy(ikeEncryption)], formed({ tunnelIkeConfig: block }));
    expect(diagnostics).toHaveLength(1);
  });

  it("runs the whole pack over a tunnel of which nothing is known", async () => {
    const { policies } = createPack();
    const unknown = {
      vpnConnectionId: UNKNOWN,
      tunnelId: UNKNOWN,
      tunnelIkeConfig: UNKNOWN_OBJECT,
      tunnelIpsecConfig: UNKNOWN_OBJECT,
    };
    const { diagnostics } = await analyze(policies, formed({ ...unknown, observed: UNKNOWN_OBJECT }));
    expect(diagnostics.filter(({ level }) => level === "mandatory")).toEqual([]);
    const names = diagnostics.map(({ policy }) => policy);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain(ikeEncryption.name);
  });
});

describe("analysis by the engine", () => {
  it("has the type tokens of our own resources", () => {
    expect(VPN_TUNNEL_TYPE).toBe("pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel");
    expect(VPN_TUNNEL_PAIR_TYPE).toBe("pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnelPair");
    expect(NATIVE_TUNNEL_TYPE).toBe("alicloud-vpn:index:VpnTunnel");
    expect(NATIVE_PAIR_TYPE).toBe("alicloud-vpn:index:VpnTunnelPair");
  });

  it("makes an unknown value an advisory, once per rule, and judges the rest", async () => {
    const options = [
      tunnelOption({ tunnelIkeConfig: UNKNOWN_OBJECT }),
      tunnelOption({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }),
    ];
    const { props, type } = dualConnection({ tunnelOptionsSpecifications: options });
    const { diagnostics } = await analyze([toPolicy(ikeEncryption)], { type, name: "hq", props });
    expect(diagnostics.map(({ level }) => level)).toEqual(["mandatory", "advisory"]);
    expect(diagnostics[1]?.message).toContain("can't be known during preview");
  });
});

describe("analysis of a stack by the engine", () => {
  it("compares secret keys", async () => {
    const one = tunnel({ preSharedKey: secret(STRONG_PSK) }, "one");
    const two = tunnel(
      { vpnConnectionId: "vco-2", customerGatewayId: "cgw-9", preSharedKey: secret(STRONG_PSK) },
      "two",
    );
    const { diagnostics } = await analyzeStack([toPolicy(pskUnique)], [one, two]);
    expect(diagnostics.map(({ urn }) => urn)).toEqual([urnOf(one)]);
    expect(JSON.stringify(diagnostics)).not.toContain(STRONG_PSK.slice(0, 4));
  });

  it.each([
    ["a tunnel", (one: GivenResource): GivenResource => one],
    ["a pair", (one: GivenResource): GivenResource => inForm(SHARING, one)],
  ])("knows by its dependencies that %s belongs to a connection that is yet to be made", async (_, made) => {
    const connection: RpcResource = { ...dualConnection(), name: "hq" };
    const unplaced = { vpnConnectionId: UNKNOWN, tunnelId: undefined, role: "master", observed: undefined };
    const adopted = {
      ...sent(made(vpnTunnel(unplaced, "adopted"))),
      propertyDependencies: { vpnConnectionId: [urnOf(connection)] },
    };
    const { diagnostics } = await analyzeStack([toPolicy(bgpCidrUnique), toPolicy(pskUnique)], [connection, adopted]);
    expect(diagnostics).toEqual([]);
    // Nobody knows whose tunnel it is, so the rule concludes nothing and gives an advisory.
    const other = { ...adopted, propertyDependencies: {} };
    const { diagnostics: unsure } = await analyzeStack([toPolicy(bgpCidrUnique)], [connection, other]);
    expect(unsure).toEqual([
      expect.objectContaining({ level: "advisory", message: expect.stringContaining("vpnConnectionId") }),
    ]);
  });
});
