import { ApiError } from "../../../provider/api/errors";
import { IncompleteChange } from "../../../provider/resources/vpn-tunnel/converge";
import { storedIn } from "../../../provider/resources/vpn-tunnel/stored";
import { createTunnel, diffTunnel, readTunnel, updateTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { UNKNOWN } from "../core/arbitraries";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, SLAVE, slaveWire, tunnelWire, withKey } from "./connections";
import { fakePorts } from "./fake-ports";

const REGION = "cn-hangzhou";
const ID = `${CONNECTION}:${MASTER}`;
const inputs = { vpnConnectionId: CONNECTION, role: "master", __provider: "handler" };
const masked = [connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "l1veKe****"), slaveWire()] })];

/** What a preview of the tunnel with this id finds. */
function diffOf(
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
  region = REGION,
): ReturnType<typeof diffTunnel> {
  return diffTunnel(ID, olds, news, { ...fakePorts(), region });
}

async function created(settings: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  return (await createTunnel({ ...inputs, ...settings }, fakePorts())).outs;
}

describe("create", () => {
  it("adopts the tunnel that the role selects, and is known by its id", async () => {
    const { id, outs } = await createTunnel({ ...inputs, role: "slave" }, fakePorts());
    expect(id).toBe(`${CONNECTION}:${SLAVE}`);
    expect(storedIn(outs)).toMatchObject({
      values: { role: "slave", internetIp: "203.0.113.2" },
      declared: ["role", "vpnConnectionId"],
    });
  });

  it("keeps what is known where a change was sent and then went wrong, with the handler that a retry needs", async () => {
    const ports = fakePorts();
    ports.apply = (tunnel) => tunnel;
    const error: unknown = await createTunnel({ ...inputs, enableDpd: false }, ports).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(IncompleteChange);
    expect(error).toMatchObject({
      id: ID,
      properties: {
        live: expect.stringMatching(/"tunnelId":"tun-master".*"enableDpd":true.*"declared":"enableDpd,/u),
        restorePoint: { enableDpd: { found: true, left: false } },
        __provider: "handler",
      },
      reasons: [expect.stringContaining("still shows other values of enableDpd")],
    });
  });
});

describe("diff", () => {
  it("finds nothing after create, with or without declared values, and asks nobody", async () => {
    for (const settings of [
      {},
      { enableDpd: false, tunnelIkeConfig: { psk: "newKey" }, profile: "x", regionId: REGION },
    ]) {
      const olds = await created(settings);
      const news = { ...inputs, ...settings, observed: { anything: "at all" } };
      expect(await diffOf(olds, news)).toEqual({ changes: false, replaces: [] });
    }
  });

  it("takes role and tunnelId of one tunnel for the same: an update that rewrites what is stored", async () => {
    const news = { vpnConnectionId: CONNECTION, tunnelId: MASTER };
    expect(await diffOf(await created(), news)).toEqual({ changes: true, replaces: [] });
  });

  it.each([
    ["another connection", { ...inputs, vpnConnectionId: "vco-2" }, REGION, ["vpnConnectionId"]],
    ["the other tunnel", { ...inputs, role: "slave" }, REGION, ["role"]],
    ["another region, declared", { ...inputs, regionId: "cn-beijing" }, "cn-beijing", ["regionId"]],
    ["another region, configured", inputs, "cn-beijing", ["regionId"]],
    ["a connection that is not known yet", { ...inputs, vpnConnectionId: UNKNOWN }, REGION, ["vpnConnectionId"]],
  ])("replaces for %s", async (_, news, region, replaces) => {
    expect(await diffOf(await created(), news, region)).toEqual({ changes: true, replaces });
  });

  it("sees a value that was declared and is not any more", async () => {
    expect(await diffOf(await created({ enableDpd: true }), inputs)).toEqual({ changes: true, replaces: [] });
  });
});

describe("update", () => {
  it("sends nothing where only the set of declared properties changed", async () => {
    const ports = fakePorts();
    const { outs } = await updateTunnel(ID, await created({ enableDpd: true }), inputs, ports);
    expect(ports.sent).toEqual([]);
    expect(storedIn(outs).declared).toEqual(["role", "vpnConnectionId"]);
  });

  it("sends nothing where the account changed", async () => {
    const ports = fakePorts();
    const { outs } = await updateTunnel(ID, await created(), { ...inputs, profile: "production" }, ports);
    expect([ports.sent, outs["profile"]]).toEqual([[], "production"]);
  });

  it("goes by the id, which stays with its tunnel when the roles have moved", async () => {
    const swapped = [tunnelWire({ Role: "slave" }), slaveWire({ Role: "master" })];
    const ports = fakePorts([connectionWire({ TunnelOptionsSpecification: swapped })]);
    await updateTunnel(ID, await created(), { ...inputs, enableDpd: false }, ports);
    expect(ports.events).toContain(`modify ${MASTER}`);
  });

  it("compares a withheld key with the one that was declared last", async () => {
    const olds = await created({ tunnelIkeConfig: { psk: "firstKey" } });
    const same = fakePorts(masked);
    await updateTunnel(ID, olds, { ...inputs, tunnelIkeConfig: { psk: "firstKey" } }, same);
    expect(same.sent).toEqual([]);
    const other = fakePorts(masked);
    await updateTunnel(ID, olds, { ...inputs, tunnelIkeConfig: { psk: "secondKey" } }, other);
    expect(other.sent).toMatchObject([{ TunnelIkeConfig: { Psk: "secondKey", IkeVersion: "ikev2" } }]);
  });
});

describe("read", () => {
  it("answers with outputs for everything, and inputs for what is declared where something moved", async () => {
    const ports = fakePorts();
    const props = await created({ enableDpd: true });
    expect(await readTunnel(ID, props, ports)).toEqual({ gone: false, id: ID, props, inputs: undefined });
    expect(storedIn(props)).toMatchObject({
      values: { status: "ipsec_sa_established" },
      declared: ["enableDpd", "role", "vpnConnectionId"],
    });
    const down = fakePorts([
      connectionWire({ TunnelOptionsSpecification: [tunnelWire({ Status: "ike_sa_not_established" })] }),
    ]);
    expect(await readTunnel(ID, props, down)).toEqual({
      gone: false,
      id: ID,
      props: { ...props, live: String(props["live"]).replace("ipsec_sa_established", "ike_sa_not_established") },
      inputs: undefined,
    });
    const drifted = fakePorts([connectionWire({ TunnelOptionsSpecification: [tunnelWire({ EnableDpd: false })] })]);
    expect(await readTunnel(ID, await created({ enableDpd: true }), drifted)).toMatchObject({
      inputs: {
        vpnConnectionId: CONNECTION,
        role: "master",
        enableDpd: false,
        observed: expect.stringContaining('"connectionName":"office"'),
      },
    });
  });

  it("leads to no difference afterwards", async () => {
    const settings = { enableDpd: true, tunnelIkeConfig: { psk: "aKey", ikePfs: "group5" }, profile: "x" };
    const ports = fakePorts();
    const { outs } = await createTunnel({ ...inputs, ...settings }, ports);
    for (const shown of ["aKey", "a****", undefined]) {
      const world = ports.world.map((each) => ({
        ...each,
        TunnelOptionsSpecification: each.TunnelOptionsSpecification.map((tunnel) => withKey(tunnel, shown)),
      }));
      const found = await readTunnel(ID, outs, fakePorts(world));
      expect((await diffOf(found.gone ? {} : found.props, { ...inputs, ...settings })).changes).toBe(false);
    }
  });

  it("shows a change made behind our back as a difference", async () => {
    const settings = { enableDpd: true, tunnelIkeConfig: { psk: LIVE_KEY } };
    const drifted = [tunnelWire({ EnableDpd: false }), withKey(tunnelWire(), "anotherKey")].map((tunnel) =>
      connectionWire({ TunnelOptionsSpecification: [tunnel] }),
    );
    for (const connection of drifted) {
      const found = await readTunnel(ID, await created(settings), fakePorts([connection]));
      expect((await diffOf(found.gone ? {} : found.props, { ...inputs, ...settings })).changes).toBe(true);
    }
  });

  it.each([
    ["there is no connection", []],
    ["the connection has other tunnels", [connectionWire({ TunnelOptionsSpecification: [slaveWire()] })]],
  ])("says gone where %s", async (_, world) => {
    expect(await readTunnel(ID, {}, fakePorts(world))).toEqual({ gone: true });
  });

  it("does not take for gone what merely cannot be seen", async () => {
    const forbidden = new ApiError({
      action: "DescribeVpnConnections",
      code: "Forbidden",
      category: "forbidden",
      retry: "no",
      serverMessage: "",
      hint: "",
      sent: true,
      outcomeUnknown: false,
    });
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
      props: { profile: "production", live: expect.stringContaining('"declared":""') },
      inputs: {},
    });
  });
});
