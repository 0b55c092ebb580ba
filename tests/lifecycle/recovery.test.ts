// A tunnel that was up is up again when its verb ends, or everybody hears of it.
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Simulator } from "../../simulator";
import {
  BRANCH,
  BRANCH_MASTER,
  BRANCH_SLAVE,
  calls,
  commits,
  Deployment,
  liveTunnel,
  providerFor,
  simulator,
} from "./deployment";
import { watchedOperation } from "./watched";

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

const DEVICE = "cgw-sim0000000000000003";
/** Without a canary, which is waited for whatever is declared. */
const QUICK = { "alicloud-vpn:establishSeconds": "1", "alicloud-vpn:canary": "off", "alicloud-vpn:maxFailures": "9" };
const PATIENT = { ...QUICK, "alicloud-vpn:establishSeconds": "60" };
const PFS = { tunnelIpsecConfig: { ipsecPfs: "group14" } };
const declare = (role: string, more: object = {}) => ({ vpnConnectionId: BRANCH, role, ...PFS, ...more });
const NOT_UP = /the change is in, but after 1 s the tunnel is not up \(.*\)\. Phase 2 \(IPsec\) failed, PfsMismatch: /u;
const UNSEEN = new RegExp(
  `^${BRANCH} master \\(${BRANCH_MASTER}\\) was up and has not been seen up since this operation changed it\\..*` +
    `Run: npx pulumi-alicloud-vpn diagnose ${BRANCH}$`,
  "u",
);
const freeze = (): void => sim.changePeer(DEVICE, { Mirror: false });
const isUp = (id: string): boolean => liveTunnel(sim, id).Status === "ipsec_sa_established";

describe("waitFor: recovered, the default", () => {
  it("ends without a warning when the tunnel is up again", async () => {
    const run = watchedOperation(sim, QUICK);
    const { outs } = await run.create(declare("master"));
    expect(outs["status"]).toBe("ipsec_sa_established");
    expect(outs["__bookkeeping"]).not.toHaveProperty("unconfirmed");
    expect(run.warnings).toEqual([]);
  });

  it("fails with the diagnosis where a tunnel that was up stays down; the state keeps what was sent", async () => {
    freeze();
    const stack = new Deployment(sim, QUICK);
    await expect(stack.up(declare("master"))).rejects.toThrow(NOT_UP);
    expect(stack.shown).toMatchObject(PFS);
    // Nothing is left to send, and the tunnel is still down: no green end.
    await expect(stack.up(declare("master"))).rejects.toThrow(/the tunnel is not up .* PfsMismatch/u);
    sim.changePeer(DEVICE, { Mirror: true });
    await stack.up(declare("master"));
    expect(stack.shown).toMatchObject({ status: "ipsec_sa_established" });
    expect(commits(sim)).toHaveLength(1);
  });

  it("does not wait for a tunnel that was down, as established does", async () => {
    freeze();
    sim.changeTunnel(BRANCH_MASTER, { TunnelIpsecConfig: { IpsecPfs: "group5" } });
    sim.settle();
    expect(isUp(BRANCH_MASTER)).toBe(false);
    const run = watchedOperation(sim, PATIENT);
    await run.create(declare("master"));
    expect([run.warnings, calls(sim, "DiagnoseVpnConnections")]).toEqual([[], []]);
    await expect(providerFor(sim, QUICK).create(declare("master", { waitFor: "established" }))).rejects.toThrow(
      /the tunnel is not up/u,
    );
  });

  it("watches both tunnels of a connection: the second one fails where only the first comes back", async () => {
    sim.changePeer(DEVICE, { Tunnels: { [BRANCH_MASTER]: { IpsecPfs: "group2" } } });
    const run = watchedOperation(sim, QUICK);
    const [master, slave] = await Promise.allSettled(["master", "slave"].map((role) => run.create(declare(role))));
    expect(commits(sim).map((entry) => entry.params["TunnelId"])).toEqual([BRANCH_SLAVE, BRANCH_MASTER]);
    expect(slave?.status).toBe("fulfilled");
    expect(master).toMatchObject({ status: "rejected", reason: { message: expect.stringMatching(NOT_UP) } });
    expect(run.warnings).toEqual([expect.stringMatching(UNSEEN)]);
  });

  it("leaves the gateway to other connections while a tunnel comes back", async () => {
    freeze();
    const other = { vpnConnectionId: "vco-sim0000000000000001", role: "master", enableDpd: false };
    const run = watchedOperation(sim, QUICK);
    const ends: string[] = [];
    const branch = run.create(declare("master")).catch(() => ends.push("branch"));
    await Promise.all([branch, run.create(other).then(() => ends.push("other"))]);
    expect(ends).toEqual(["other", "branch"]);
    expect(commits(sim)).toHaveLength(2);
  });

  it("watches a destroy that restores as well", async () => {
    const stack = new Deployment(sim, QUICK);
    await stack.up(declare("master", { onDestroy: "restore" }));
    freeze();
    await expect(stack.destroy()).rejects.toThrow(NOT_UP);
    const settled = new Deployment(sim, QUICK);
    await settled.up({
      vpnConnectionId: BRANCH,
      role: "slave",
      onDestroy: "restore",
      waitFor: "settled",
      whenAlone: "change",
      enableDpd: false,
    });
    sim.changePeer(DEVICE, { Down: true });
    await settled.destroy();
    expect(liveTunnel(sim, BRANCH_SLAVE).EnableDpd).toBe(true);
  });

  it("does not roll back a tunnel that stays up because EffectImmediately is off", async () => {
    sim.changeConnection(BRANCH, { EffectImmediately: false, Traffic: false });
    await providerFor(sim, QUICK).create(declare("master", { onFailure: "rollback" }));
    expect(liveTunnel(sim, BRANCH_MASTER).IpsecConfig.IpsecPfs).toBe("group14");
  });
});

describe("a connection with EffectImmediately off", () => {
  beforeEach(() => sim.changeConnection(BRANCH, { EffectImmediately: false, Traffic: false }));

  it("a tunnel that stays up is accepted, and is not seen up: a warning names it, in later previews as well", async () => {
    const run = watchedOperation(sim, QUICK);
    const { outs } = await run.create(declare("master"));
    expect(run.warnings).toEqual([expect.stringMatching(UNSEEN)]);
    expect(run.warnings[0]).toContain("EffectImmediately is off");
    expect(outs["__bookkeeping"]).toHaveProperty("unconfirmed");
    const next = await watchedOperation(sim, QUICK).repeated(outs);
    expect(next).toMatch(/was up and has not been seen up since it was changed on \d{4}-\d\d-\d\d at \d\d:\d\d UTC\./u);
  });

  it("a tunnel that goes down meanwhile has to come back", async () => {
    freeze();
    const change = providerFor(sim, { ...QUICK, "alicloud-vpn:renegotiateMilliseconds": "900" }).create(
      declare("master"),
    );
    const failure = change.catch((error: unknown) => error);
    while (commits(sim).length === 0) await nextTurn();
    sim.settle();
    sim.sendTraffic(BRANCH);
    expect(await failure).toMatchObject({ message: expect.stringMatching(NOT_UP) });
  });

  it("a tunnel that goes down and comes back is seen up", async () => {
    freeze();
    const run = watchedOperation(sim, { ...PATIENT, "alicloud-vpn:renegotiateMilliseconds": "300" });
    const change = run.create(declare("master"));
    while (commits(sim).length === 0) await nextTurn();
    sim.settle();
    sim.sendTraffic(BRANCH);
    while (isUp(BRANCH_MASTER)) await nextTurn();
    // The look at a tunnel that is down comes before the device follows.
    const looks = calls(sim, "DescribeVpnConnections").length;
    while (calls(sim, "DescribeVpnConnections").length < looks + 2) await nextTurn();
    sim.changeConnection(BRANCH, { Traffic: true });
    sim.changePeer(DEVICE, { Mirror: true });
    expect((await change).outs["__bookkeeping"]).not.toHaveProperty("unconfirmed");
    expect(run.warnings).toEqual([]);
  });
});

describe("waitFor: settled", () => {
  it("does not wait, and a warning names the tunnel; later previews repeat it until it was seen up", async () => {
    freeze();
    const run = watchedOperation(sim, QUICK);
    const { outs } = await run.create(declare("master", { waitFor: "settled" }));
    expect(run.warnings).toEqual([expect.stringMatching(UNSEEN)]);
    sim.settle();
    const until = (day: string) => JSON.stringify({ tunnel: BRANCH_MASTER, reason: "the device follows", until: day });
    const repeated = (acknowledge: string) =>
      watchedOperation(sim, { ...QUICK, "alicloud-vpn:acknowledge": acknowledge }).repeated(outs);
    expect(await repeated("")).toMatch(/has not been seen up since it was changed on .*set alicloud-vpn:acknowledge$/u);
    expect(await repeated(until("2000-01-01"))).toMatch(/has not been seen up/u);
    expect(await repeated(until("9999-12-31"))).toBeUndefined();
    sim.changePeer(DEVICE, { Mirror: true });
    sim.settle();
    const soon = { ...QUICK, "alicloud-vpn:renegotiateMilliseconds": "0" };
    expect(await watchedOperation(sim, soon).repeated(outs)).toBeUndefined();
  });
});
