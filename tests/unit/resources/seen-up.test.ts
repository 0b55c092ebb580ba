import { observe, type Observation } from "../../../provider/resources/vpn-tunnel/observation";
import { isSeenUpSince, stillNotSeenUp, warnIfNotSeenUp } from "../../../provider/resources/vpn-tunnel/change/seen-up";
import { CONNECTION, connectionWire, MASTER, slaveWire, tunnelWire } from "./connections";
import { fakePorts } from "./fake-ports";

const HOUR = 3_600_000;
const seen = (Status: string | undefined, EffectImmediately?: boolean): Observation => {
  const { Status: _, ...tunnel } = tunnelWire();
  const master = Status === undefined ? tunnel : { ...tunnel, Status };
  const changes = EffectImmediately === undefined ? {} : { EffectImmediately };
  return observe(
    { vpnConnectionId: CONNECTION, tunnelId: MASTER },
    connectionWire({ TunnelOptionsSpecification: [slaveWire(), master], ...changes }),
  );
};
const UP = "ipsec_sa_established";
const DOWN = "ike_sa_not_established";

describe("a tunnel is seen up since its change", () => {
  const ports = fakePorts();
  const after = (ms: number): number => ports.clock.now() - ms;

  it("once it is up for longer than a renegotiation takes", () => {
    expect(isSeenUpSince(seen(UP), after(9_999), ports)).toBe(false);
    expect(isSeenUpSince(seen(UP), after(10_000), ports)).toBe(true);
    expect(isSeenUpSince(seen(UP, true), after(10_000), ports)).toBe(true);
  });

  it.each([DOWN, undefined])("never where its Status is %s", (status) => {
    expect(isSeenUpSince(seen(status), after(100 * HOUR), ports)).toBe(false);
  });

  it("where EffectImmediately is off, only once no SA from before can be left", () => {
    expect(isSeenUpSince(seen(UP, false), after(24 * HOUR - 1), ports)).toBe(false);
    expect(isSeenUpSince(seen(UP, false), after(24 * HOUR), ports)).toBe(true);
  });
});

describe("the line that later operations repeat", () => {
  it("says since when, what to run, and how to silence it", () => {
    const ports = fakePorts();
    expect(stillNotSeenUp(seen(DOWN), Date.UTC(2026, 10, 30, 9, 5), ports)).toBe(
      `${CONNECTION} master (${MASTER}) was up and has not been seen up since it was changed on 2026-11-30 at 09:05 UTC. ` +
        `Run: npx pulumi-alicloud-vpn diagnose ${CONNECTION}. To silence this warning, set alicloud-vpn:acknowledge`,
    );
  });

  it("ends where the tunnel was seen up, or somebody acknowledged that it is not", () => {
    const ports = fakePorts();
    const leftAt = ports.clock.now() - HOUR;
    expect(stillNotSeenUp(seen(UP), leftAt, ports)).toBeUndefined();
    expect(stillNotSeenUp(seen(DOWN), leftAt, ports)).toBeDefined();
    ports.acknowledged.add("tun-other");
    expect(stillNotSeenUp(seen(DOWN), leftAt, ports)).toBeDefined();
    ports.acknowledged.add(MASTER);
    expect(stillNotSeenUp(seen(DOWN), leftAt, ports)).toBeUndefined();
  });
});

describe("the warning at the end of a verb", () => {
  it("comes once after each change, of a tunnel that was up and is not seen up", () => {
    const ports = fakePorts();
    const warn = (): number => {
      warnIfNotSeenUp(seen(DOWN), ports);
      return ports.warnings.length;
    };
    expect(warn()).toBe(0);
    ports.operation.changed(seen(DOWN));
    expect(warn()).toBe(0);
    ports.operation.changed(seen(UP));
    expect([warn(), warn()]).toEqual([1, 1]);
    ports.operation.changed(seen(DOWN));
    expect([warn(), warn()]).toEqual([2, 2]);
    ports.operation.changed(seen(UP));
    ports.operation.cameBack(MASTER);
    expect(warn()).toBe(2);
    expect(ports.warnings[0]).toMatch(/was up and has not been seen up since this operation changed it\. Run: npx /u);
  });

  it("is not silenced for a change of this operation, and is for one of an earlier operation", () => {
    for (const isOurs of [true, false]) {
      const ports = fakePorts();
      ports.acknowledged.add(MASTER);
      if (isOurs) ports.operation.changed(seen(UP));
      else ports.operation.leftDown(MASTER, "office", ports.clock.now() - HOUR);
      warnIfNotSeenUp(seen(DOWN), ports);
      expect(ports.warnings).toHaveLength(isOurs ? 1 : 0);
    }
  });

  it("says that a tunnel with EffectImmediately off may show a Status from before", () => {
    const ports = fakePorts();
    ports.operation.changed(seen(UP, false));
    warnIfNotSeenUp(seen(UP, false), ports);
    expect(ports.warnings).toEqual([expect.stringContaining("its Status may be one from before. Run: npx")]);
  });

  it("does not come after a rollback that brought the tunnel back", () => {
    const ports = fakePorts();
    ports.operation.changed(seen(UP));
    ports.operation.lost(MASTER, true);
    warnIfNotSeenUp(seen(UP), ports);
    expect(ports.warnings).toEqual([]);
  });
});
