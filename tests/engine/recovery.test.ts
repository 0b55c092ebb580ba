// A tunnel that was up and does not come back after its change, on the real CLI: the exit code, what is recorded, and
// what later operations say until it was seen up or somebody acknowledged it.
import type { Simulator } from "../../simulator";
import { diagnostics, type EngineStack, mustSucceed } from "./harness";
import { BRANCH, MASTER, onRealCli, ownSimulator, tunnelStack } from "./tunnels";

onRealCli();

const DEVICE = "cgw-sim0000000000000003";
const UNSEEN = `${BRANCH} master (${MASTER}) was up and has not been seen up since it was changed on `;

describe("a tunnel that was up and does not come back", () => {
  let sim: Simulator;
  let stack: EngineStack;
  const acknowledged = (until: string): Promise<void> =>
    stack.configure({
      "alicloud-vpn:acknowledge": JSON.stringify({ tunnel: MASTER, reason: "the device follows", until }),
    });

  beforeAll(async () => {
    sim = await ownSimulator();
    // The device keeps what it has, and refuses what the cloud side proposes from now on.
    sim.changePeer(DEVICE, { Mirror: false });
    const master = { vpnConnectionId: BRANCH, role: "master", tunnelIpsecConfig: { ipsecPfs: "group14" } };
    stack = await tunnelStack(sim, { master }, { config: { "alicloud-vpn:establishSeconds": "1" } });
  });

  it("makes up end with exit code 1 and the service's diagnosis, and the state has what was sent", async () => {
    const up = await stack.up();
    expect(up.exitCode).toBe(1);
    expect(diagnostics(up.events, "error").join("\n")).toMatch(
      /the change is in, but after \d+ s the tunnel is not up .*PfsMismatch: .*Alibaba side: DH14\. Device: DH2\./u,
    );
    expect((await stack.state()).named("master").outputs).toMatchObject({
      tunnelId: MASTER,
      tunnelIpsecConfig: { ipsecPfs: "group14" },
    });
    expect(sim.tunnel(MASTER)?.IpsecConfig.IpsecPfs).toBe("group14");
  });

  it("is named again by a later preview, which makes one call for it", async () => {
    sim.clearJournal();
    const preview = mustSucceed(await stack.preview());
    expect(diagnostics(preview.events, "warning")).toEqual([expect.stringContaining(UNSEEN)]);
    expect(sim.journal.map(({ action }) => action)).toEqual(["DescribeVpnConnections"]);
  });

  it("is not named where somebody acknowledged it, until the last day of that", async () => {
    await acknowledged("9999-12-31");
    expect(diagnostics(mustSucceed(await stack.preview()).events, "warning")).toEqual([]);
    await acknowledged("2000-01-01");
    expect(diagnostics(mustSucceed(await stack.preview()).events, "warning")).toEqual([
      expect.stringContaining(UNSEEN),
    ]);
  });

  it("is seen up by the next up, after somebody saw to the device, and then nothing is said of it any more", async () => {
    sim.changePeer(DEVICE, { Mirror: true });
    sim.settle();
    expect(diagnostics(mustSucceed(await stack.up()).events, "warning")).toEqual([]);
    sim.clearJournal();
    expect(diagnostics(mustSucceed(await stack.preview({ expectNoChanges: true })).events, "warning")).toEqual([]);
    expect(sim.journal).toEqual([]);
  });

  it("stays as it is when it is destroyed, which says so", async () => {
    sim.clearJournal();
    const destroyed = mustSucceed(await stack.destroy());
    expect(diagnostics(destroyed.events, "info").join("\n")).toContain(
      `${BRANCH}:${MASTER}: the tunnel stays as it is`,
    );
    expect(sim.journal).toEqual([]);
    expect(sim.tunnel(MASTER)?.IpsecConfig.IpsecPfs).toBe("group14");
  });
});
