import * as pulumi from "@pulumi/pulumi";
import {
  checkTunnel,
  diagnose,
  diagnoseOutput,
  getVpnConnection,
  getVpnConnectionOutput,
  getVpnConnections,
  getVpnConnectionsOutput,
} from "../../../sdk";
import type { Simulator } from "../../../simulator";
import { BRANCH, HEADQUARTERS, HEADQUARTERS_MASTER, simulator, TRANSIT, WAREHOUSE } from "../deployment";

/** What an output resolves to, and whether Pulumi keeps it secret. */
async function resolved<T>(output: pulumi.Output<T>): Promise<{ readonly value: T; readonly isSecret: boolean }> {
  const value = await new Promise<T>((resolve) => void output.apply((found) => resolve(found)));
  return { value, isSecret: await pulumi.isSecret(output) };
}

describe("look-ups in a program", () => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await simulator();
    pulumi.runtime.setAllConfig({
      "alicloud:region": "cn-hangzhou",
      "alicloud:accessKey": "simulator-access-key-id",
      "alicloud:secretKey": "simulator-access-key-secret",
      "alicloud:endpoints": JSON.stringify([{ vpc: sim.url }]),
    });
  });
  afterAll(() => sim.close());

  it("getVpnConnection reads with the program's configuration, in native types, without keys", async () => {
    const found = await getVpnConnection({ vpnConnectionId: HEADQUARTERS });
    expect(found).toMatchObject({
      name: "headquarters",
      regionId: "cn-hangzhou",
      enableTunnelsBgp: true,
      tunnels: [{ tunnelId: HEADQUARTERS_MASTER, role: "master", tunnelBgpConfig: { localAsn: 65530 } }, {}],
    });
    expect(JSON.stringify(found)).not.toMatch(/psk|preSharedKey|-key"/iu);
  });

  it("getVpnConnection gives keys where they are asked for, and no mask of one", async () => {
    const keyOf = async (vpnConnectionId: string): Promise<string | undefined> =>
      (await getVpnConnection({ vpnConnectionId, withKeys: true })).tunnels[0]?.preSharedKey;
    expect(await keyOf(HEADQUARTERS)).toBe("Headquarters-tunnel-1-key");
    expect(await keyOf(WAREHOUSE)).toBe("Warehouse-shared-key");
    sim.modes.psk = "masked";
    expect(await keyOf(HEADQUARTERS)).toBeUndefined();
    sim.modes.psk = "plain";
  });

  it("getVpnConnection gives health check, transit router and what else only some connections have", async () => {
    expect(await getVpnConnection({ vpnConnectionId: WAREHOUSE })).toMatchObject({
      isDualTunnel: false,
      healthCheck: { enable: true, sip: "10.1.0.10", dip: "10.50.0.10", interval: 3, retry: 3, policy: "revoke_route" },
      tunnels: [{ customerGatewayId: "cgw-sim0000000000000007", tunnelIkeConfig: { ikeVersion: "ikev1" } }],
    });
    expect(await getVpnConnection({ vpnConnectionId: TRANSIT })).toMatchObject({
      transitRouterId: "tr-sim00000000000000001",
      transitRouterName: "backbone",
      attachType: "CEN",
      spec: "1000M",
    });
  });

  it("getVpnConnection says which connection does not exist", async () => {
    await expect(getVpnConnection({ vpnConnectionId: "vco-none" })).rejects.toMatchObject({ category: "notFound" });
    await expect(getVpnConnection({ vpnConnectionId: BRANCH, regionId: "cn-beijing" })).rejects.toMatchObject({
      category: "notFound",
    });
  });

  it.each([
    [{}, ["branch", "datacenter", "headquarters", "transit", "warehouse"]],
    [{ vpnConnectionId: BRANCH }, ["branch"]],
    [{ vpnGatewayId: "vpn-sim0000000000000001" }, ["branch", "headquarters"]],
    [{ customerGatewayId: "cgw-sim0000000000000007" }, ["warehouse"]],
    [{ resourceGroupId: "rg-sim0000000000002" }, ["transit"]],
    [{ tags: { environment: "production", site: "branch" } }, ["branch"]],
  ])("getVpnConnections finds connections by %j", async (filters, names) => {
    expect((await getVpnConnections(filters)).map(({ name }) => name)).toEqual(names);
  });

  it.each(["empty", "missing"] as const)("reads tunnels alike in every mode of the service: %s", async (topLevel) => {
    const before = await getVpnConnections();
    const modes = { ...sim.modes };
    Object.assign(sim.modes, { dualTunnelTopLevel: topLevel, unsetTunnelFields: topLevel, tunnelValues: "native" });
    expect(await getVpnConnections()).toEqual(before);
    Object.assign(sim.modes, modes);
  });

  it("the Output variants take outputs, and are secret where keys are in them", async () => {
    const id = pulumi.output(BRANCH);
    const open = await resolved(getVpnConnectionOutput({ vpnConnectionId: id }));
    expect(open).toMatchObject({ isSecret: false, value: { name: "branch" } });
    const closed = await resolved(getVpnConnectionOutput({ vpnConnectionId: id, withKeys: true }));
    expect(closed).toMatchObject({ isSecret: true, value: { tunnels: [{ preSharedKey: "Branch-shared-key" }, {}] } });
    const perhaps = await resolved(
      getVpnConnectionsOutput({ tags: { site: "branch" }, withKeys: pulumi.output(true) }),
    );
    expect(perhaps).toMatchObject({
      isSecret: true,
      value: [{ tunnels: [{ preSharedKey: "Branch-shared-key" }, {}] }],
    });
    const all = await resolved(getVpnConnectionsOutput());
    expect(all.isSecret).toBe(false);
    expect(JSON.stringify(all.value)).not.toContain("Branch-shared-key");
  });

  it("diagnose takes connections, tunnels and resources by id", async () => {
    sim.changePeer("cgw-sim0000000000000003", { Config: { IkePfs: "group5" } });
    sim.settle();
    const ids = [BRANCH, `${HEADQUARTERS}:${HEADQUARTERS_MASTER}`];
    const found = await diagnose({ ids });
    expect(found.map(({ connectionName, role, verdict }) => [connectionName, role, verdict])).toEqual([
      ["branch", "master", "down"],
      ["branch", "slave", "down"],
      ["headquarters", "master", "up"],
    ]);
    expect(found[0]).toMatchObject({ failedPhase: "ike", findings: [{ code: "DhGroupMismatch" }] });
    const output = await resolved(diagnoseOutput({ ids: pulumi.output(ids) }));
    expect(output).toMatchObject({ isSecret: false, value: [{ verdict: "down" }, {}, { verdict: "up" }] });
    // As a program has them: a list of other resources' outputs.
    const each = await resolved(diagnoseOutput({ ids: ids.map((id) => pulumi.output(id)) }));
    expect(each).toEqual(output);
    await expect(diagnose({ ids: ["tun-none"] })).rejects.toThrow("tun-none");
  });

  it("checkTunnel reports every problem at once, without the cloud", () => {
    const sent = sim.journal.length;
    expect(checkTunnel({ vpnConnectionId: "vco-1", role: "master" })).toEqual([]);
    const problems = checkTunnel({ tunnelIkeConfig: { ikePfs: "group99", psk: "planted key" } });
    expect(problems.map(({ property }) => property).sort()).toEqual([
      "role",
      "tunnelIkeConfig.ikePfs",
      "tunnelIkeConfig.psk",
      "vpnConnectionId",
    ]);
    expect(JSON.stringify(problems)).not.toContain("planted");
    expect(sim.journal.length).toBe(sent);
  });
});
