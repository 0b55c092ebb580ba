import type { Observation } from "../../../provider/resources/vpn-tunnel/observation";
import { Operation } from "../../../provider/resources/vpn-tunnel/operation/operation";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";

const UP = { status: "ipsec_sa_established" };
const DOWN = { status: "ike_sa_not_established" };

function tunnel(tunnelId: string, values: Observation["values"] = UP, sibling = `${tunnelId}-sibling`): Observation {
  return {
    connection: {
      id: "vco-1",
      name: "office",
      vpnGatewayId: "vpn-1",
      state: "active",
      bgpEnabled: false,
      effectImmediately: true,
      localSubnets: [],
      remoteSubnets: [],
    },
    tunnelId,
    role: "master",
    values,
    siblings: [{ tunnelId: sibling, role: "slave", values: UP }],
  };
}

describe("the canary", () => {
  const operation = (): Operation => new Operation({ canary: true, maxFailures: 1 });

  it("is the first tunnel that is up; others wait for it, those that are down do not", () => {
    const ours = operation();
    expect(ours.canary.before(tunnel("first"))).toBeUndefined();
    expect(ours.canary.before(tunnel("first"))).toBeUndefined();
    expect(ours.canary.before(tunnel("second"))).toBeInstanceOf(Promise);
    expect(ours.canary.before(tunnel("third", DOWN))).toBeUndefined();
  });

  it("lets all others go once it is back", async () => {
    const ours = operation();
    void ours.canary.before(tunnel("first"));
    const wait = ours.canary.before(tunnel("second"));
    ours.changed(tunnel("first"));
    ours.cameBack("first");
    await wait;
    expect(ours.canary.before(tunnel("second"))).toBeUndefined();
    expect(ours.canary.before(tunnel("third"))).toBeUndefined();
  });

  it("that could not be changed makes room for the next one", async () => {
    const ours = operation();
    void ours.canary.before(tunnel("first"));
    const wait = ours.canary.before(tunnel("second"));
    ours.canary.end("first");
    await wait;
    expect(ours.canary.before(tunnel("second"))).toBeUndefined();
    expect(ours.canary.includes(tunnel("second"))).toBe(true);
    expect(ours.canary.before(tunnel("third"))).toBeInstanceOf(Promise);
  });

  it("is no tunnel that renegotiates only when traffic comes", () => {
    const ours = operation();
    const lazy = tunnel("lazy");
    const onTraffic = { ...lazy, connection: { ...lazy.connection, effectImmediately: false } };
    expect(ours.canary.before(onTraffic)).toBeUndefined();
    expect(ours.canary.includes(onTraffic)).toBe(false);
    expect(ours.canary.before(tunnel("first"))).toBeUndefined();
    expect(ours.canary.before(onTraffic)).toBeInstanceOf(Promise);
  });

  it("that is switched off is none", () => {
    const off = new Operation({ canary: false, maxFailures: 1 });
    void off.canary.before(tunnel("first"));
    expect(off.canary.before(tunnel("second"))).toBeUndefined();
  });
});

describe("losses", () => {
  it("end the operation when there are too many, and are named", () => {
    const ours = new Operation({ canary: false, maxFailures: 2 });
    for (const id of ["a", "b"]) {
      expect(() => ours.guardLosses()).not.toThrow();
      ours.changed(tunnel(id));
      ours.lost(id);
      ours.lost(id);
    }
    expect(() => ours.guardLosses()).toThrow(TunnelError);
    expect(() => ours.guardLosses()).toThrow(
      /nothing was sent: vco-1 master \(a\) and vco-1 master \(b\) did not come back.*maxFailures is 2/u,
    );
  });
});

describe("the sibling", () => {
  it("is waited for only where it was up, was changed, and is not back", () => {
    const ours = new Operation({ canary: false, maxFailures: 1 });
    const one = tunnel("one", UP, "two");
    expect(ours.awaitedSibling(one)).toBeUndefined();
    ours.changed(tunnel("two", UP, "one"));
    expect(ours.awaitedSibling(one)?.tunnelId).toBe("two");
    ours.cameBack("two");
    expect(ours.awaitedSibling(one)).toBeUndefined();
    ours.changed(tunnel("two", DOWN, "one"));
    expect(ours.awaitedSibling(one)).toBeUndefined();
  });
});
