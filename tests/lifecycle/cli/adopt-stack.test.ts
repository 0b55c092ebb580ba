// With the real Pulumi CLI: what adopt writes compiles, runs, sends nothing and has its keys as a secret.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generateTopology } from "../../../simulator";
import { cliEnvironment, createStack, ENGINE_TIMEOUT_MS, mustSucceed, removeStacks } from "../../engine/harness";
import { closeSimulators, ownSimulator, simulatorConfig } from "../../engine/tunnels";
import { commits } from "../deployment";
import { runTool } from "../../unit/cli/captured-run";
import { runAgainst, SIMULATOR_ENV } from "./cloud-run";

jest.setTimeout(3 * ENGINE_TIMEOUT_MS);
afterAll(removeStacks);
afterAll(closeSimulators);

interface Estate {
  readonly topology: "default" | ReturnType<typeof generateTopology>;
  readonly connections: number;
  /** Flags of the command. */
  readonly flags: readonly string[];
  /** Resources of the stack: one for each tunnel or pair, and the stack itself. */
  readonly resources: number;
  /** A piece of every key. */
  readonly keys: RegExp;
}

// ADOPT_CONNECTIONS=500 is the size of a large estate, and takes minutes.
const connections = Number(process.env["ADOPT_CONNECTIONS"] ?? 20);
const ESTATES: readonly Estate[] = [
  { topology: "default", connections: 5, flags: [], resources: 9, keys: /-tunnel-\d-key|-shared-key/u },
  { topology: "default", connections: 5, flags: ["--pair"], resources: 5, keys: /-tunnel-\d-key|-shared-key/u },
  {
    topology: generateTopology({ gateways: 10, connections }),
    connections,
    flags: [],
    resources: 2 * connections + 1,
    keys: /Generated-key/u,
  },
];

it.each(ESTATES)(
  "adopt --stack $flags on $connections connections: `pulumi up` adopts everything and sends nothing, and the next preview has no change",
  async ({ topology, flags, resources, keys }) => {
    const sim = await ownSimulator({ topology });
    const stack = await createStack({ name: "estate", files: {}, config: simulatorConfig(sim) });
    const { folder, scratch } = stack.project;
    const output = join(folder, "index.ts");
    const env = { ...cliEnvironment(scratch), ...SIMULATOR_ENV };
    const adopt = ["adopt", "--output", output, "--stack", stack.name, ...flags];
    expect(await runAgainst(sim, adopt, { env })).toMatchObject({ code: 0, out: "" });

    const settings = readFileSync(join(folder, `Pulumi.${stack.name}.yaml`), "utf8");
    expect(settings).toMatch(/^ {2}estate:tunnelKeys:\n {4}secure: /mu);
    const program = readFileSync(output, "utf8");
    expect(settings + program).not.toMatch(keys);

    const { changeSummary } = mustSucceed(await stack.up({ typeCheck: true }));
    expect(changeSummary).toEqual({ create: resources });
    expect(commits(sim)).toEqual([]);
    expect(stack.stateFile()).not.toMatch(keys);

    expect(await runAgainst(sim, adopt, { env })).toMatchObject({ code: 0 });
    expect(readFileSync(output, "utf8")).toBe(program);
    mustSucceed(await stack.preview({ expectNoChanges: true }));
    expect(commits(sim)).toEqual([]);
  },
);

it("an adopted stack moves from tunnels to pairs by adopt --pair and pair-state, and nothing is sent", async () => {
  const sim = await ownSimulator();
  const stack = await createStack({ name: "estate", files: {}, config: simulatorConfig(sim) });
  const { folder, scratch } = stack.project;
  const env = { ...cliEnvironment(scratch), ...SIMULATOR_ENV };
  const adopt = ["adopt", "--output", join(folder, "index.ts"), "--stack", stack.name];
  await runAgainst(sim, adopt, { env });
  mustSucceed(await stack.up());

  const paired = await runAgainst(sim, [...adopt, "--pair"], { env });
  expect(paired.err).toContain("  headquarters: headquarters-master and headquarters-slave\n");
  const { stdout } = await stack.run(["stack", "export", "--stack", stack.name]);
  const { out } = await runTool(["pair-state"], { input: stdout });
  stack.project.write({ "pairs.json": out });
  expect(await stack.run(["stack", "import", "--file", "pairs.json", "--stack", stack.name])).toMatchObject({
    exitCode: 0,
  });
  expect(mustSucceed(await stack.up({ expectNoChanges: true })).changeSummary).toEqual({ same: 5 });
  expect(commits(sim)).toEqual([]);
});
