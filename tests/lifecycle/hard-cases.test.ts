// What a change must not do where several things go wrong at once: keys that are withheld, answers that are lost,
// people who change the same tunnel, and runs that come after one that failed.
import { setImmediate as nextTurn } from "node:timers/promises";
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
import { received } from "../modelled-engine/answers";

let sim: Simulator;
afterEach(() => sim.close());

const DEVICE = "cgw-sim0000000000000003";
const SPARE = "cgw-sim0000000000000008";
const KEY = "The-key-in-force-1";
const NEW_KEY = "The-new-key-2";
const QUICK = { "alicloud-vpn:establishSeconds": "1", "alicloud:maxRetryTimeout": "1" };
const master = { vpnConnectionId: BRANCH, role: "master" };
const slave = { ...master, role: "slave" };
const STRONGER = { tunnelIpsecConfig: { ipsecPfs: "group14" } };

const live = (): ReturnType<typeof liveTunnel> => liveTunnel(sim, BRANCH_MASTER);
const lifeless = (...ids: string[]): boolean =>
  ids.every((id) => liveTunnel(sim, id).Status !== "ipsec_sa_established");
async function started(modes: Parameters<typeof simulator>[0]): Promise<void> {
  sim = await simulator(modes);
  for (const id of [BRANCH_MASTER, BRANCH_SLAVE]) sim.changeTunnel(id, { TunnelIkeConfig: { Psk: KEY } });
  sim.settle();
}

describe("a key that the API withholds, and a block that is reset where it is sent incomplete", () => {
  beforeEach(() => started({ modes: { psk: "masked", omitted: "reset-leaf" } }));

  it("a declared identity that the API would derive anew travels with the key, or is refused before", async () => {
    const remoteId = live().IkeConfig.RemoteId;
    const declared = { ...master, customerGatewayId: SPARE, tunnelIkeConfig: { remoteId } };
    await expect(providerFor(sim).create(declared)).rejects.toThrow(/cannot be changed without tunnelIkeConfig\.psk/u);
    expect(commits(sim)).toEqual([]);
    await providerFor(sim).create({ ...declared, tunnelIkeConfig: { remoteId, psk: KEY } });
    expect(live().IkeConfig).toMatchObject({ Psk: KEY, RemoteId: remoteId });
  });

  it("a rollback leaves to the API what it derives, and sends no block without its key", async () => {
    const before = live();
    sim.changePeer(SPARE, { Down: true });
    const declared = { ...master, customerGatewayId: SPARE, onFailure: "rollback" };
    await expect(providerFor(sim, QUICK).create(declared)).rejects.toThrow(/the values from before are back/u);
    expect(live()).toMatchObject({ CustomerGatewayId: before.CustomerGatewayId, IkeConfig: before.IkeConfig });
  });

  it("a restore leaves to the API what it derives, and sends no block without its key", async () => {
    const before = live();
    const deployment = new Deployment(sim);
    await deployment.up({ ...master, customerGatewayId: SPARE, onDestroy: "restore" });
    await deployment.destroy();
    sim.settle();
    expect(live()).toMatchObject({ CustomerGatewayId: before.CustomerGatewayId, IkeConfig: before.IkeConfig });
  });

  it("after a rollback whose answer is lost, the key counts as unknown, and the next up sends it", async () => {
    const deployment = new Deployment(sim, QUICK);
    await deployment.up({ ...master, onAdopt: "verify", tunnelIkeConfig: { psk: KEY } });
    sim.changePeer(DEVICE, { Mirror: false });
    const declared = { ...master, onFailure: "rollback", tunnelIkeConfig: { psk: NEW_KEY } };
    const sent = commits(sim).length;
    sim.fault({ kind: "reset-after", action: "ModifyTunnelAttribute", call: 2, times: Number.POSITIVE_INFINITY });
    await expect(deployment.up(declared)).rejects.toThrow(/could not be put back/u);
    sim.clearFaults();
    sim.settle();
    expect(commits(sim).length).toBeGreaterThan(sent);
    sim.changePeer(DEVICE, { Config: { Psk: NEW_KEY } });
    await expect(deployment.up(declared)).rejects.toThrow(
      /does not disclose the key in force.*Set onFailure to "keep"/u,
    );
    await deployment.up({ ...declared, onFailure: "keep" });
    expect(live().IkeConfig.Psk).toBe(NEW_KEY);
  });

  it("a resource that only verifies its tunnel sends nothing and makes its key known, so a later change can be put back", async () => {
    const declared = { ...master, onAdopt: "verify", onDestroy: "restore", onFailure: "rollback" };
    const deployment = new Deployment(sim);
    await deployment.up({ ...declared, tunnelIkeConfig: { psk: KEY } });
    await deployment.up({ ...declared, tunnelIkeConfig: { psk: NEW_KEY } });
    expect(live().IkeConfig.Psk).toBe(NEW_KEY);
    await deployment.destroy();
    expect(live().IkeConfig.Psk).toBe(KEY);
  });
});

describe("somebody else who changes the tunnel meanwhile", () => {
  // By the time the tunnel goes down, the change itself is confirmed.
  beforeEach(() => started({ renegotiateMs: 400 }));

  it("keeps their change where it came during ours: a rollback puts back only what we sent", async () => {
    sim.changePeer(DEVICE, { Mirror: false });
    const patient = { ...QUICK, "alicloud-vpn:renegotiateMilliseconds": "700" };
    const failing = providerFor(sim, patient).create({ ...master, ...STRONGER, onFailure: "rollback" });
    while (!lifeless(BRANCH_MASTER)) await nextTurn();
    sim.changeTunnel(BRANCH_MASTER, { EnableDpd: false });
    await expect(failing).rejects.toThrow(/the values from before are back/u);
    expect(live()).toMatchObject({ EnableDpd: false, IpsecConfig: { IpsecPfs: "group2" } });
  });
});

describe("a run after one that failed", () => {
  beforeEach(() => started({}));
  const both = [master, slave];

  it.each(["on", "off"])("does not touch the tunnel that still carries the traffic (canary %s)", async (canary) => {
    const config = { ...QUICK, "alicloud-vpn:canary": canary, "alicloud-vpn:maxFailures": "9" };
    const deployments = both.map(() => new Deployment(sim, config));
    for (const [at, deployment] of deployments.entries()) await deployment.up(both[at] ?? {});
    sim.changePeer(DEVICE, { Mirror: false });
    for (const _ of ["first", "second", "third"]) {
      const run = providerFor(sim, config);
      await Promise.allSettled(deployments.map((each, at) => each.up({ ...both[at], ...STRONGER }, run)));
      expect(lifeless(BRANCH_MASTER, BRANCH_SLAVE)).toBe(false);
    }
    // Once the device follows, the next run goes through with both.
    sim.changePeer(DEVICE, { Mirror: true });
    const run = providerFor(sim, { ...config, "alicloud-vpn:establishSeconds": "5" });
    await Promise.all(deployments.map((each, at) => each.up({ ...both[at], ...STRONGER }, run)));
    expect(liveTunnel(sim, BRANCH_MASTER).IpsecConfig.IpsecPfs).toBe("group14");
    expect(liveTunnel(sim, BRANCH_SLAVE).IpsecConfig.IpsecPfs).toBe("group14");
  });

  it("does not touch the tunnel that still carries the traffic, where the first run was killed after its change", async () => {
    const deployments = both.map(() => new Deployment(sim, QUICK));
    for (const [at, deployment] of deployments.entries()) await deployment.up(both[at] ?? {});
    sim.changePeer(DEVICE, { Mirror: false });
    // What the killed run sent, and nobody stored.
    sim.changeTunnel(BRANCH_SLAVE, { TunnelIpsecConfig: { IpsecPfs: "group14" } });
    sim.settle();
    const run = providerFor(sim, QUICK);
    await Promise.allSettled(deployments.map((each, at) => each.up({ ...both[at], ...STRONGER }, run)));
    expect(lifeless(BRANCH_MASTER, BRANCH_SLAVE)).toBe(false);
  });

  it("restores what was found before a change that a killed run made", async () => {
    const deployment = new Deployment(sim);
    await deployment.up({ ...master, onDestroy: "restore" });
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecPfs: "group14" } });
    sim.settle();
    await deployment.up({ ...master, ...STRONGER, onDestroy: "restore" });
    await deployment.destroy();
    expect(live().IpsecConfig.IpsecPfs).toBe("group2");
  });
});

it("a canary that needs no change any more lets the other tunnels go", async () => {
  await started({});
  // The answer says that somebody else is at work; by the next look the tunnel is as it is to be.
  sim.fault({ kind: "error", code: "VpnGateway.Configuring", action: "ModifyTunnelAttribute", committed: true });
  const run = providerFor(sim, QUICK);
  const changing = run.create({ ...slave, ...STRONGER });
  const other = run.create({ vpnConnectionId: HEADQUARTERS, role: "slave", enableDpd: false });
  await expect(Promise.all([changing, other])).resolves.toHaveLength(2);
});

it("where the API gives no Status, a run changes one tunnel of a connection", async () => {
  await started({ modes: { statuses: "empty" } });
  const run = providerFor(sim, QUICK);
  const results = await Promise.allSettled([
    run.create({ ...slave, ...STRONGER }),
    run.create({ ...master, ...STRONGER }),
  ]);
  expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected"]);
  // The next run knows that one as changed, and changes the other one.
  const [changed] = results;
  if (changed?.status !== "fulfilled") throw new Error("nothing was changed");
  const { id, outs } = changed.value;
  const next = providerFor(sim, QUICK);
  await next.diff(id, received(outs), { ...slave, ...STRONGER });
  await expect(next.create({ ...master, ...STRONGER })).resolves.toBeDefined();
});
