import type { Properties } from "../../../provider/core/property-tree";
import { deleteTunnel } from "../../../provider/resources/vpn-tunnel/destroy";
import { readState } from "../../../provider/resources/vpn-tunnel/state/tunnel-state";
import { createTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { CONNECTION } from "./connections";
import { fakePorts } from "./fake-ports";
import { storedAndGivenBack } from "./stored-bags";
import { RestoreHandOver } from "../../../provider/resources/vpn-tunnel/operation/restore-hand-over";

const master = { vpnConnectionId: "vco-1", tunnelId: "tun-1", role: "master" };
const point = { enableDpd: { found: true, left: false } };
const other = { "tunnelIkeConfig.ikePfs": { found: "group2", left: "group14" } };

describe("what was found on a tunnel", () => {
  it.each([
    ["by its id", { vpnConnectionId: "vco-1", tunnelId: "tun-1" }],
    ["by its role", { vpnConnectionId: "vco-1", role: "master" }],
  ])("goes to the next resource that adopts it %s, and to no further one", (_, selector) => {
    const handOver = new RestoreHandOver();
    handOver.give({ ...master, point });
    expect([handOver.take(selector), handOver.take(selector)]).toEqual([point, undefined]);
  });

  it("goes to nobody who adopts another tunnel", () => {
    const handOver = new RestoreHandOver();
    handOver.give({ ...master, point });
    for (const selector of [
      { vpnConnectionId: "vco-1", role: "slave" },
      { vpnConnectionId: "vco-1", tunnelId: "tun-2" },
      { vpnConnectionId: "vco-2", role: "master" },
      { vpnConnectionId: "vco-2", tunnelId: "tun-1" },
      { vpnConnectionId: "vco-1" },
    ])
      expect(handOver.take(selector)).toBeUndefined();
    expect(handOver.take(master)).toBe(point);
  });

  it("goes by the id where a resource names both, because a role may have moved", () => {
    const handOver = new RestoreHandOver();
    handOver.give({ ...master, point });
    expect(handOver.take({ vpnConnectionId: "vco-1", tunnelId: "tun-2", role: "master" })).toBeUndefined();
  });

  it("is kept apart for each tunnel", () => {
    const handOver = new RestoreHandOver();
    handOver.give({ ...master, point });
    handOver.give({ vpnConnectionId: "vco-1", tunnelId: "tun-2", role: "slave", point: other });
    expect(handOver.take({ vpnConnectionId: "vco-1", role: "slave" })).toBe(other);
    expect(handOver.take({ vpnConnectionId: "vco-1", role: "master" })).toBe(point);
  });

  it("is nothing where nobody gave it", () => expect(new RestoreHandOver().take(master)).toBeUndefined());
});

const inputs = { vpnConnectionId: CONNECTION, role: "master" };
/** What the outputs say was found. */
const pointIn = (outs: Properties): unknown => readState(storedAndGivenBack(outs)).restorePoint;

describe("what a resource found on its tunnel", () => {
  const restoring = { ...inputs, enableDpd: false, onDestroy: "restore" };

  it("goes with the tunnel to the resource that replaces its own in the same operation", async () => {
    const ports = fakePorts();
    const { id, outs } = await createTunnel(restoring, ports);
    await deleteTunnel(id, storedAndGivenBack(outs), ports);
    expect(ports.lines.at(-1)).toContain("nothing was put back, another resource of this program manages the tunnel");
    const again = await createTunnel(restoring, ports);
    expect(pointIn(again.outs)).toEqual({ enableDpd: { found: true, left: false } });
    expect(ports.sent).toHaveLength(1);
  });

  it("does not go to a resource that adopts it in another operation, nor to one of another tunnel", async () => {
    const ports = fakePorts();
    const { id, outs } = await createTunnel(restoring, ports);
    await deleteTunnel(id, storedAndGivenBack(outs), ports);
    const ofSlave = await createTunnel({ ...restoring, role: "slave" }, ports);
    expect(pointIn(ofSlave.outs)).toEqual({ enableDpd: { found: true, left: false } });
    const later = await createTunnel(restoring, fakePorts(ports.world));
    expect(pointIn(later.outs)).toEqual({});
  });
});
