// Programs with pairs on the real CLI: mistakes, two resources for one tunnel, values that are not known yet, plans,
// and replacements.
import { diagnostics, type EngineStack, mustSucceed, resourceSteps } from "./harness";
import { stackBesideControl } from "./beside-control";
import type { Simulator } from "../../simulator";
import {
  BRANCH,
  declare,
  HEADQUARTERS,
  MASTER,
  onRealCli,
  ownSimulator,
  simulatorConfig,
  SLAVE,
  tunnelStack,
  type Tunnels,
} from "./tunnels";
import { createStack } from "./harness";

onRealCli();

const PAIR = { options: { pair: true }, rollout: { holdSeconds: 0 }, waitFor: "settled" };
const order = (sim: Simulator) =>
  sim.journal.filter((entry) => entry.committed).map(({ params }) => params["TunnelId"]);

describe("a program with mistakes", () => {
  let sim: Simulator;
  let stack: EngineStack;
  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await tunnelStack(sim, {});
  });
  const errorsOf = async (tunnels: Tunnels): Promise<string> => {
    declare(stack, tunnels);
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    return diagnostics(result.events, "error").join("\n");
  };

  it("is told each of them once, under the name that it uses, and nothing is asked or shown", async () => {
    const said = await errorsOf({
      office: {
        ...PAIR,
        vpnConnectionId: BRANCH,
        role: "master",
        tunnelIkeConfig: { ikeEncAlg: "aes-256", psk: "Planted key with spaces" },
        master: { tunnelIkeConfig: { psk: "Planted own key" }, ikePfs: "group14" },
        rollout: { hold_seconds: 3, hook: { withKey: true } },
      },
    });
    for (const part of [
      /role cannot be declared on a pair, which has both tunnels/u,
      /property tunnelIkeConfig\.ikeEncAlg .*must be one of|tunnelIkeConfig\.ikeEncAlg must be one of/u,
      /(?<!master\.)tunnelIkeConfig\.psk may hold/u,
      /master\.tunnelIkeConfig\.psk may hold/u,
      /did you mean master\.tunnelIkeConfig\.ikePfs\?/u,
      /did you mean rollout\.holdSeconds\?/u,
      /rollout\.hook\.command is required/u,
    ])
      expect(said).toMatch(part);
    expect(said.match(/given: "aes-256"/gu)).toHaveLength(1);
    expect(said).not.toContain("Planted");
    expect(sim.journal).toEqual([]);
  });

  it("that declares a tunnel twice is refused, in either order, whichever way it names it", async () => {
    const pair = { ...PAIR, vpnConnectionId: BRANCH };
    const both =
      /VpnTunnel(?:Pair)? "(?:one|two)" and VpnTunnel(?:Pair)? "(?:one|two)" declare the same tunnel vco-sim\d+2:\S+: keep one of them$/mu;
    for (const [one, two] of [
      [{ vpnConnectionId: BRANCH, role: "slave" }, pair],
      [pair, { vpnConnectionId: BRANCH, tunnelId: SLAVE }],
      [pair, pair],
    ] as const)
      expect(await errorsOf({ one, two })).toMatch(both);
    expect(order(sim)).toEqual([]);
  });
});

it("values that are not known yet pass a preview; what depends on a tunnel's outputs is not known either", async () => {
  const sim = await ownSimulator();
  const program = `
    import * as pulumi from "@pulumi/pulumi";
    import { VpnTunnelPair } from "pulumi-alicloud-vpn";
    class Plain extends pulumi.dynamic.Resource {
      declare readonly value: pulumi.Output<string>;
      constructor(name: string, value: pulumi.Input<string>) {
        super({ create: async (inputs) => ({ id: "later", outs: inputs }) }, name, { value });
      }
    }
    const later = new Plain("later", "x");
    const soon = <T>(value: T): pulumi.Output<T> => later.id.apply(() => value);
    const rollout = { holdSeconds: 0 };
    const branch = new VpnTunnelPair("branch", { vpnConnectionId: soon("${BRANCH}"), rollout,
      master: soon({ tunnelIkeConfig: { psk: "Planted-unknown-key", ikeLifetime: 7200 } }),
      slave: { tunnelIkeConfig: { psk: soon("Planted-late-key") }, tunnelIpsecConfig: { ipsecPfs: soon("group14" as const) } } });
    const office = new VpnTunnelPair("office", { vpnConnectionId: "${HEADQUARTERS}", rollout, enableDpd: true,
      tunnelIkeConfig: Promise.resolve({ ikeLifetime: 3600 }), master: { tunnelIkeConfig: { psk: Promise.resolve("Planted-promise") } } });
    // Neither is a text with "undefined" in it, although both programs declare something of the master.
    new Plain("address", pulumi.interpolate\`peer \${office.master.internetIp}\`);
    export const status = office.master.apply((master) => master.status!.length);
    export const tunnel = branch.slave.tunnelId;`;
  const stack = await createStack({ files: { "index.ts": program }, config: simulatorConfig(sim) });
  const preview = mustSucceed(await stack.preview({ diff: true, typeCheck: true }));
  expect(preview.changeSummary).toEqual({ create: 5 });
  expect(preview.stdout).not.toMatch(/undefined|Planted/u);
  mustSucceed(await stack.up());
  expect((await stack.state()).named("address").outputs?.["value"]).toBe("peer 192.0.2.11");
  expect([MASTER, SLAVE].map((id) => sim.tunnel(id))).toMatchObject([
    { IkeConfig: { Psk: "Planted-unknown-key", IkeLifetime: 7200 } },
    { IkeConfig: { Psk: "Planted-late-key" }, IpsecConfig: { IpsecPfs: "group14" } },
  ]);
  mustSucceed(await stack.preview({ expectNoChanges: true }));
  expect(stack.stateFile()).not.toContain("Planted");
});

it("a saved plan sends only what was approved, whatever else moved meanwhile", async () => {
  const sim = await ownSimulator();
  const office = (ipsecLifetime: number) => ({
    office: { ...PAIR, vpnConnectionId: BRANCH, tunnelIpsecConfig: { ipsecLifetime }, master: { enableDpd: true } },
  });
  const stack = await stackBesideControl(sim, office(86_400));
  mustSucceed(await stack.up());
  declare(stack, office(3600));
  mustSucceed(await stack.preview({ args: ["--save-plan", "plan.json"] }));
  sim.changeTunnel(SLAVE, { TunnelIkeConfig: { IkeLifetime: 601 }, EnableDpd: false });
  sim.changeConnection(BRANCH, { Name: "renamed" });
  sim.clearJournal();
  expect(mustSucceed(await stack.up({ args: ["--plan", "plan.json"] })).changeSummary).toEqual({ same: 1, update: 2 });
  expect(order(sim)).toEqual([SLAVE, MASTER]);
  expect(sim.tunnel(SLAVE)).toMatchObject({ EnableDpd: false, IkeConfig: { IkeLifetime: 601 } });
});

it("`up --replace` touches neither tunnel, and a later destroy puts back what was found at first, slave first", async () => {
  const sim = await ownSimulator();
  const live = () =>
    [MASTER, SLAVE].map((id) => {
      const { EnableDpd, IkeConfig } = sim.tunnel(id) ?? {};
      return { EnableDpd, IkeConfig };
    });
  const found = live();
  const stack = await tunnelStack(sim, {
    office: {
      ...PAIR,
      vpnConnectionId: BRANCH,
      onDestroy: "restore",
      enableDpd: false,
      slave: { tunnelIkeConfig: { psk: "Planted-new-key-71528" } },
    },
  });
  mustSucceed(await stack.up());
  const { urn } = (await stack.state()).named("office");
  sim.clearJournal();
  const replaced = mustSucceed(await stack.up({ args: ["--replace", urn] }));
  expect(resourceSteps(replaced.events).map(({ op }) => op)).toContain("create-replacement");
  expect(order(sim)).toEqual([]);
  const { stdout } = mustSucceed(await stack.destroy());
  expect(stdout).toMatch(/enableDpd.* put back as it was found/u);
  expect(order(sim)).toEqual([SLAVE, MASTER]);
  expect(live()).toEqual(found);
  expect(replaced.stdout + stdout).not.toContain("Planted");
});
