import type { Properties } from "../../../provider/core/property-tree";
import { asSecret } from "../../../provider/core/secret";
import { IncompleteChange } from "../../../provider/resources/vpn-tunnel/converge";
import type { TunnelState } from "../../../provider/resources/vpn-tunnel/state/shape";
import { readState } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { diffTunnel } from "../../../provider/resources/vpn-tunnel/preview/diff-tunnel";
import { createTunnel, updateTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { UNKNOWN } from "../core/arbitraries";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, SLAVE, slaveWire, tunnelWire, withKey } from "./connections";
import { fakePorts } from "./fake-ports";
import { storedAndGivenBack } from "./stored-bags";

const REGION = "cn-hangzhou";
const ID = `${CONNECTION}:${MASTER}`;
const inputs = { vpnConnectionId: CONNECTION, role: "master", __provider: "handler" };
const masked = [connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "l1veKe****"), slaveWire()] })];

/** What a preview of the tunnel with this id finds. */
function diffOf(olds: Properties, news: Properties, region = REGION): ReturnType<typeof diffTunnel> {
  return diffTunnel(ID, olds, news, { ...fakePorts(), region });
}

/** Outputs of a new tunnel, as Pulumi gives them back to the verbs after it. */
async function created(settings: Properties = {}, ports = fakePorts()): Promise<Properties> {
  return storedAndGivenBack((await createTunnel({ ...inputs, ...settings }, ports)).outs);
}

const stateIn = (outs: Properties): TunnelState => readState(storedAndGivenBack(outs));

describe("create", () => {
  it("adopts the tunnel that the role selects, and is known by its id", async () => {
    const { id, outs } = await createTunnel({ ...inputs, role: "slave" }, fakePorts());
    expect(id).toBe(`${CONNECTION}:${SLAVE}`);
    expect(stateIn(outs)).toMatchObject({
      values: { role: "slave", internetIp: "203.0.113.2" },
      declared: ["role", "vpnConnectionId"],
    });
  });

  it("keeps what is known where a change was sent and then went wrong", async () => {
    const ports = fakePorts();
    ports.apply = (tunnel) => tunnel;
    const error: unknown = await createTunnel({ ...inputs, enableDpd: false }, ports).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(IncompleteChange);
    expect(error).toMatchObject({
      id: ID,
      outs: {
        tunnelId: MASTER,
        // As it was seen last: the next comparison has to find what may be left to do.
        enableDpd: true,
        __bookkeeping: { restorePoint: asSecret({ enableDpd: { found: true, left: false } }) },
        managed: ["enableDpd", "role", "vpnConnectionId"],
      },
      message: expect.stringContaining("still shows other values of enableDpd"),
    });
  });
});

describe("diff", () => {
  it("finds nothing after create, with or without declared values, and asks nobody", async () => {
    for (const settings of [
      {},
      { enableDpd: false, preSharedKey: "newKey", profile: "x", regionId: REGION },
      { tunnelIkeConfig: { localId: "203.0.113.1" }, __secretPaths: ["tunnelIkeConfig.localId"] },
    ]) {
      const olds = await created(settings);
      const news = { ...inputs, ...settings, observed: { anything: "at all" } };
      expect(await diffOf(olds, news)).toEqual({ changes: false, differing: [], replaces: [] });
    }
  });

  it("takes role and tunnelId of one tunnel for the same: an update that rewrites what is stored", async () => {
    const news = { vpnConnectionId: CONNECTION, tunnelId: MASTER };
    expect(await diffOf(await created(), news)).toEqual({
      changes: "in inputs",
      differing: ["tunnelId", "role"],
      replaces: [],
    });
  });

  it.each([
    ["another connection", { ...inputs, vpnConnectionId: "vco-2" }, REGION, ["vpnConnectionId"]],
    ["the other tunnel", { ...inputs, role: "slave" }, REGION, ["role"]],
    ["another region, declared", { ...inputs, regionId: "cn-beijing" }, "cn-beijing", ["regionId"]],
    ["another region, configured", inputs, "cn-beijing", ["regionId"]],
  ])("replaces for %s", async (_, news, region, replaces) => {
    expect(await diffOf(await created(), news, region)).toMatchObject({
      changes: "in inputs",
      differing: expect.arrayContaining(replaces),
      replaces,
    });
  });

  it("replaces for a connection that is not known yet, which no check can have named", async () => {
    const news = { ...inputs, vpnConnectionId: UNKNOWN };
    expect(await diffOf(await created(), news)).toEqual({
      changes: true,
      differing: ["vpnConnectionId"],
      replaces: ["vpnConnectionId"],
    });
  });

  it("sees a value that was declared and is not any more", async () => {
    expect(await diffOf(await created({ enableDpd: true }), inputs)).toEqual({
      changes: "in inputs",
      differing: ["enableDpd"],
      replaces: [],
    });
  });

  it.each([
    ["calls a value secret that is stored in clear", [], ["tunnelIkeConfig.localId"]],
    ["calls no more secret what is stored so", ["tunnelIkeConfig.localId"], []],
    ["calls the whole group secret", ["tunnelIkeConfig.localId"], ["tunnelIkeConfig"]],
  ])("sees that the program %s: an update stores it anew", async (_, before, now) => {
    const settings = { tunnelIkeConfig: { localId: "203.0.113.1" } };
    const olds = await created({ ...settings, __secretPaths: before });
    expect(await diffOf(olds, { ...inputs, ...settings, __secretPaths: now })).toMatchObject({
      changes: "in inputs",
      differing: [...before, ...now],
    });
  });

  it("does not mind the order in which secrets are listed, nor that an earlier shape lists none", async () => {
    const settings = { customerGatewayId: "cgw-peer", enableDpd: true };
    const [one, other] = Object.keys(settings);
    const olds = await created({ ...settings, __secretPaths: [one, other] });
    expect((await diffOf(olds, { ...inputs, ...settings, __secretPaths: [other, one] })).changes).toBe(false);
    const kept = { stateVersion: 6, declared: "enableDpd,role,vpnConnectionId" };
    const live = JSON.stringify({ ...inputs, tunnelId: MASTER, regionId: REGION, enableDpd: true, kept });
    expect((await diffOf({ live }, { ...inputs, enableDpd: true, __secretPaths: ["enableDpd"] })).changes).toBe(false);
  });

  it("answers by itself where the inputs are those that are stored: Pulumi would see no difference", async () => {
    const news = { ...inputs, tunnelIkeConfig: { pskFrom: { env: "OFFICE_PSK" } } };
    const ports = fakePorts();
    ports.keysAt.set("OFFICE_PSK", { key: LIVE_KEY });
    const olds = await created(news, ports);
    ports.keysAt.set("OFFICE_PSK", { key: "anotherKey" });
    ports.previews.checked(news, "office", false);
    expect(await diffTunnel(ID, olds, news, ports)).toEqual({
      changes: true,
      differing: ["tunnelIkeConfig.pskFrom.env"],
      replaces: [],
    });
  });
});

describe("update", () => {
  it("sends nothing where only the set of declared properties changed", async () => {
    const ports = fakePorts();
    const { outs } = await updateTunnel(ID, await created({ enableDpd: true }), inputs, ports);
    expect(ports.sent).toEqual([]);
    expect(stateIn(outs).declared).toEqual(["role", "vpnConnectionId"]);
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
    const olds = await created({ preSharedKey: "firstKey" });
    const same = fakePorts(masked);
    await updateTunnel(ID, olds, { ...inputs, preSharedKey: "firstKey" }, same);
    expect(same.sent).toEqual([]);
    const other = fakePorts(masked);
    await updateTunnel(ID, olds, { ...inputs, preSharedKey: "secondKey" }, other);
    expect(other.sent).toMatchObject([{ TunnelIkeConfig: { Psk: "secondKey", IkeVersion: "ikev2" } }]);
  });
});
