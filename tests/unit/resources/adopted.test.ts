import { isProperties, type Properties } from "../../../provider/core/property-tree";
import type { ReadResult } from "../../../provider/resources/resource";
import type { TunnelSession } from "../../../provider/resources/vpn-tunnel/ports";
import { vpnTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { vpnTunnelPair } from "../../../provider/resources/vpn-tunnel-pair/verbs";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, SETTINGS, SLAVE, slaveWire, tunnelWire } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";
import { placesOf, storedAndGivenBack } from "./stored-bags";

const sessionOf = (ports: FakePorts): TunnelSession => ({
  ...ports,
  portsFor: () => ports,
  remarks: { notCompared() {}, adoptedUnchanged() {}, leftInPlace() {} },
});

function found(result: ReadResult): { readonly id: string; readonly props: Properties; readonly inputs: Properties } {
  if (result.gone || result.inputs === undefined) throw new Error("nothing was found");
  return { id: result.id, props: storedAndGivenBack(result.props), inputs: storedAndGivenBack(result.inputs) };
}

const declaredIn = ({ observed: _observed, ...declared }: Properties): Properties => declared;

/** What the next preview of a program with these inputs finds. */
async function nextPreview(
  resource: typeof vpnTunnel,
  { id, props, inputs }: ReturnType<typeof found>,
  program: Properties,
): Promise<unknown> {
  const session = sessionOf(fakePorts());
  const checked = await resource.check(inputs, program, session);
  expect(checked.failures).toEqual([]);
  return resource.diff(id, props, storedAndGivenBack(checked.inputs), session);
}

describe("a live tunnel that a program takes over", () => {
  it("declares every setting as it is, and no key: that one is an output", async () => {
    const all = found(await vpnTunnel.adopt(`${CONNECTION}:${MASTER}`, {}, sessionOf(fakePorts())));
    expect(declaredIn(all.inputs)).toEqual({ vpnConnectionId: CONNECTION, role: "master", ...SETTINGS });
    expect([placesOf(LIVE_KEY, all.inputs), placesOf(LIVE_KEY, all.props)]).toEqual([[], ["preSharedKey"]]);
  });

  it("is unchanged at the next preview of a program with these inputs", async () => {
    const all = found(await vpnTunnel.adopt(`${CONNECTION}:${MASTER}`, {}, sessionOf(fakePorts())));
    const difference = await nextPreview(vpnTunnel, all, declaredIn(all.inputs));
    expect(difference).toEqual({ changes: false, differing: [], replaces: [] });
  });

  it("is named by its id where its role names two tunnels, and without a value that would be refused", async () => {
    const master = tunnelWire({ TunnelIpsecConfig: { IpsecEncAlg: "aes-gcm", IpsecAuthAlg: "sha1" } });
    const ports = fakePorts([connectionWire({ TunnelOptionsSpecification: [slaveWire({ Role: "master" }), master] })]);
    const { inputs } = found(await vpnTunnel.adopt(`${CONNECTION}:${MASTER}`, {}, sessionOf(ports)));
    expect(inputs).toMatchObject({ tunnelId: MASTER, tunnelIpsecConfig: { ipsecAuthAlg: "sha1" } });
    expect(inputs).not.toHaveProperty("role");
    expect(declaredIn(inputs)["tunnelIpsecConfig"]).not.toHaveProperty("ipsecEncAlg");
  });

  it("keeps the account and the region that the program names", async () => {
    const props = { regionId: "cn-hangzhou", profile: "production" };
    const { inputs } = found(await vpnTunnel.adopt(`${CONNECTION}:${MASTER}`, props, sessionOf(fakePorts())));
    expect(inputs).toMatchObject(props);
  });

  it.each([
    ["office", /is not the id of a tunnel/u],
    ["vco-none:tun-1", /there is no IPsec-VPN connection vco-none/u],
    [`${CONNECTION}:tun-none`, /has no tunnel tun-none/u],
  ])("is an error for %s", async (id, message) => {
    await expect(vpnTunnel.adopt(id, {}, sessionOf(fakePorts()))).rejects.toThrow(message);
  });
});

describe("a live pair that a program takes over", () => {
  it("declares once what both tunnels have alike, and is unchanged at the next preview", async () => {
    const slave = slaveWire({
      TunnelBgpConfig: { LocalAsn: "45104", LocalBgpIp: "169.254.12.1", TunnelCidr: "169.254.12.0/30" },
    });
    const world = [connectionWire({ TunnelOptionsSpecification: [slave, tunnelWire()] })];
    const all = found(await vpnTunnelPair.adopt(CONNECTION, {}, sessionOf(fakePorts(world))));
    expect(declaredIn(all.inputs)).toMatchObject({
      enableDpd: true,
      tunnelBgpConfig: { localAsn: 45_104 },
      master: { tunnelBgpConfig: { tunnelCidr: "169.254.11.0/30" } },
      slave: { tunnelBgpConfig: { tunnelCidr: "169.254.12.0/30" } },
    });
    expect(placesOf(LIVE_KEY, all.inputs)).toEqual([]);
    expect(all.props["slave"]).toMatchObject({ tunnelId: SLAVE });
    const difference = await nextPreview(vpnTunnelPair, all, declaredIn(all.inputs));
    expect(difference).toEqual({ changes: false, differing: [], replaces: [] });
  });
});

describe("the objects that inputs name", () => {
  const observed = { tunnelId: MASTER, role: "master" };
  it.each([
    [vpnTunnel, { vpnConnectionId: "vco-1", role: "master" }, ["vco-1:master"]],
    [vpnTunnel, { vpnConnectionId: "vco-1", tunnelId: MASTER, observed }, [`vco-1:${MASTER}`, "vco-1:master"]],
    [vpnTunnel, { vpnConnectionId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", role: "master" }, []],
    [vpnTunnel, { vpnConnectionId: "vco-1", tunnelId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }, []],
    [vpnTunnelPair, { vpnConnectionId: "vco-1" }, ["vco-1:master", "vco-1:slave"]],
    [
      vpnTunnelPair,
      { vpnConnectionId: "vco-1", observed: { master: observed } },
      ["vco-1:master", "vco-1:slave", `vco-1:${MASTER}`],
    ],
  ])("are its tunnels, by each of their names", (resource, inputs, names) => {
    expect(isProperties(inputs) && resource.objectsOf(inputs)).toEqual(names);
  });
});
