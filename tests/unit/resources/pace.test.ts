import { Pace } from "../../../provider/resources/vpn-tunnel/operation/pace";
import { reach } from "../../../provider/resources/vpn-tunnel/change/reach";
import { CONNECTION } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";

const EVERY_MS = 3_000;

/** Looks at a change that takes so long, as `settled` does; when each was, and when the change was seen done. */
function looksAt(pace: Pace, takesMs: number): number[] {
  const looks = [0];
  for (;;) {
    const last = looks.at(-1) ?? 0;
    if (last >= takesMs) break;
    looks.push(last + pace.waitMs(last, EVERY_MS));
  }
  const [done = 0, pending] = [...looks].reverse();
  if (pending !== undefined) pace.learn(pending, done);
  return looks;
}

describe("the pace of looks", () => {
  it("is the ordinary one for the first change", () => {
    expect(looksAt(new Pace(), 10_000)).toEqual([0, 3_000, 6_000, 9_000, 12_000]);
  });

  it("then waits until a change may be done, and looks closely from then on", () => {
    const pace = new Pace();
    looksAt(pace, 10_000);
    expect(looksAt(pace, 10_000)).toEqual([0, 9_000, 9_600, 10_200]);
    expect(looksAt(pace, 10_000)).toEqual([0, 9_600, 10_200]);
    expect(looksAt(pace, 10_000)).toEqual([0, 9_600, 10_200]);
  });

  it("follows changes that take longer, and those that take less, a step at a time", () => {
    const pace = new Pace();
    looksAt(pace, 10_000);
    expect(looksAt(pace, 14_000).at(-1)).toBe(14_400);
    expect(looksAt(pace, 14_000)).toEqual([0, 10_000, 13_800, 14_400]);
    const late = Array.from({ length: 6 }, () => (looksAt(pace, 4_000).at(-1) ?? 0) - 4_000);
    expect(late[1]).toBeLessThan(late[0] ?? 0);
    expect(late[2]).toBeLessThan(late[1] ?? 0);
    expect(late.at(-1)).toBeLessThanOrEqual(600);
  });

  it("does not stay away for longer than ten seconds, or one interval where that is longer", () => {
    const pace = new Pace();
    pace.learn(100_000, 103_000);
    expect([pace.waitMs(0, EVERY_MS), pace.waitMs(0, 60_000)]).toEqual([10_000, 60_000]);
  });

  it("is ordinary again and again where changes are done at once", () => {
    const pace = new Pace();
    for (let n = 0; n < 3; n++) expect(looksAt(pace, 0)).toEqual([0]);
    expect(pace.waitMs(0, EVERY_MS)).toBe(EVERY_MS);
  });
});

describe("changes of one gateway, each configured for ten seconds", () => {
  const configuring = (): FakePorts => {
    const ports = fakePorts();
    const merged = ports.apply;
    let until = 0;
    ports.apply = (tunnel, specification) => {
      until = ports.clock.now() + 10_000;
      return merged(tunnel, specification);
    };
    ports.onLook = () => {
      const State = ports.clock.now() < until ? "updating" : "active";
      ports.world = ports.world.map((each) => ({ ...each, State }));
    };
    return ports;
  };

  it("take little longer than that each, but the first", async () => {
    const ports = configuring();
    const settle = { timeoutMs: 600_000, everyMs: EVERY_MS };
    const took: number[] = [];
    for (const ipsecLifetime of [3_601, 3_602, 3_603, 3_604]) {
      const started = ports.clock.now();
      const wanted = { "tunnelIpsecConfig.ipsecLifetime": ipsecLifetime };
      await reach(
        {
          selector: { vpnConnectionId: CONNECTION, role: "master" },
          wanted: () => wanted,
          assumed: {},
          waitFor: "settled",
          care: { whenAlone: "change" },
        },
        { ...ports, settle },
      );
      took.push(ports.clock.now() - started);
    }
    expect(took).toEqual([12_000, 10_200, 10_200, 10_200]);
  });
});
