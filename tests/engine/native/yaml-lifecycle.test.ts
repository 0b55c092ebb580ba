import type { Simulator } from "../../../simulator";
import { diagnostics, mustSucceed, type EngineStack, type ResourceMetadata } from "../harness";
import { BRANCH, MASTER, onRealCli, ownSimulator, SLAVE } from "../tunnels";
import { describeYaml, rewrite, TUNNEL, yamlStack, type YamlProgram } from "./native-stack";

onRealCli();

const program = (master: object = {}): YamlProgram => ({
  resources: {
    master: {
      type: TUNNEL,
      properties: {
        vpnConnectionId: BRANCH,
        role: "master",
        tunnelIkeConfig: { ikeEncAlg: "aes256", ikePfs: "group14" },
        ...master,
      },
    },
    slave: { type: TUNNEL, properties: { vpnConnectionId: BRANCH, role: "slave", enableDpd: true } },
  },
  outputs: { lifetime: "${master.tunnelIkeConfig.ikeLifetime}", status: "${master.status}", id: "${master.id}" },
});

const resultOf = (steps: readonly ResourceMetadata[], name: string): ResourceMetadata | undefined =>
  steps.filter((step) => step.urn.endsWith(`::${name}`)).at(-1);

describeYaml("a program in YAML with native tunnels", () => {
  let sim: Simulator;
  let stack: EngineStack;
  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await yamlStack(sim, program());
  });

  it("previews what adopting changes, in the row of each resource", async () => {
    const preview = mustSucceed(await stack.preview());
    expect(preview.changeSummary).toEqual({ create: 3 });
    const notes = preview.events.flatMap(({ diagnosticEvent: event }) =>
      event?.message.includes("LIVE tunnel") === true ? [event] : [],
    );
    expect(notes.map(({ urn }) => urn)).toEqual([expect.stringMatching(/::master$/u)]);
    expect(notes[0]?.message).toMatch(/ikeEncAlg: aes -> aes256/u);
    expect(sim.journal.filter(({ committed }) => committed)).toEqual([]);
  });

  it("adopts, and finds nothing to do afterwards, without a call of the API", async () => {
    const up = mustSucceed(await stack.up());
    expect(up.changeSummary).toEqual({ create: 3 });
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { IkeEncAlg: "aes256", IkePfs: "group14" } });
    const outputs = await stack.outputs();
    expect(outputs).toMatchObject({ lifetime: 86_400, id: `${BRANCH}:${MASTER}` });
    const calls = sim.journal.length;
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 3 });
    expect(sim.journal.length - calls).toBe(0);
  });

  it("shows drift after a refresh, and names exactly the property that drifted", async () => {
    sim.changeTunnel(MASTER, { TunnelIkeConfig: { IkeEncAlg: "aes192" } });
    expect(mustSucceed(await stack.refresh()).changeSummary).toMatchObject({ update: 1 });
    const preview = mustSucceed(await stack.preview({ diff: true }));
    const steps = preview.events.flatMap((event) => event.resourcePreEvent?.metadata ?? []);
    expect(resultOf(steps, "master")?.detailedDiff).toEqual({
      "tunnelIkeConfig.ikeEncAlg": expect.objectContaining({ diffKind: "update", inputDiff: true }),
    });
    expect(preview.stdout).toMatch(/~ ikeEncAlg: "aes192" => "aes256"/u);
    expect(preview.stdout).not.toMatch(/ikePfs|observed|managed/u);
    expect(mustSucceed(await stack.up()).changeSummary).toMatchObject({ update: 1, same: 2 });
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { IkeEncAlg: "aes256" } });
  });

  it("refuses a wrong declaration with every problem, and a tunnel that two resources declare", async () => {
    rewrite(stack, program({ tunnelIkeConfig: { ikeEncAlg: "aes512", ikeLifetime: -1 } }));
    const wrong = await stack.preview();
    expect(wrong.exitCode).not.toBe(0);
    expect(wrong.stdout).toMatch(/ikeEncAlg must be one of aes, aes192/u);
    expect(wrong.stdout).toMatch(/ikeLifetime must be a whole number/u);
    const twice = program();
    rewrite(stack, {
      resources: {
        ...twice.resources,
        again: { type: TUNNEL, properties: { vpnConnectionId: BRANCH, tunnelId: SLAVE } },
      },
    });
    const refused = await stack.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stdout).toMatch(
      /VpnTunnel "(?:again|slave)" and VpnTunnel "(?:again|slave)" declare the same tunnel/u,
    );
    rewrite(stack, program());
  });

  it("ends managing, and leaves the tunnels as they are", async () => {
    const destroy = mustSucceed(await stack.destroy());
    expect(destroy.changeSummary).toMatchObject({ delete: 3 });
    expect(diagnostics(destroy.events).join("\n")).toMatch(/stays as it is|left/u);
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { IkeEncAlg: "aes256" } });
  });
});
