import { type Modes, type Simulator, defaultModes, manualClock, startSimulator } from "../../simulator";
import { isJsonObject } from "../../simulator/api/json";
import { modeRows } from "./mode-rows";
import { call, modify } from "./signed-request";

/** The modes that differ in structure; those of single values are in describe.test.ts. */

const HEADQUARTERS = "vco-sim0000000000000001";
const MASTER = "tun-sim0000000000000011";
const SLAVE = "tun-sim0000000000000012";
const UNTAGGED = "vco-sim0000000000000004";
const SINGLE = "vco-sim0000000000000005";

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ clock: manualClock() });
});
afterEach(() => simulator.close());

const set = (modes: Partial<Modes>) => Object.assign(simulator.modes, modes);
const one = async (VpnConnectionId: string) =>
  (await call(simulator.url, "DescribeVpnConnection", { VpnConnectionId })).json;
const inList = async (VpnConnectionId: string) =>
  (await call(simulator.url, "DescribeVpnConnections", { VpnConnectionId })).json;

test("psk empty: in both Describes, in the reply to a change and in the device's configuration", async () => {
  set({ psk: "empty" });
  const blank = { TunnelIkeConfig: { Psk: "" } };
  const tunnels = { TunnelOptionsSpecification: { TunnelOptions: [blank, blank] } };
  expect(await one(HEADQUARTERS)).toMatchObject(tunnels);
  expect(await inList(HEADQUARTERS)).toMatchObject({ VpnConnections: { VpnConnection: [tunnels] } });
  expect((await modify(simulator.url, MASTER, { EnableDpd: "false" })).json).toMatchObject(blank);
  const device = await call(simulator.url, "DownloadVpnConnectionConfig", { VpnConnectionId: SINGLE });
  expect(device.json).toMatchObject({ VpnConnectionConfig: { IkeConfig: { Psk: "" } } });
});

test("tunnelValues string-in-list: native in DescribeVpnConnection only", async () => {
  set({ tunnelValues: "string-in-list" });
  const tunnels = (EnableDpd: unknown, IkeLifetime: unknown) => ({
    TunnelOptionsSpecification: { TunnelOptions: [{ EnableDpd, TunnelIkeConfig: { IkeLifetime } }, { EnableDpd }] },
  });
  expect(await one(HEADQUARTERS)).toMatchObject(tunnels(true, 86400));
  expect(await inList(HEADQUARTERS)).toMatchObject({ VpnConnections: { VpnConnection: [tunnels("true", "86400")] } });
});

test("dualTunnelTopLevel no-blocks: empty values, but no IkeConfig and IpsecConfig", async () => {
  set({ dualTunnelTopLevel: "no-blocks" });
  const connection = await one(HEADQUARTERS);
  expect(connection).toMatchObject({ CustomerGatewayId: "", Status: "", EnableDpd: false, EnableNatTraversal: false });
  for (const block of ["IkeConfig", "IpsecConfig"]) expect(connection).not.toHaveProperty(block);
  expect(await one(SINGLE)).toHaveProperty("IkeConfig.IkeVersion");
});

test("unsetTunnelFields empty: a single-tunnel connection has an empty list of tunnels", async () => {
  expect(await one(SINGLE)).not.toHaveProperty("TunnelOptionsSpecification");
  set({ unsetTunnelFields: "empty" });
  expect(await one(SINGLE)).toMatchObject({ TunnelOptionsSpecification: { TunnelOptions: [] } });
});

test.each<[Modes["emptyTags"], unknown]>([
  ["list", { Tag: [] }],
  ["empty", {}],
  ["missing", undefined],
])("emptyTags %s", async (emptyTags, tags) => {
  set({ emptyTags });
  expect((await one(UNTAGGED))["Tags"]).toEqual(tags);
  const [listed] = connectionsOf(await inList(UNTAGGED));
  expect(listed?.["Tag"]).toEqual(tags);
  expect(await one(HEADQUARTERS)).toHaveProperty("Tags.Tag.0.Key");
});

test("tunnelOrder slave-first, whatever the order in the topology", async () => {
  const order = async () => {
    const { TunnelOptionsSpecification: tunnels } = await one(HEADQUARTERS);
    return isJsonObject(tunnels) ? [tunnels["TunnelOptions"]].flat().map((tunnel) => Object(tunnel).TunnelId) : [];
  };
  expect(await order()).toEqual([MASTER, SLAVE]);
  set({ tunnelOrder: "slave-first" });
  expect(await order()).toEqual([SLAVE, MASTER]);
  expect(simulator.tunnel(MASTER)).toMatchObject({ Role: "master" });
});

test("statuses empty: of tunnels, of BGP, and of a single-tunnel connection", async () => {
  set({ statuses: "empty" });
  const tunnel = { Status: "", TunnelBgpConfig: { BgpStatus: "", TunnelCidr: "169.254.10.0/30" } };
  expect(await one(HEADQUARTERS)).toMatchObject({
    State: "active",
    TunnelOptionsSpecification: { TunnelOptions: [tunnel, { Status: "" }] },
  });
  expect(await one(SINGLE)).toMatchObject({ Status: "", State: "active" });
  expect(simulator.tunnel(MASTER)).toMatchObject({ Status: "ipsec_sa_established" });
});

test("replyState active: only the reply says so", async () => {
  expect((await modify(simulator.url, MASTER, { EnableDpd: "false" })).json).toMatchObject({ State: "updating" });
  simulator.settle();
  set({ replyState: "active" });
  expect((await modify(simulator.url, MASTER, { EnableDpd: "true" })).json).toMatchObject({ State: "active" });
  expect(await one(HEADQUARTERS)).toMatchObject({
    State: "updating",
    TunnelOptionsSpecification: { TunnelOptions: [{ State: "updating" }, { State: "active" }] },
  });
});

test("what is answered under any mode can be pasted into a topology", async () => {
  const { VpnGateways, CustomerGateways } = simulator.exportTopology();
  for (const modes of modeRows([])) {
    set(modes);
    const { json } = await call(simulator.url, "DescribeVpnConnections");
    const VpnConnections = connectionsOf(json);
    const topology = JSON.parse(
      JSON.stringify({ RegionId: "cn-hangzhou", VpnGateways, CustomerGateways, VpnConnections }),
    );
    const pasted = await startSimulator({ topology, modes: defaultModes });
    expect([modes, pasted.connectionIds()]).toEqual([modes, simulator.connectionIds()]);
    await pasted.close();
  }
});

function connectionsOf(answer: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const { VpnConnections: wrapper } = answer;
  const list = isJsonObject(wrapper) ? wrapper["VpnConnection"] : undefined;
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}
