// A change to live tunnels never takes a connection down that was up: canary, one tunnel after the other, and an end.
import { generateTopology, type Simulator } from "../../simulator";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, calls, commits, Deployment, providerFor, simulator } from "./deployment";

let sim: Simulator;
afterEach(() => sim.close());

const PFS = { tunnelIpsecConfig: { ipsecPfs: "group14" } };
const BRANCH_DEVICE = "cgw-sim0000000000000003";
const QUICK = { "alicloud-vpn:establishSeconds": "1" };

/** Every device keeps what it has, so that a change on the cloud side is refused by it. */
function freeze(devices: readonly string[]): void {
  for (const device of devices) sim.changePeer(device, { Mirror: false });
}
const messageOf = (result: PromiseSettledResult<unknown>): string =>
  result.status === "rejected" && result.reason instanceof Error ? result.reason.message : "";

describe("the two tunnels of one connection", () => {
  beforeEach(async () => (sim = await simulator()));

  it("are changed one after the other, the one that carries no traffic first", async () => {
    const provider = providerFor(sim);
    const declare = (role: string) => ({ vpnConnectionId: BRANCH, role, ...PFS });
    await Promise.all([provider.create(declare("master")), provider.create(declare("slave"))]);
    expect(commits(sim).map((entry) => entry.params["TunnelId"])).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
    expect(sim.journal.filter((entry) => entry.code !== undefined)).toEqual([]);
  });

  it.each([
    ["on", "settled", "rejected"],
    ["off", "settled", "fulfilled"],
    ["on", undefined, "rejected"],
    ["off", undefined, "rejected"],
  ])(
    "the second is not touched where the first does not come back (canary %s, waitFor %s)",
    async (canary, waitFor, end) => {
      freeze([BRANCH_DEVICE]);
      const provider = providerFor(sim, { ...QUICK, "alicloud-vpn:canary": canary, "alicloud-vpn:maxFailures": "9" });
      const declare = (role: string) => ({ vpnConnectionId: BRANCH, role, ...(waitFor ? { waitFor } : {}), ...PFS });
      const [master, slave] = await Promise.allSettled([
        provider.create(declare("master")),
        provider.create(declare("slave")),
      ]);
      expect(commits(sim).map((entry) => entry.params["TunnelId"])).toEqual([BRANCH_SLAVE]);
      expect(sim.tunnel(BRANCH_MASTER)).toMatchObject({
        Status: "ipsec_sa_established",
        IpsecConfig: { IpsecPfs: "group2" },
      });
      expect(messageOf(master)).toMatch(
        /nothing was sent: the other tunnel of .*0002, tun-sim0000000000000022, was changed before and is not up again/u,
      );
      expect(slave.status).toBe(end);
    },
  );

  it("are not taken for up by a Status from before the change, where EffectImmediately is off", async () => {
    sim.changeConnection(BRANCH, { EffectImmediately: false });
    const program = { vpnConnectionId: BRANCH, role: "slave", waitFor: "established", ...PFS };
    const change = providerFor(sim, { ...QUICK, "alicloud-vpn:canary": "off" }).create(program);
    await expect(change).rejects.toThrow(
      /EffectImmediately is off for vco-sim0000000000000002, so it renegotiates when traffic comes/u,
    );
  });
});

describe("a connection with EffectImmediately off, as it is by default", () => {
  beforeEach(async () => {
    sim = await simulator();
    sim.changeConnection(BRANCH, { EffectImmediately: false });
  });
  const declare = (role: string) => ({ vpnConnectionId: BRANCH, role, ...PFS });

  it("ends after the change of one tunnel, without a wait for what cannot be seen", async () => {
    expect(await new Deployment(sim).up(declare("master"))).toBe("create");
  });

  it("leaves the second tunnel to another up, and says why", async () => {
    const provider = providerFor(sim);
    const [master, slave] = await Promise.allSettled(["master", "slave"].map((role) => provider.create(declare(role))));
    expect(commits(sim).map((entry) => entry.params["TunnelId"])).toEqual([BRANCH_SLAVE]);
    expect(slave?.status).toBe("fulfilled");
    expect(messageOf(master ?? { status: "fulfilled", value: undefined })).toMatch(
      /nothing was sent: the other tunnel.*EffectImmediately is off/u,
    );
    expect(await new Deployment(sim).up(declare("master"))).toBe("create");
    expect(commits(sim)).toHaveLength(2);
  });
});

describe("waitFor: established", () => {
  beforeEach(async () => (sim = await simulator()));
  const PROGRAM = { vpnConnectionId: BRANCH, role: "master", waitFor: "established", ...PFS };

  it("ends when the tunnel is up by a negotiation after the change", async () => {
    const stack = new Deployment(sim, QUICK);
    expect(await stack.up(PROGRAM)).toBe("create");
    expect(stack.shown).toMatchObject({ status: "ipsec_sa_established" });
  });

  it("says that the tunnel is up, but that the time was too short to be sure of it", async () => {
    const change = providerFor(sim, { ...QUICK, "alicloud-vpn:renegotiateMilliseconds": "5000" }).create(PROGRAM);
    await expect(change).rejects.toThrow(
      /the change is in, but after 1 s the tunnel, which is up, has not been so for long enough/u,
    );
  });

  it("says which phase failed, on both sides, and what to do; keeps the state, and goes on from there", async () => {
    freeze([BRANCH_DEVICE]);
    const provider = providerFor(sim, QUICK);
    const error = await provider.create(PROGRAM).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      id: `${BRANCH}:${BRANCH_MASTER}`,
      properties: { tunnelIpsecConfig: { ipsecPfs: "group14" } },
      message: expect.stringMatching(
        /the tunnel is not up \((ike_sa_established|ipsec_sa_not_established)\)\. Phase 2 \(IPsec\) failed, PfsMismatch: /u,
      ),
    });
    expect(calls(sim, "DiagnoseVpnConnections")).toHaveLength(1);
    expect(String(error)).not.toContain("Branch-shared-key");

    sim.changePeer(BRANCH_DEVICE, { Mirror: true });
    sim.clearJournal();
    const next = await providerFor(sim, QUICK).update(`${BRANCH}:${BRANCH_MASTER}`, {}, PROGRAM);
    expect(next.outs).toMatchObject({ status: "ipsec_sa_established" });
    expect(commits(sim)).toHaveLength(0);
  });
});

describe("twenty connections and one algorithm that the devices refuse", () => {
  const topology = generateTopology({ gateways: 4, connections: 20 });
  const ids = (topology.VpnConnections ?? []).map((connection) => connection.VpnConnectionId);
  beforeEach(async () => {
    sim = await simulator({ topology });
    freeze((topology.CustomerGateways ?? []).map((device) => device.CustomerGatewayId));
  });

  it("cost one tunnel: the others are untouched, every connection carries traffic, and every error says so", async () => {
    const provider = providerFor(sim, QUICK);
    const declared = ids.flatMap((vpnConnectionId) =>
      ["master", "slave"].map((role) => ({ vpnConnectionId, role, tunnelIkeConfig: { ikeEncAlg: "3des" } })),
    );
    const results = await Promise.allSettled(declared.map((inputs) => provider.create(inputs)));
    expect(results.every((result) => result.status === "rejected")).toBe(true);
    expect(commits(sim)).toHaveLength(1);
    const tunnels = ids.map((id) => (sim.connection(id)?.tunnels ?? []).map((tunnel) => sim.tunnel(tunnel.TunnelId)));
    expect(tunnels.flat().filter((tunnel) => tunnel?.Status !== "ipsec_sa_established")).toHaveLength(1);
    expect(tunnels.filter((pair) => pair.some((tunnel) => tunnel?.CarriesTraffic))).toHaveLength(20);
    const [first, ...rest] = results
      .map(messageOf)
      .sort((a, b) => Number(b.includes("the change is in")) - Number(a.includes("the change is in")));
    expect(first).toMatch(/Phase 1 \(IKE\) failed/u);
    for (const message of rest)
      expect(message).toMatch(/nothing was sent: .*did not come back after a change in this operation/u);
  });

  it("cost no connection its other tunnel, even without a canary", async () => {
    const provider = providerFor(sim, { ...QUICK, "alicloud-vpn:canary": "off", "alicloud-vpn:maxFailures": "100" });
    const some = ids.slice(0, 4);
    const declared = some.flatMap((vpnConnectionId) =>
      ["master", "slave"].map((role) => ({ vpnConnectionId, role, tunnelIkeConfig: { ikeEncAlg: "3des" } })),
    );
    await Promise.allSettled(declared.map((inputs) => provider.create(inputs)));
    expect(commits(sim)).toHaveLength(4);
    const carrying = some.filter((id) =>
      (sim.connection(id)?.tunnels ?? []).some((tunnel) => sim.tunnel(tunnel.TunnelId)?.CarriesTraffic),
    );
    expect(carrying).toHaveLength(4);
  });
});
