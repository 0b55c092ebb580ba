// Many pairs in one operation: canary, losses, the order within each pair, and what runs at the same time.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Properties } from "../../../provider/core/property-tree";
import { vpnTunnelPair } from "../../../provider/resources/vpn-tunnel-pair/verbs";
import { generateTopology, type Simulator } from "../../../simulator";
import { calls, commits, providerFor, simulator } from "../deployment";
import { pair } from "./pairs";

const topology = generateTopology({ gateways: 2, connections: 20 });
const connections = topology.VpnConnections ?? [];
const ids = connections.map((connection) => connection.VpnConnectionId);
const QUICK = { "alicloud-vpn:establishSeconds": "1" };
const declared = (vpnConnectionId: string, rest: Properties = {}, rollout: Properties = {}): Properties =>
  pair({ vpnConnectionId, tunnelIpsecConfig: { ipsecLifetime: 7200 }, ...rest }, rollout);

let sim: Simulator;
beforeEach(async () => (sim = await simulator({ topology })));
afterEach(() => sim.close());

/** The changes so far, as `connection role`. */
const changes = (): readonly { readonly id: string; readonly role: string }[] =>
  commits(sim).map(({ params }) => {
    const tunnelId = params["TunnelId"];
    const id = connections.find(({ TunnelOptionsSpecification: options }) =>
      options?.TunnelOptions?.some((tunnel) => tunnel.TunnelId === tunnelId),
    )?.VpnConnectionId;
    return { id: id ?? "", role: sim.tunnel(tunnelId ?? "")?.Role ?? "" };
  });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");

/** How many pairs had one tunnel changed and the other one not yet, at most. */
function mostAtOnce(all: readonly { readonly id: string }[]): number {
  const halfWay = new Set<string>();
  let most = 0;
  for (const { id } of all) {
    if (!halfWay.delete(id)) halfWay.add(id);
    most = Math.max(most, halfWay.size);
  }
  return most;
}

describe("twenty pairs on two gateways", () => {
  it("are changed slave first; one pair goes alone, and then the holds of the others run at the same time", async () => {
    const provider = providerFor(sim, { ...QUICK, "alicloud-vpn:pollMilliseconds": "100" }, vpnTunnelPair);
    await Promise.all(ids.map((id) => provider.create(declared(id, {}, { holdSeconds: 1 }))));
    const done = changes();
    for (const id of ids)
      expect(done.filter((change) => change.id === id).map(({ role }) => role)).toEqual(["slave", "master"]);
    expect(new Set(done.slice(0, 2).map(({ id }) => id)).size).toBe(1);
    // One after the other, there would never be two of them half-way.
    expect(mostAtOnce(done)).toBeGreaterThan(4);
    // Two changes a pair; and each read is one of a whole gateway, which all that wait at that moment share.
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(40);
    expect(sim.journal.filter(({ code }) => code !== undefined)).toEqual([]);
    const actions = new Set(sim.journal.map(({ action }) => action));
    expect([...actions].sort()).toEqual(["DescribeVpnConnections", "ModifyTunnelAttribute"]);
    const reads = calls(sim, "DescribeVpnConnections").map(({ params }) => params);
    expect(reads.filter((params) => "VpnConnectionId" in params)).toEqual([]);
  });

  it("stop after as many losses as are allowed, one tunnel each, and every connection carries traffic", async () => {
    for (const { CustomerGatewayId: device } of topology.CustomerGateways ?? [])
      sim.changePeer(device, { Mirror: false });
    const config = { ...QUICK, "alicloud-vpn:maxFailures": "2" };
    const provider = providerFor(sim, config, vpnTunnelPair);
    const refused = { tunnelIkeConfig: { ikeEncAlg: "3des" } };
    const ends = await Promise.allSettled(ids.map((id) => provider.create(declared(id, refused))));
    const messages = ends.map((end) => (end.status === "rejected" ? messageOf(end.reason) : ""));
    expect(messages.filter((message) => message.includes("the change is in, but"))).toHaveLength(2);
    expect(
      messages.filter((message) => /nothing was sent: .*alicloud-vpn:maxFailures is 2/u.test(message)),
    ).toHaveLength(18);
    expect(changes().map(({ role }) => role)).toEqual(["slave", "slave"]);
    const carrying = ids.filter((id) =>
      sim.connection(id)?.tunnels.some((each) => sim.tunnel(each.TunnelId)?.CarriesTraffic),
    );
    expect(carrying).toHaveLength(20);
  });
});

describe("a gateway", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-pairs-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is free for other pairs while a hook of one is at work", async () => {
    const [one = "", , other = ""] = ids;
    expect(sim.connection(one)?.VpnGatewayId).toBe(sim.connection(other)?.VpnGatewayId);
    const [started, released] = [join(folder, "started"), join(folder, "released")];
    const command = `cat > /dev/null; touch '${started}'; until [ -e '${released}' ]; do sleep 0.05; done`;
    const provider = providerFor(sim, { ...QUICK, "alicloud-vpn:canary": "off" }, vpnTunnelPair);
    const held = provider.create(declared(one, {}, { hook: { command } }));
    while (!existsSync(started)) await new Promise((resolve) => setTimeout(resolve, 10));
    await provider.create(declared(other));
    expect(changes()).toEqual([
      { id: other, role: "slave" },
      { id: other, role: "master" },
    ]);
    writeFileSync(released, "");
    await held;
    expect(changes().slice(2)).toEqual([
      { id: one, role: "slave" },
      { id: one, role: "master" },
    ]);
  });
});
