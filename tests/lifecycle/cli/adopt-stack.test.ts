// With the real Pulumi CLI: what adopt writes compiles, runs, sends nothing and has its keys as a secret.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliEnvironment, createStack, ENGINE_TIMEOUT_MS, mustSucceed, removeStacks } from "../../engine/harness";
import { closeSimulators, ownSimulator, simulatorConfig } from "../../engine/tunnels";
import { commits } from "../deployment";
import { runAgainst, SIMULATOR_ENV } from "./cloud-run";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);
afterAll(closeSimulators);

it("adopt --stack: `pulumi up` adopts everything and sends nothing, and the next preview has no change", async () => {
  const sim = await ownSimulator();
  const stack = await createStack({ name: "estate", files: {}, config: simulatorConfig(sim) });
  const { folder, scratch } = stack.project;
  const output = join(folder, "index.ts");
  const env = { ...cliEnvironment(scratch), ...SIMULATOR_ENV };
  const adopt = ["adopt", "--output", output, "--stack", stack.name];
  expect(await runAgainst(sim, adopt, { env })).toMatchObject({ code: 0, out: "" });

  const settings = readFileSync(join(folder, `Pulumi.${stack.name}.yaml`), "utf8");
  expect(settings).toMatch(/^ {2}estate:tunnelKeys:\n {4}secure: /mu);
  expect(settings + readFileSync(output, "utf8")).not.toMatch(/-tunnel-\d-key|-shared-key/u);

  const { changeSummary } = mustSucceed(await stack.up({ typeCheck: true }));
  expect(changeSummary).toEqual({ create: 9 });
  expect(commits(sim)).toEqual([]);
  expect(stack.stateFile()).not.toMatch(/-tunnel-\d-key|-shared-key/u);

  expect(await runAgainst(sim, adopt, { env })).toMatchObject({ code: 0 });
  mustSucceed(await stack.preview({ expectNoChanges: true }));
  expect(commits(sim)).toEqual([]);
});
