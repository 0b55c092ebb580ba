import type { Properties } from "../../../provider/core/property-tree";
import { asSecret } from "../../../provider/core/secret";
import { readState } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { diffTunnel } from "../../../provider/resources/vpn-tunnel/preview/diff-tunnel";
import { createTunnel, readTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { failedLookUp } from "./api-failures";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, slaveWire, tunnelWire, withKey } from "./connections";
import { fakePorts } from "./fake-ports";
import { storedAndGivenBack } from "./stored-bags";

const REGION = "cn-hangzhou";
const ID = `${CONNECTION}:${MASTER}`;
const inputs = { vpnConnectionId: CONNECTION, role: "master", __provider: "handler" };

/** What a preview of the tunnel with this id finds. */
function diffOf(olds: Properties, news: Properties, region = REGION): ReturnType<typeof diffTunnel> {
  return diffTunnel(ID, olds, news, { ...fakePorts(), region });
}

/** Outputs of a new tunnel, as Pulumi gives them back to the verbs after it. */
async function created(settings: Properties = {}, ports = fakePorts()): Promise<Properties> {
  return storedAndGivenBack((await createTunnel({ ...inputs, ...settings }, ports)).outs);
}

describe("read", () => {
  it("answers with outputs for everything, and inputs for what is declared where something moved", async () => {
    const ports = fakePorts();
    const props = await created({ enableDpd: true });
    const withKeyMarked = { ...props, preSharedKey: asSecret(LIVE_KEY) };
    const same = { gone: false, id: ID, props: withKeyMarked, inputs: undefined };
    expect(await readTunnel(ID, props, ports)).toEqual(same);
    expect(readState(props)).toMatchObject({
      values: { status: "ipsec_sa_established" },
      declared: ["enableDpd", "role", "vpnConnectionId"],
    });
    const down = fakePorts([
      connectionWire({ TunnelOptionsSpecification: [tunnelWire({ Status: "ike_sa_not_established" })] }),
    ]);
    expect(await readTunnel(ID, props, down)).toEqual({
      ...same,
      props: { ...withKeyMarked, status: "ike_sa_not_established" },
    });
    const drifted = fakePorts([connectionWire({ TunnelOptionsSpecification: [tunnelWire({ EnableDpd: false })] })]);
    expect(await readTunnel(ID, await created({ enableDpd: true }), drifted)).toMatchObject({
      inputs: {
        vpnConnectionId: CONNECTION,
        role: "master",
        enableDpd: false,
        observed: expect.objectContaining({ connectionName: "office" }),
      },
    });
  });

  it("leads to no difference afterwards", async () => {
    const settings = { enableDpd: true, tunnelIkeConfig: { ikePfs: "group5" }, preSharedKey: "aKey", profile: "x" };
    const ports = fakePorts();
    const olds = await created(settings, ports);
    for (const shown of ["aKey", "a****", undefined]) {
      const world = ports.world.map((each) => ({
        ...each,
        TunnelOptionsSpecification: each.TunnelOptionsSpecification.map((tunnel) => withKey(tunnel, shown)),
      }));
      const found = await readTunnel(ID, olds, fakePorts(world));
      const props = storedAndGivenBack(found.gone ? {} : found.props);
      expect((await diffOf(props, { ...inputs, ...settings })).changes).toBe(false);
    }
  });

  it("shows a change made behind our back as a difference", async () => {
    const settings = { enableDpd: true, preSharedKey: LIVE_KEY };
    const drifted = [tunnelWire({ EnableDpd: false }), withKey(tunnelWire(), "anotherKey")].map((tunnel) =>
      connectionWire({ TunnelOptionsSpecification: [tunnel] }),
    );
    for (const connection of drifted) {
      const found = await readTunnel(ID, await created(settings), fakePorts([connection]));
      const props = storedAndGivenBack(found.gone ? {} : found.props);
      expect((await diffOf(props, { ...inputs, ...settings })).changes).toBe("in inputs");
    }
  });

  it.each([
    ["there is no connection", []],
    ["the connection has other tunnels", [connectionWire({ TunnelOptionsSpecification: [slaveWire()] })]],
  ])("says gone where %s", async (_, world) => {
    expect(await readTunnel(ID, await created(), fakePorts(world))).toEqual({ gone: true });
    // A tunnel that was looked up before: its outputs say that nothing of it is managed.
    expect(await readTunnel(ID, { managed: [], __bookkeeping: { version: 7 } }, fakePorts(world))).toEqual({
      gone: true,
    });
  });

  it("is an error where a program looks up a tunnel that is not there", async () => {
    await expect(readTunnel(ID, { regionId: REGION }, fakePorts([]))).rejects.toThrow(
      "there is no IPsec-VPN connection",
    );
  });

  it("does not take for gone what merely cannot be seen", async () => {
    const forbidden = failedLookUp("forbidden");
    const ports = fakePorts();
    const reads = { ...ports.reads, connection: () => Promise.reject(forbidden) };
    await expect(readTunnel(ID, {}, { ...ports, reads })).rejects.toBe(forbidden);
    await expect(readTunnel(ID, {}, fakePorts([connectionWire({ TunnelOptionsSpecification: [] })]))).rejects.toThrow(
      "single-tunnel",
    );
  });

  it("refuses an id that is none, and says what one looks like", async () => {
    await expect(readTunnel("tun-1", {}, fakePorts())).rejects.toThrow("<VpnConnectionId>:<TunnelId>");
  });

  it("of a mere look-up declares nothing and keeps the account that it was told", async () => {
    const found = await readTunnel(ID, { profile: "production", regionId: REGION }, fakePorts());
    expect(found).toMatchObject({
      props: { profile: "production", managed: [] },
      inputs: {},
    });
  });
});
