// The order in which the two tunnels of one connection are changed.
import type { Simulator } from "../../simulator";
import {
  BRANCH,
  BRANCH_MASTER,
  BRANCH_SLAVE,
  calls,
  commits,
  HEADQUARTERS,
  HEADQUARTERS_MASTER,
  providerFor,
  simulator,
} from "./deployment";

const HEADQUARTERS_SLAVE = "tun-sim0000000000000012";
const MASTERS_DEVICE = "cgw-sim0000000000000001";
const PATIENT = { "alicloud-vpn:siblingWaitSeconds": "30" };
const changed = { tunnelIpsecConfig: { ipsecLifetime: 7200 } };

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

const order = (): readonly (string | undefined)[] => commits(sim).map(({ params }) => params["TunnelId"]);
/** Resolves once the provider has asked for the live tunnel so many times. */
async function looks(count: number): Promise<void> {
  while (calls(sim, "DescribeVpnConnections").length < count) await new Promise((resolve) => setImmediate(resolve));
}

describe("the tunnel that is changed first", () => {
  it("is the slave, although its resource starts after the master's", async () => {
    const provider = providerFor(sim, PATIENT);
    const master = provider.create({ vpnConnectionId: BRANCH, role: "master", ...changed });
    await looks(1);
    await Promise.all([master, provider.create({ vpnConnectionId: BRANCH, role: "slave", ...changed })]);
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
  });

  it("is the master where its BGP session is down: the slave alone carries traffic then", async () => {
    sim.changePeer(MASTERS_DEVICE, { Config: { Asn: 64_999 } });
    sim.settle();
    expect(sim.tunnel(HEADQUARTERS_MASTER)?.Status).toBe("ipsec_sa_established");
    const provider = providerFor(sim, { ...PATIENT, "alicloud-vpn:establishSeconds": "1" });
    const accepted = { ...changed, whenAlone: "change" };
    const slave = provider.create({ vpnConnectionId: HEADQUARTERS, role: "slave", ...accepted });
    await looks(1);
    await Promise.all([slave, provider.create({ vpnConnectionId: HEADQUARTERS, role: "master", ...accepted })]);
    expect(order()).toEqual([HEADQUARTERS_MASTER, HEADQUARTERS_SLAVE]);
  });

  it("is the master where the slave has nothing to change, without a wait for it", async () => {
    const provider = providerFor(sim, PATIENT);
    const unchanged = { vpnConnectionId: BRANCH, role: "slave" };
    await provider.create(unchanged);
    await provider.create({ vpnConnectionId: BRANCH, role: "master", ...changed });
    expect(order()).toEqual([BRANCH_MASTER]);
  });

  it("is the one that comes first where nobody is to wait", async () => {
    const provider = providerFor(sim);
    await provider.create({ vpnConnectionId: BRANCH, role: "master", ...changed });
    await provider.create({ vpnConnectionId: BRANCH, role: "slave", ...changed });
    expect(order()).toEqual([BRANCH_MASTER, BRANCH_SLAVE]);
  });
});

describe("the only tunnel that carries traffic", () => {
  beforeEach(() => {
    sim.changePeer(MASTERS_DEVICE, { Config: { Asn: 64_999 } });
    sim.settle();
  });
  const QUICK = { "alicloud-vpn:establishSeconds": "1" };
  const slave = { vpnConnectionId: HEADQUARTERS, role: "slave", ...changed };
  const master = { vpnConnectionId: HEADQUARTERS, role: "master", ...changed };

  it("is not changed: that would be an outage", async () => {
    await expect(providerFor(sim, QUICK).create(slave)).rejects.toThrow(
      /is the only tunnel of its connection that carries traffic: master \(tun-sim0000000000000011\) carries none, so that a change is an OUTAGE .* Nothing was sent\. .* set whenAlone to "change"/u,
    );
    expect(order()).toEqual([]);
  });

  it("is changed where the declaration accepts the outage", async () => {
    await providerFor(sim, QUICK).create({ ...slave, whenAlone: "change" });
    expect(order()).toEqual([HEADQUARTERS_SLAVE]);
  });

  it("is not changed after the other one, which stays down", async () => {
    const provider = providerFor(sim, QUICK);
    const [first, second] = await Promise.allSettled([provider.create(master), provider.create(slave)]);
    expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
    expect(order()).toEqual([HEADQUARTERS_MASTER]);
  });

  it("is changed after the other one, where the change brings that one up", async () => {
    const provider = providerFor(sim, QUICK);
    const done = Promise.all([provider.create(master), provider.create(slave)]);
    while (commits(sim).length === 0) await new Promise((resolve) => setImmediate(resolve));
    sim.changePeer(MASTERS_DEVICE, { Config: { Asn: 65_001 } });
    await done;
    expect(order()).toEqual([HEADQUARTERS_MASTER, HEADQUARTERS_SLAVE]);
  });
});

describe("a tunnel whose BGP session does not come back", () => {
  it("fails its update although its IPsec SA is up, and its sibling is not touched", async () => {
    sim.changePeer(MASTERS_DEVICE, { Config: { Asn: 64_999 } });
    const provider = providerFor(sim, { "alicloud-vpn:establishSeconds": "1" });
    const program = { vpnConnectionId: HEADQUARTERS, role: "master", waitFor: "established", ...changed };
    await expect(provider.create(program)).rejects.toThrow(
      /the tunnel carries no traffic: its IPsec SA is up, and its BGP session is not \(BgpStatus false\)/u,
    );
  });
});
