// onDestroy "restore": what this resource changed is put back, and nothing else.
import type { Simulator, TunnelView } from "../../simulator";
import { BRANCH, BRANCH_MASTER, calls, commits, Deployment, liveTunnel, providerFor, simulator } from "./deployment";

let sim: Simulator;
afterEach(() => sim.close());

const DEVICE = "cgw-sim0000000000000003";
const OLD_KEY = "The-old-key-1";
const base = { vpnConnectionId: BRANCH, role: "master", onDestroy: "restore" };
const declared = {
  ...base,
  enableDpd: false,
  tunnelIkeConfig: { ikeLifetime: 7200, psk: "The-new-key-2" },
  tunnelIpsecConfig: { ipsecPfs: "group14" },
};
/** The tunnel, but for when it last negotiated. */
function tunnel(): Omit<TunnelView, "Sa"> {
  const { Sa: _, ...rest } = liveTunnel(sim, BRANCH_MASTER);
  return rest;
}

describe("destroying a resource", () => {
  beforeEach(async () => {
    sim = await simulator();
    sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { Psk: OLD_KEY } });
    sim.settle();
  });

  it("puts back every value that was found, the key too, and no other tunnel is touched", async () => {
    const before = tunnel();
    const deployment = new Deployment(sim);
    await deployment.up(declared);
    expect(tunnel()).toMatchObject({ EnableDpd: false, IkeConfig: { Psk: "The-new-key-2" } });
    await deployment.destroy();
    sim.settle();
    expect(tunnel()).toEqual(before);
    expect(new Set(commits(sim).map((entry) => entry.params["TunnelId"]))).toEqual(new Set([BRANCH_MASTER]));
  });

  it("puts back what was found at first, however often it was changed and whatever is declared last", async () => {
    const before = tunnel();
    const deployment = new Deployment(sim);
    await deployment.up({ ...base, enableDpd: false, tunnelIpsecConfig: { ipsecPfs: "group14" } });
    await deployment.up({ ...base, tunnelIpsecConfig: { ipsecPfs: "group5" } });
    await deployment.refresh();
    await deployment.up({ ...base, tunnelIpsecConfig: { ipsecLifetime: 3600 } });
    await deployment.destroy();
    sim.settle();
    expect(tunnel()).toEqual(before);
  });

  it("leaves alone what somebody else changed since, also where a refresh has seen it", async () => {
    const before = tunnel();
    const deployment = new Deployment(sim);
    await deployment.up(declared);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecPfs: "group5" } });
    sim.settle();
    await deployment.refresh();
    await deployment.destroy();
    expect(tunnel()).toMatchObject({
      EnableDpd: before.EnableDpd,
      IkeConfig: { Psk: OLD_KEY, IkeLifetime: before.IkeConfig.IkeLifetime },
      IpsecConfig: { IpsecPfs: "group5" },
    });
  });

  it("sends nothing where nothing was changed, and nothing where it is not asked for", async () => {
    const unchanged = new Deployment(sim);
    await unchanged.up(base);
    await unchanged.destroy();
    const kept = new Deployment(sim);
    await kept.up({ ...declared, onDestroy: "keep" });
    const sent = commits(sim).length;
    const asked = calls(sim, "DescribeVpnConnections").length;
    await kept.destroy();
    expect([commits(sim).length, calls(sim, "DescribeVpnConnections").length]).toEqual([sent, asked]);
  });

  it("never touches a tunnel that another resource of the same operation manages", async () => {
    const renamed = new Deployment(sim);
    await renamed.up(declared);
    const operation = providerFor(sim);
    await operation.create(declared);
    await renamed.destroy(operation);
    expect(tunnel()).toMatchObject({ EnableDpd: false, IpsecConfig: { IpsecPfs: "group14" } });
  });

  it("puts the tunnel back that a replaced resource has left", async () => {
    const before = tunnel();
    const moved = new Deployment(sim);
    await moved.up(declared);
    const { id, outputs } = moved;
    expect(await moved.up({ ...declared, role: "slave" })).toBe("replace");
    await providerFor(sim).delete(id ?? "", outputs);
    sim.settle();
    expect(tunnel()).toEqual(before);
  });

  it("succeeds where the tunnel or the connection is gone", async () => {
    const deployment = new Deployment(sim);
    await deployment.up(declared);
    const id = "vco-gone:tun-gone";
    await expect(providerFor(sim).delete(id, deployment.outputs)).resolves.toBeUndefined();
  });

  it("fails with the tunnel's name where the API cannot be reached, and works the next time", async () => {
    const before = tunnel();
    const deployment = new Deployment(sim, { "alicloud:maxRetryTimeout": "1" });
    await deployment.up(declared);
    sim.fault({ kind: "http-500", action: "ModifyTunnelAttribute", times: Number.POSITIVE_INFINITY });
    await expect(deployment.destroy()).rejects.toThrow(`VPN tunnel ${BRANCH}:${BRANCH_MASTER} could not be restored`);
    sim.clearFaults();
    await deployment.destroy();
    sim.settle();
    expect(tunnel()).toEqual(before);
  });

  it("puts a derived value back as well: the peer's identity", async () => {
    const before = tunnel();
    const deployment = new Deployment(sim);
    await deployment.up({ ...base, customerGatewayId: "cgw-sim0000000000000008" });
    expect(tunnel().IkeConfig.RemoteId).not.toBe(before.IkeConfig.RemoteId);
    await deployment.destroy();
    sim.settle();
    expect(tunnel()).toEqual(before);
  });
});

describe("a resource that restores, where the old key is not known,", () => {
  it("refuses a change of the key, in the preview and before anything is sent", async () => {
    sim = await simulator({ modes: { psk: "absent" } });
    await expect(new Deployment(sim).up(declared)).rejects.toThrow(/^onDestroy .*does not disclose the key in force/u);
    await expect(providerFor(sim).create(declared)).rejects.toThrow(/Nothing was sent/u);
    expect(commits(sim)).toEqual([]);
  });

  it("cannot begin to restore after adoption, and the error says the way out", async () => {
    sim = await simulator({ modes: { psk: "absent" } });
    const deployment = new Deployment(sim);
    await deployment.up({ ...declared, onDestroy: "keep" });
    const sent = commits(sim).length;
    await expect(deployment.up(declared)).rejects.toThrow(
      /psk was changed and the key from before is not known.*pulumi state delete/u,
    );
    expect(commits(sim)).toHaveLength(sent);
  });

  it("puts everything else back, with the key that is in force in its block", async () => {
    sim = await simulator({ modes: { psk: "masked" } });
    const before = tunnel();
    const deployment = new Deployment(sim);
    const key = before.IkeConfig.Psk;
    await deployment.up({ ...base, onDestroy: "keep", tunnelIkeConfig: { psk: key, ikeLifetime: 7200 } });
    // As if the tunnel had been adopted with this key in force.
    const outputs = { ...deployment.outputs, onDestroy: "restore" };
    const { id = "", inputs } = deployment;
    const restorable = new Deployment(sim, {}, { id, inputs, outputs, incomplete: false });
    await restorable.destroy();
    sim.settle();
    expect(tunnel()).toEqual(before);
  });
});

describe("a device that does not take the values back", () => {
  it("keeps the second tunnel of the connection as it is", async () => {
    sim = await simulator();
    const [master, slave] = ["master", "slave"].map(() => new Deployment(sim));
    const program = { ...base, tunnelIpsecConfig: { ipsecPfs: "group14" } };
    await master?.up(program);
    await slave?.up({ ...program, role: "slave" });
    sim.settle();
    sim.changePeer(DEVICE, { Mirror: false });
    const operation = providerFor(sim, { "alicloud-vpn:establishSeconds": "1" });
    const results = await Promise.allSettled([master?.destroy(operation), slave?.destroy(operation)]);
    expect(results.map((result) => result.status)).toEqual(["rejected", "rejected"]);
    expect(tunnel()).toMatchObject({ Status: "ipsec_sa_established", IpsecConfig: { IpsecPfs: "group14" } });
  });
});
