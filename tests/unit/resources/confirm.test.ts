import type { TunnelWire } from "../../../provider/api/wire";
import { reach } from "../../../provider/resources/vpn-tunnel/change/reach";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";
import { CONNECTION, MASTER, tunnelWire } from "./connections";
import { fakePorts } from "./fake-ports";

const selector = { vpnConnectionId: CONNECTION, role: "master" };
const change = (declared: Record<string, string | number | boolean>) => ({
  selector,
  wanted: () => declared,
  assumed: {},
  waitFor: "settled" as const,
  care: { whenAlone: "change" as const },
});

/** An API that resets a value of a block that was not sent. */
const resetting = (tunnel: TunnelWire): TunnelWire => ({
  ...tunnel,
  TunnelIpsecConfig: { ...tunnel.TunnelIpsecConfig, IpsecLifetime: "3600" },
});

describe("what the API changed beside what was asked for", () => {
  it("is put back once, and a line says so", async () => {
    const ports = fakePorts();
    const honest = ports.apply;
    let changes = 0;
    ports.apply = (tunnel, specification) => {
      const applied = honest(tunnel, specification);
      return ++changes === 1 ? resetting(applied) : applied;
    };
    const { observation, sent } = await reach(change({ "tunnelIkeConfig.ikePfs": "group14" }), ports);
    expect(sent).toEqual(["tunnelIkeConfig.ikePfs"]);
    expect(ports.sent.map((each) => Object.keys(each))).toEqual([["TunnelIkeConfig"], ["TunnelIpsecConfig"]]);
    expect(observation.values["tunnelIpsecConfig.ipsecLifetime"]).toBe(86_400);
    expect(ports.lines).toEqual([
      `${CONNECTION} master (${MASTER}): the API also changed tunnelIpsecConfig.ipsecLifetime, which was not asked for; putting it back`,
    ]);
  });

  it("and changes again is an error that keeps the state", async () => {
    const ports = fakePorts();
    const honest = ports.apply;
    ports.apply = (tunnel, specification) =>
      "TunnelIkeConfig" in specification ? resetting(honest(tunnel, specification)) : resetting(tunnel);
    const { failure } = await reach(change({ "tunnelIkeConfig.ikePfs": "group14" }), {
      ...ports,
      settle: { timeoutMs: 10, everyMs: 5 },
    });
    expect(failure).toBeInstanceOf(TunnelError);
    expect(ports.sent).toHaveLength(2);
  });

  it("is nothing where every value is as it was", async () => {
    const ports = fakePorts([]);
    ports.world = fakePorts().world;
    await reach(change({ enableDpd: false }), ports);
    expect([ports.sent.length, ports.lines]).toEqual([1, []]);
  });

  it("is expected where it is derived from what changed, and a line says so", async () => {
    const ports = fakePorts();
    const honest = ports.apply;
    ports.apply = (tunnel, specification) => {
      const applied = honest(tunnel, specification);
      return { ...applied, TunnelIkeConfig: { ...applied.TunnelIkeConfig, RemoteId: "203.0.113.77" } };
    };
    const { observation } = await reach(change({ customerGatewayId: "cgw-other" }), ports);
    expect(ports.sent).toEqual([{ CustomerGatewayId: "cgw-other" }]);
    expect(observation.values["tunnelIkeConfig.remoteId"]).toBe("203.0.113.77");
    expect(ports.lines).toEqual([
      `${CONNECTION} master (${MASTER}): the API derived tunnelIkeConfig.remoteId 203.0.113.77 from customerGatewayId`,
    ]);
    expect(tunnelWire().TunnelIkeConfig?.RemoteId).not.toBe("203.0.113.77");
  });
});
