// The roll-out of a change to both tunnels of a connection, with a hook on the device's side.
import type { Properties } from "../../provider/core/property-tree";
import { vpnTunnelPair } from "../../provider/resources/vpn-tunnel-pair/verbs";
import type { Simulator } from "../../simulator";
import {
  BRANCH,
  BRANCH_MASTER,
  BRANCH_SLAVE,
  commits,
  Deployment,
  HEADQUARTERS,
  liveTunnel,
  providerFor,
  simulator,
} from "./deployment";
import { testHook, type TestHook } from "./hook";

const DEVICE = "cgw-sim0000000000000003";
const HEADQUARTERS_SLAVE = "tun-sim0000000000000012";
const SLAVES_DEVICE = "cgw-sim0000000000000002";
const KEY = "The-new-key-of-the-branch";
let sim: Simulator;
let hook: TestHook;
beforeEach(async () => {
  sim = await simulator();
  hook = testHook();
});
afterEach(async () => {
  hook.remove();
  await sim.close();
});

const QUICK = { "alicloud-vpn:establishSeconds": "1" };
const deployment = (config: Readonly<Record<string, string>> = QUICK): Deployment =>
  new Deployment(sim, config, undefined, vpnTunnelPair);
const order = (): readonly (string | undefined)[] => commits(sim).map(({ params }) => params["TunnelId"]);
const program = (rest: Properties = {}, rollout: Properties = {}): Properties => ({
  vpnConnectionId: BRANCH,
  tunnelIkeConfig: { psk: KEY },
  rollout: { holdSeconds: 0, hook: { command: hook.command, withKey: true }, ...rollout },
  ...rest,
});
const ofOne = (role: string): readonly string[] =>
  ["drain", "prepare", "follow", "undrain"].map((phase) => `${role} ${phase}`);

describe("a roll-out with a hook", () => {
  it("does everything for the slave, and then everything for the master", async () => {
    await deployment().up(program());
    expect(hook.phases()).toEqual(["master undrain", ...ofOne("slave"), ...ofOne("master")]);
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
  });

  it("tells the hook everything about the change", async () => {
    await deployment().up(program());
    expect(hook.calls()[2]).toMatchObject({
      version: 1,
      phase: "prepare",
      attempt: 1,
      connection: { id: BRANCH, name: "branch", remoteSubnets: ["10.20.0.0/16"], bgp: false },
      tunnel: { id: BRANCH_SLAVE, role: "slave" },
      other: { role: "master", carriesTraffic: true },
      changes: ["tunnelIkeConfig.psk"],
      old: { tunnelIkeConfig: { ikeVersion: "ikev1" } },
      new: { tunnelIkeConfig: { ikeVersion: "ikev1" } },
      keys: { old: "Branch-shared-key", new: KEY },
    });
  });

  it("gives it no key where it asks for none", async () => {
    const quiet = { hook: { command: hook.command } };
    await deployment().up(program({ tunnelIpsecConfig: { ipsecPfs: "group14" } }, quiet));
    expect(hook.calls().length).toBe(9);
    expect(JSON.stringify(hook.calls())).not.toMatch(/Branch-shared-key|The-new-key/u);
  });

  it("is not called in an emergency", async () => {
    await deployment({ ...QUICK, "alicloud-vpn:care": "off" }).up(program());
    expect(hook.phases()).toEqual([]);
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
  });

  it("calls only undrain where nothing is to be changed: a run that was killed may have left a tunnel drained", async () => {
    const deployed = deployment();
    await deployed.up(program());
    const before = hook.phases().length;
    await deployed.up(program({ onFailure: "rollback" }));
    expect(hook.phases().slice(before)).toEqual(["slave undrain", "master undrain"]);
  });

  it("is offered to separate tunnels by the configuration", async () => {
    const config = { "alicloud-vpn:hook": hook.command, "alicloud-vpn:hookWithKey": "true" };
    const tunnel = { vpnConnectionId: BRANCH, role: "slave", tunnelIkeConfig: { psk: KEY } };
    await providerFor(sim, config).create(tunnel);
    expect(hook.phases()).toEqual(["master undrain", ...ofOne("slave")]);
    expect(hook.calls()[1]?.keys).toEqual({ old: "Branch-shared-key", new: KEY });
  });
});

describe("a hook that fails", () => {
  it("at drain: nothing is sent, and the tunnel is undrained", async () => {
    hook.failAt("slave drain");
    await expect(deployment().up(program())).rejects.toThrow(
      /nothing was sent: the hook failed at drain of .* slave .*: exit code 7/u,
    );
    expect(hook.phases()).toEqual(["master undrain", "slave drain", "slave undrain"]);
    expect(order()).toEqual([]);
  });

  it("at prepare: nothing is sent, the device gets its values back, and the tunnel is undrained", async () => {
    hook.failAt("slave prepare");
    await expect(deployment().up(program())).rejects.toThrow(/the hook failed at prepare/u);
    expect(hook.phases()).toEqual(["master undrain", "slave drain", "slave prepare", "slave revert", "slave undrain"]);
    expect(order()).toEqual([]);
  });

  it("at follow: the change stays in, and the other tunnel is not touched", async () => {
    hook.failAt("slave follow");
    const deployed = deployment();
    await expect(deployed.up(program())).rejects.toThrow(/the change is in, but the hook failed at follow/u);
    expect(order()).toEqual([BRANCH_SLAVE]);
    hook.failAt(undefined);
    expect(await deployed.preview(program())).toBe("update");
    await deployed.up(program());
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
    expect(await deployed.preview(program())).toBe("same");
  });

  it("at follow, with rollback: both sides get their values back", async () => {
    hook.failAt("slave follow");
    await expect(deployment().up(program({ onFailure: "rollback" }))).rejects.toThrow(
      /the values from before are back, and the tunnel is up again/u,
    );
    expect(hook.phases().slice(3)).toEqual(["slave follow", "slave revert", "slave undrain"]);
    expect(liveTunnel(sim, BRANCH_SLAVE).IkeConfig.Psk).toBe("Branch-shared-key");
  });

  it("at undrain: the tunnel stays drained, the state says so, and the next run undrains it", async () => {
    hook.failAt("slave undrain");
    const deployed = deployment();
    await expect(deployed.up(program())).rejects.toThrow(/failed at undrain, so that traffic may stay away/u);
    expect(deployed.outputs["__bookkeeping"]).toMatchObject({ slave: { drained: true } });
    expect(order()).toEqual([BRANCH_SLAVE]);
    hook.failAt(undefined);
    await deployed.up(program());
    expect(deployed.outputs["__bookkeeping"]).not.toMatchObject({ slave: { drained: true } });
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
  });
});

describe("traffic", () => {
  it("is not moved onto a tunnel that does not come back: it stays drained", async () => {
    const deployed = deployment();
    await deployed.up(program({ tunnelIkeConfig: {} }));
    sim.changePeer(DEVICE, { Mirror: false });
    const before = hook.phases().length;
    await expect(deployed.up(program())).rejects.toThrow(/the change is in, but after 1 s the tunnel is not up/u);
    expect(hook.phases().slice(before)).toEqual(["master undrain", "slave drain", "slave prepare", "slave follow"]);
    expect(deployed.outputs["__bookkeeping"]).toMatchObject({ slave: { drained: true } });
    expect(order()).toEqual([BRANCH_SLAVE]);
  });

  it("is not moved away from a tunnel whose sibling carries none", async () => {
    sim.changePeer(SLAVES_DEVICE, { Down: true });
    sim.settle();
    const headquarters = { ...program({ waitFor: "settled" }, { whenAlone: "change" }), vpnConnectionId: HEADQUARTERS };
    await deployment().up(headquarters);
    expect(hook.phases().filter((phase) => phase.endsWith("drain"))).toEqual(["master undrain"]);
  });

  it("is never taken from the connection: the only tunnel that carries any is not changed", async () => {
    sim.changePeer(SLAVES_DEVICE, { Down: true });
    sim.settle();
    const headquarters = { ...program(), vpnConnectionId: HEADQUARTERS };
    await expect(deployment().up(headquarters)).rejects.toThrow(/is the only tunnel of its connection that carries/u);
    expect(order()).toEqual([HEADQUARTERS_SLAVE]);
  });

  it("is nowhere where both tunnels are down: both are changed", async () => {
    sim.changePeer(DEVICE, { Down: true });
    sim.settle();
    await deployment().up(program());
    expect(order().map(String).sort()).toEqual([BRANCH_MASTER, BRANCH_SLAVE]);
  });
});

describe("what the hook is told of the device", () => {
  const told = (): string => JSON.stringify(hook.calls()[2]?.["device"]);

  it("is its configuration with the new values, and the key where it asks for it", async () => {
    const withDevice = { hook: { command: hook.command, device: "strongswan", withKey: true } };
    await deployment().up(program({}, withDevice));
    expect(told()).toContain(Buffer.from(KEY).toString("base64"));
    expect(told()).toContain(BRANCH_SLAVE);
  });

  it("has a placeholder for the key where it does not", async () => {
    await deployment().up(program({}, { hook: { command: hook.command, device: "strongswan" } }));
    expect(told()).not.toContain(KEY);
    expect(told()).toContain("<key-of-tun-");
  });
});

describe("the stage of a roll-out", () => {
  it("first: one tunnel gets what is declared, and that is then no difference", async () => {
    const deployed = deployment();
    const first = program({}, { stage: "first" });
    await deployed.up(first);
    expect(order()).toEqual([BRANCH_SLAVE]);
    expect(await deployed.preview(first)).toBe("same");
    await deployed.refresh();
    expect(await deployed.preview(first)).toBe("same");
    expect(await deployed.preview(program())).toBe("update");
    await deployed.up(program());
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
    expect(await deployed.preview(program())).toBe("same");
  });
});

describe("a probe", () => {
  it("that does not pass makes a tunnel that is up count as not back", async () => {
    const deployed = deployment();
    await expect(deployed.up(program({ probe: { command: "false" } }))).rejects.toThrow(
      /the tunnel is up and passes no traffic: the probe's command fails \(exit code 1\)|the other tunnel passes none/u,
    );
    expect(order().length).toBeLessThan(2);
  });

  it("of a TCP port passes where somebody listens", async () => {
    const { host } = new URL(sim.url);
    await deployment().up(program({ probe: { tcp: host } }));
    expect(order()).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
  });
});
