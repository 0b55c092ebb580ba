import type { Simulator } from "../../simulator";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, calls, commits, Deployment, providerFor, simulator } from "./deployment";
import { received } from "../modelled-engine/answers";

let sim: Simulator;
beforeEach(async () => {
  sim = await simulator();
});
afterEach(() => sim.close());

const PROGRAM = {
  vpnConnectionId: BRANCH,
  role: "master",
  tunnelIkeConfig: { ikeLifetime: 7200, psk: "The-first-key-of-this-test" },
  tunnelIpsecConfig: { ipsecPfs: "group14" },
};

async function deployed(): Promise<Deployment> {
  const stack = new Deployment(sim);
  await stack.up(PROGRAM);
  sim.clearJournal();
  return stack;
}

describe("the identity of a tunnel", () => {
  it("is the same tunnel by role and by id", async () => {
    const stack = await deployed();
    const { role: _, ...rest } = PROGRAM;
    expect(await stack.up({ ...rest, tunnelId: BRANCH_MASTER })).toBe("update");
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    await stack.refresh();
    expect(stack.inputs).toMatchObject({ tunnelId: BRANCH_MASTER });
    expect(stack.inputs).not.toHaveProperty("role");
  });

  it.each([
    ["another tunnel by id", { tunnelId: BRANCH_SLAVE, role: undefined }],
    ["another role", { role: "slave" }],
    ["another connection", { vpnConnectionId: "vco-sim0000000000000003" }],
  ])("%s is a replacement, which adopts that tunnel and leaves the former one", async (_, change) => {
    const stack = await deployed();
    const settings = () => {
      const { IkeConfig, IpsecConfig, CustomerGatewayId, EnableDpd } = sim.tunnel(BRANCH_MASTER) ?? {};
      return { IkeConfig, IpsecConfig, CustomerGatewayId, EnableDpd };
    };
    const former = settings();
    expect(await stack.up({ ...PROGRAM, ...change })).toBe("replace");
    expect(settings()).toEqual(former);
    expect(stack.id).not.toContain(BRANCH_MASTER);
  });

  it("moves with the configured region where none is declared", async () => {
    const stack = await deployed();
    const { changes, replaces } = await providerFor(sim, { "alicloud:region": "eu-central-1" }).diff(
      stack.id ?? "",
      stack.outputs,
      PROGRAM,
    );
    // It does not say that nothing changes: then the engine compares the inputs, or not, and it replaces in any case.
    expect({ isSame: changes === false, replaces }).toEqual({ isSame: false, replaces: ["regionId"] });
  });

  it("is read where it was found until then, whatever region is configured by now", async () => {
    const stack = await deployed();
    sim.clearJournal();
    const found = await providerFor(sim, { "alicloud:region": "eu-central-1" }).read(stack.id ?? "", stack.outputs);
    expect({ ...found, props: received(found.props ?? {}) }).toEqual({ id: stack.id, props: stack.outputs });
    expect(sim.journal.map(({ params }) => params["RegionId"])).toEqual(["cn-hangzhou"]);
  });
});

describe("an update", () => {
  it("sends the block that changed, with the key that is in force", async () => {
    const stack = await deployed();
    await stack.up({ ...PROGRAM, tunnelIkeConfig: { ...PROGRAM.tunnelIkeConfig, ikeEncAlg: "aes256" } });
    const sent = Object.keys(calls(sim, "ModifyTunnelAttribute")[0]?.params ?? {});
    expect(sent.some((name) => name.includes("TunnelIpsecConfig"))).toBe(false);
    expect(sent).toContain("TunnelOptionsSpecification.TunnelIkeConfig.Psk");
    expect(sim.tunnel(BRANCH_MASTER)?.IkeConfig).toMatchObject({
      IkeEncAlg: "aes256",
      IkeLifetime: 7200,
      Psk: "The-first-key-of-this-test",
    });
  });

  it("commits A -> B -> A -> B four times", async () => {
    const stack = await deployed();
    for (const ipsecPfs of ["group5", "group14", "group5", "group14"])
      expect(await stack.up({ ...PROGRAM, tunnelIpsecConfig: { ipsecPfs } })).toBe("update");
    expect(commits(sim)).toHaveLength(4);
    expect(new Set(commits(sim).map((entry) => entry.clientToken)).size).toBe(4);
  });

  it("that changes only which properties are declared sends nothing, and a property that is let go stays gone", async () => {
    const stack = await deployed();
    const less = { ...PROGRAM, tunnelIkeConfig: undefined };
    expect(await stack.up(less)).toBe("update");
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { IkeLifetime: 1200 } });
    await stack.refresh();
    expect(stack.inputs).not.toHaveProperty("tunnelIkeConfig");
    expect(await stack.preview(less)).toBe("same");
    expect(sim.tunnel(BRANCH_MASTER)?.IkeConfig.IkeLifetime).toBe(1200);
  });

  it("that changes only an option sends nothing and stores it", async () => {
    const stack = await deployed();
    sim.clearJournal();
    expect(await stack.up({ ...PROGRAM, onFailure: "keep" })).toBe("update");
    expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
    expect(stack.shown).toMatchObject({ onFailure: "keep" });
  });

  it("takes numbers and flags that come as texts for what they are", async () => {
    const stack = new Deployment(sim);
    const program = {
      vpnConnectionId: BRANCH,
      role: "slave",
      enableDpd: true,
      enableNatTraversal: false,
      tunnelIkeConfig: { ikeLifetime: 86400 },
    };
    await stack.up(program);
    await stack.refresh();
    expect(await stack.preview(program)).toBe("same");
  });
});

describe("the input observed", () => {
  it("holds where the tunnel belongs and what is in force and not declared, without the key", async () => {
    const stack = await deployed();
    await stack.refresh();
    expect(stack.observed).toMatchObject({
      connectionName: "branch",
      vpnGatewayId: "vpn-sim0000000000000001",
      localSubnets: ["10.1.0.0/16"],
      remoteSubnets: ["10.20.0.0/16"],
      tunnelId: BRANCH_MASTER,
      tunnelIkeConfig: { ikeVersion: "ikev1" },
    });
    // That is declared.
    expect(stack.observed).not.toHaveProperty("tunnelIkeConfig.ikeLifetime");
    expect(JSON.stringify(stack.observed)).not.toContain("The-first-key-of-this-test");
  });

  it("is carried forward, also by a change, and renewed by a refresh: a saved plan holds it", async () => {
    const stack = await deployed();
    const before = stack.observed;
    await stack.up(PROGRAM);
    expect(stack.observed).toEqual(before);
    expect(sim.journal).toHaveLength(0);
    sim.changeConnection(BRANCH, { Name: "branch office" });
    await stack.up({ ...PROGRAM, enableDpd: false });
    expect(stack.observed).toMatchObject({ connectionName: "branch" });
    sim.changeConnection(BRANCH, { Name: "branch again" });
    await stack.refresh();
    expect(stack.observed).toMatchObject({ connectionName: "branch again" });
    expect(await stack.preview({ ...PROGRAM, enableDpd: false })).toBe("same");
  });
});

describe("a refresh", () => {
  it("finds that a tunnel is gone only when the API says so", async () => {
    const stack = await deployed();
    sim.removeConnection(BRANCH);
    expect(await stack.refresh()).toBe(false);
  });

  it("does not take a refused permission for a deleted tunnel", async () => {
    const stack = await deployed();
    sim.fault({ kind: "error", code: "Forbidden", httpStatus: 403, action: "DescribeVpnConnections" });
    await expect(stack.refresh()).rejects.toThrow(/could not be read: .*Forbidden/u);
  });
});
