import type { TunnelWire } from "../../../provider/api/wire";
import { Operation } from "../../../provider/resources/vpn-tunnel/operation/operation";
import { reach } from "../../../provider/resources/vpn-tunnel/change/reach";
import type { Outcome } from "../../../provider/resources/vpn-tunnel/change/target";
import { waitForIn, type WaitFor } from "../../../provider/resources/vpn-tunnel/change/wait-for";
import { CONNECTION, connectionWire, GATEWAY, MASTER, slaveWire, tunnelWire } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";

const DOWN = { Status: "ike_sa_not_established" };
const worldWith = (master: TunnelWire, changes: Parameters<typeof connectionWire>[0] = {}) => [
  connectionWire({ ...changes, TunnelOptionsSpecification: [slaveWire(), master] }),
];
const run = (ports: FakePorts, waitFor: WaitFor = "recovered", enableDpd = false): Promise<Outcome> =>
  reach(
    {
      selector: { vpnConnectionId: CONNECTION, role: "master" },
      wanted: () => ({ enableDpd }),
      assumed: {},
      waitFor,
      care: { whenAlone: "change" },
    },
    ports,
  );
const failureOf = async (outcome: Promise<Outcome>): Promise<string> => (await outcome).failure?.message ?? "none";
/** The tunnel that is changed goes down, for ever. */
const goesDown: FakePorts["apply"] = (tunnel) => ({ ...tunnel, ...DOWN, EnableDpd: "false" });
const secondsIn = ({ clock }: FakePorts): number => clock.sleeps.reduce((sum, each) => sum + each, 0) / 1000;

describe("waitFor", () => {
  it("is recovered unless something else is declared", () => {
    expect([{}, { waitFor: "settled" }, { waitFor: "established" }].map((each) => waitForIn(each))).toEqual([
      "recovered",
      "settled",
      "established",
    ]);
  });
});

describe("a tunnel that was up", () => {
  it("is watched once the gateway's turn is over, for as long as a renegotiation takes", async () => {
    const ports = fakePorts();
    const { sent } = await run(ports);
    expect(sent).toEqual(["enableDpd"]);
    expect(ports.events.slice(ports.events.indexOf("end of turn"))).toEqual([
      "end of turn",
      ...Array.from({ length: 3 }, () => `look at ${GATEWAY}`),
      // The turn of the connection: the sibling waits until the tunnel is back.
      "end of turn",
    ]);
    expect([secondsIn(ports), ports.warnings]).toEqual([10, []]);
  });

  it.each<[string, Partial<FakePorts>, WaitFor]>([
    ["it is the canary", { operation: new Operation({ canary: true, maxFailures: 1 }) }, "recovered"],
    ["established is asked for", {}, "established"],
  ])("is watched within the turn where %s", async (_, changes, waitFor) => {
    const ports = { ...fakePorts(), ...changes };
    await run(ports, waitFor);
    expect(ports.events.at(-1)).toBe("end of turn");
    expect(secondsIn(ports)).toBe(10);
  });

  it("fails where it stays down, and says so; with settled it does not", async () => {
    const ports = fakePorts();
    ports.apply = goesDown;
    expect(await failureOf(run(ports))).toMatch(/the change is in, but after 60 s the tunnel is not up/u);
    expect(ports.warnings).toHaveLength(1);
    const hasty = fakePorts();
    hasty.apply = goesDown;
    await run(hasty, "settled");
    expect([secondsIn(hasty), hasty.warnings.length]).toEqual([0, 1]);
  });

  it("may not be seen at all: a tunnel without a Status is not waited for, and nobody claims that it was up", async () => {
    const { Status: _, ...tunnel } = tunnelWire();
    const ports = fakePorts(worldWith(tunnel));
    await run(ports);
    expect([secondsIn(ports), ports.warnings.length]).toEqual([0, 0]);
  });
});

describe("a change with EffectImmediately off", () => {
  const off = { EffectImmediately: false };

  it("is accepted where the tunnel stays up, and a warning names the tunnel", async () => {
    const ports = fakePorts(worldWith(tunnelWire(), off));
    await run(ports);
    expect([secondsIn(ports), ports.warnings.length]).toEqual([10, 1]);
    expect(ports.operation.isUnseen(MASTER)).toBe(true);
  });

  it("waits for a tunnel that goes down, however long that takes", async () => {
    const ports = fakePorts(worldWith(tunnelWire(), off));
    ports.onLook = (look) => {
      if (look === 4) ports.world = worldWith(tunnelWire({ ...DOWN, EnableDpd: "false" }), off);
      if (look === 10) ports.world = worldWith(tunnelWire({ EnableDpd: "false" }), off);
    };
    await run(ports);
    expect([secondsIn(ports), ports.warnings]).toEqual([45, []]);
  });

  it("waits for traffic to the end with established", async () => {
    const ports = fakePorts(worldWith(tunnelWire(), off));
    expect(await failureOf(run(ports, "established"))).toMatch(/EffectImmediately is off.*Send some/u);
    expect(secondsIn(ports)).toBe(60);
  });
});

describe("a tunnel that was down", () => {
  it.each<[WaitFor, number]>([
    ["settled", 0],
    ["recovered", 0],
  ])("need not come up with %s", async (waitFor, seconds) => {
    const ports = fakePorts(worldWith(tunnelWire(DOWN)));
    await run(ports, waitFor);
    expect([secondsIn(ports), ports.warnings]).toEqual([seconds, []]);
  });

  it("must come up with established, also where nothing is to be changed", async () => {
    const ports = fakePorts(worldWith(tunnelWire(DOWN)));
    expect(await failureOf(run(ports, "established", true))).toMatch(/after 60 s the tunnel is not up/u);
    expect(ports.sent).toEqual([]);
  });
});

describe("a tunnel that an earlier operation left, and of which nothing is to be changed", () => {
  function left(status: object, ago = 5_000, changes = {}): FakePorts {
    const ports = fakePorts(worldWith(tunnelWire(status), changes));
    ports.operation.leftDown(MASTER, "office", ports.clock.now() - ago);
    return ports;
  }

  it("must come back with recovered, and need not with settled", async () => {
    expect(await failureOf(run(left(DOWN), "recovered", true))).toMatch(/after 60 s the tunnel is not up/u);
    const ports = left(DOWN);
    await run(ports, "settled", true);
    expect(secondsIn(ports)).toBe(0);
  });

  it.each<WaitFor>(["settled", "recovered", "established"])("is looked at where it is up (%s)", async (waitFor) => {
    const ports = left({});
    await run(ports, waitFor, true);
    expect([secondsIn(ports), ports.warnings, ports.operation.isUnseen(MASTER)]).toEqual([10, [], false]);
  });

  it.each<WaitFor>(["settled", "recovered", "established"])(
    "is looked at no longer than that where EffectImmediately is off, and is not seen up (%s)",
    async (waitFor) => {
      const soon = left({}, 5_000, { EffectImmediately: false });
      await run(soon, waitFor, true);
      const later = left({}, 20_000, { EffectImmediately: false });
      await run(later, waitFor, true);
      expect([secondsIn(soon), secondsIn(later)]).toEqual([10, 0]);
      for (const ports of [soon, later]) {
        expect(ports.operation.isUnseen(MASTER)).toBe(true);
        expect(ports.warnings).toEqual([expect.stringContaining("set alicloud-vpn:acknowledge")]);
      }
    },
  );
});
