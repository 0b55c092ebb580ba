// `pulumi up --replace` of a tunnel whose onDestroy is "restore": what was found at first is what is put back one day.
import { diagnostics, mustSucceed, resourceSteps } from "./harness";
import { stackBesideControl } from "./beside-control";
import { BRANCH, MASTER, onRealCli, ownSimulator } from "./tunnels";

onRealCli();

const FOUND_KEY = "Planted-found-key-6041";
const FOUND = { EnableDpd: true, IkeConfig: { Psk: FOUND_KEY } };
const restoring = (options: object = {}) => ({
  master: {
    vpnConnectionId: BRANCH,
    role: "master",
    onDestroy: "restore",
    waitFor: "settled",
    enableDpd: false,
    tunnelIkeConfig: { psk: "Planted-new-key-7152" },
    options,
  },
});

describe("a tunnel that is replaced on demand", () => {
  it("is not touched, and a later destroy puts back what was found at first", async () => {
    const sim = await ownSimulator();
    sim.changeTunnel(MASTER, { TunnelIkeConfig: { Psk: FOUND_KEY } });
    const stack = await stackBesideControl(sim, restoring({ deleteBeforeReplace: true }));
    mustSucceed(await stack.up());
    const state = await stack.state();
    const both = ["master", "master-control"].flatMap((name) => ["--replace", state.named(name).urn]);
    sim.clearJournal();
    const replaced = mustSucceed(await stack.up({ args: both }));
    for (const end of ["::master", "::master-control"]) {
      const steps = resourceSteps(replaced.events).filter(({ urn }) => urn.endsWith(end));
      expect(steps.map(({ op }) => op)).toEqual(["delete-replaced", "replace", "create-replacement"]);
    }
    expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
    expect(replaced.stdout + stack.stateFile()).not.toContain("Planted");
    mustSucceed(await stack.destroy());
    expect(sim.tunnel(MASTER)).toMatchObject(FOUND);
  });

  it("is not touched where previews do not compare", async () => {
    const sim = await ownSimulator();
    const stack = await stackBesideControl(sim, restoring(), { "alicloud-vpn:compare": "off" });
    mustSucceed(await stack.up());
    const { urn } = (await stack.state()).named("master");
    sim.clearJournal();
    mustSucceed(await stack.up({ args: ["--replace", urn] }));
    expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
    mustSucceed(await stack.destroy());
    expect(sim.tunnel(MASTER)?.EnableDpd).toBe(true);
  });

  it("is announced at preview as one that nothing is put back on, where it declares deleteBeforeReplace: false", async () => {
    const sim = await ownSimulator();
    const stack = await stackBesideControl(sim, restoring({ deleteBeforeReplace: false }));
    const preview = mustSucceed(await stack.preview());
    expect(diagnostics(preview.events, "warning")).toEqual([
      'VpnTunnel "master": with deleteBeforeReplace: false, `pulumi up --replace` forgets what was found on the tunnel, and onDestroy "restore" puts nothing back',
    ]);
  });
});
