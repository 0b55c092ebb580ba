import { Ended } from "../../../provider/resources/ended";
import { IncompleteChange } from "../../../provider/resources/vpn-tunnel/converge";
import type { TunnelSession } from "../../../provider/resources/vpn-tunnel/ports";
import { vpnTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { boundedSession } from "../../../provider/session/bounded-session";
import { KeyedTurns } from "../../../provider/session/turns";
import { CONNECTION, MASTER, SLAVE } from "../resources/connections";
import { fakePorts, type FakePorts } from "../resources/fake-ports";

const sessionOf = (ports: FakePorts): TunnelSession => ({
  ...ports,
  portsFor: () => ports,
  remarks: { notCompared() {}, adoptedUnchanged() {}, leftInPlace() {} },
});
const never = (): Promise<never> => new Promise(() => {});
const ended = new Ended("interrupted");
const failed = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

/** A session whose waits never end by themselves, and what ends them. */
function waiting(change: (ports: FakePorts) => void = () => {}): {
  readonly session: TunnelSession;
  readonly ports: FakePorts;
  readonly end: AbortController;
} {
  const ports = fakePorts();
  change(ports);
  const end = new AbortController();
  return { session: boundedSession(sessionOf(ports), end.signal), ports, end };
}

describe("a verb that is ended", () => {
  it("leaves each wait: a pause, a read, a key, a probe, a turn", async () => {
    const { session, end } = waiting((ports) =>
      Object.assign(ports, {
        clock: { now: () => 0, sleep: never },
        keys: { read: never, salt: () => "" },
        probes: { run: never },
        reads: { ...ports.reads, connection: never, neighbours: never },
        turns: { take: never },
      }),
    );
    const { clock, keys, probes, turns } = session;
    const { reads } = session.portsFor({});
    const waits = [
      clock.sleep(1),
      keys.read({ kind: "env", from: "KEY" }),
      probes.run({ kind: "tcp", target: "x:1" }),
      turns.take("key", never),
      reads.connection("vco-1"),
      reads.neighbours({ id: "vco-1", vpnGatewayId: undefined }),
    ].map(failed);
    end.abort(ended);
    expect(await Promise.all(waits)).toEqual(waits.map(() => ended));
  });

  it("begins nothing afterwards: no request, no hook, no work in a turn", async () => {
    const { session, ports, end } = waiting();
    end.abort(ended);
    const { writes, hooks, turns } = session.portsFor({});
    const hook = { command: "x", withKey: false, device: undefined, timeoutMs: 1 };
    const work = [
      writes.modifyTunnel({ vpnConnectionId: CONNECTION, tunnelId: MASTER, specification: {} }),
      hooks.call(hook, Object({ phase: "drain" })),
      turns.take("key", () => Promise.resolve()),
    ];
    expect(await Promise.all(work.map(failed))).toEqual([ended, ended, ended]);
    expect(ports.events.filter((event) => /^(?:modify|hook)/u.test(event))).toEqual([]);
  });

  it("leaves the queue of a turn, and the turn goes to the next one", async () => {
    const turns = new KeyedTurns();
    let release = (): void => {};
    const holder = turns.take("gateway", () => new Promise<void>((resolve) => (release = resolve)));
    const { session, end } = waiting((ports) => Object.assign(ports, { turns }));
    const begun: string[] = [];
    const left = failed(session.turns.take("gateway", () => Promise.resolve(void begun.push("ended one"))));
    const next = turns.take("gateway", () => Promise.resolve(void begun.push("next one")));
    await Promise.resolve();
    end.abort(ended);
    expect(await left).toBe(ended);
    release();
    await Promise.all([holder, next]);
    expect(begun).toEqual(["next one"]);
  });

  it("says what it sent: the engine stores it, and nothing is sent twice", async () => {
    const { session, ports, end } = waiting();
    const { apply } = ports;
    // The interruption comes while the API configures the change.
    ports.apply = (tunnel, specification) => {
      end.abort(ended);
      return apply(tunnel, specification);
    };
    const inputs = { vpnConnectionId: CONNECTION, role: "master", enableDpd: false };
    const error = await failed(vpnTunnel.create(inputs, session));
    expect(error).toBeInstanceOf(IncompleteChange);
    expect(error).toMatchObject({ message: "interrupted", id: `${CONNECTION}:${MASTER}` });
    expect(ports.sent).toHaveLength(1);
    expect(vpnTunnel.failureOf(error, "create", "office").message).toBe(
      "VPN tunnel office could not be adopted: interrupted",
    );
  });

  it("sends nothing where nothing was sent, and is no unexpected error", async () => {
    const { session, ports, end } = waiting();
    end.abort(ended);
    const error = await failed(
      vpnTunnel.create({ vpnConnectionId: CONNECTION, tunnelId: SLAVE, enableDpd: false }, session),
    );
    expect([error, ports.sent]).toEqual([ended, []]);
    expect(vpnTunnel.failureOf(error, "create", "office").message).not.toMatch(/unexpected/u);
  });

  it("works as ever before its end", async () => {
    const { session, ports } = waiting();
    await vpnTunnel.create({ vpnConnectionId: CONNECTION, role: "master", enableDpd: false }, session);
    expect(ports.sent).toHaveLength(1);
  });
});
