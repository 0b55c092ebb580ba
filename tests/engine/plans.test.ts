// `pulumi preview --save-plan` and `pulumi up --plan`: what was approved is what happens, whatever else moved
// meanwhile.
import type { Simulator } from "../../simulator";
import { diagnostics, mustSucceed } from "./harness";
import { stackBesideControl } from "./beside-control";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator } from "./tunnels";

onRealCli();

const SAVE = { args: ["--save-plan", "plan.json"] };
const PLAN = { args: ["--plan", "plan.json"] };
const withLifetime = (ipsecLifetime: number, more: object = {}) => ({
  master: {
    vpnConnectionId: BRANCH,
    role: "master",
    waitFor: "settled",
    tunnelIpsecConfig: { ipsecLifetime },
    ...more,
  },
});

/** Somebody changes what the program does not declare. */
function drift(sim: Simulator): void {
  sim.changeTunnel(MASTER, { TunnelIkeConfig: { IkeLifetime: 601 }, EnableDpd: false });
  sim.changeConnection(BRANCH, { Name: "renamed" });
}

const commits = (sim: Simulator) => sim.journal.filter((entry) => entry.committed);

describe("a saved plan", () => {
  it("of an adopted tunnel is not violated by drift of what is not declared, and sends only what was approved", async () => {
    const sim = await ownSimulator();
    const stack = await stackBesideControl(sim, withLifetime(86_400, { onAdopt: "verify" }));
    mustSucceed(await stack.up());
    declare(stack, withLifetime(3600));
    mustSucceed(await stack.preview(SAVE));
    drift(sim);
    sim.clearJournal();
    expect(mustSucceed(await stack.up(PLAN)).changeSummary).toEqual({ same: 1, update: 2 });
    const sent = commits(sim).map(({ params }) => Object.keys(params).filter((key) => key.includes(".")));
    // The block of the approved setting, which the API wants whole, and no other.
    expect(sent.flat().filter((key) => !key.includes(".TunnelIpsecConfig."))).toEqual([]);
    expect(sent).toHaveLength(1);
    expect(sim.tunnel(MASTER)).toMatchObject({
      EnableDpd: false,
      IkeConfig: { IkeLifetime: 601 },
      IpsecConfig: { IpsecLifetime: 3600, IpsecPfs: "group2" },
    });
  });

  it("of a new tunnel is violated by drift of what is not declared, and sends nothing; a plan that is made anew passes", async () => {
    const sim = await ownSimulator();
    const stack = await stackBesideControl(sim, withLifetime(7200));
    mustSucceed(await stack.preview(SAVE));
    drift(sim);
    const violated = await stack.up(PLAN);
    expect(violated.exitCode).not.toBe(0);
    expect(diagnostics(violated.events, "error").join("\n")).toMatch(
      /VpnTunnel::master violates plan: properties changed: \+\+observed\[.*\{branch\}.*!=.*\{renamed\}/u,
    );
    expect(commits(sim)).toEqual([]);
    mustSucceed(await stack.preview(SAVE));
    mustSucceed(await stack.up(PLAN));
    expect(commits(sim)).toHaveLength(1);
  });
});
