// Every sample of every rule on the real CLI: one analysis for each pack, over all samples in one stack.
import { join } from "node:path";
import { PACKS } from "../../../policies/assembly/packs";
import { readReport } from "../../../policies/report";
import { OTHER_PSK, STRONG_PSK } from "../../../policies/testing";
import { readSamples } from "../../../policies/testing/samples";
import type { Sample } from "../../../policies/testing/samples";
import { ENGINE_TIMEOUT_MS, createStack, removeStacks, repositoryRoot } from "../../engine/harness";
import type { EngineStack } from "../../engine/harness";
import type { GivenResource } from "../policy-runner";
import { exportedState } from "./exported-state";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);

/** The CLI has one configuration for a whole run, so a sample with settings of its own has no place in it. */
const samples = readSamples(join(repositoryRoot, "policies/samples")).filter(
  ({ config }) => Object.keys(config).length === 0,
);

/** The resources of a sample as nobody else has them: with names, ids and keys of their own. */
function apart({ resources }: Sample, index: number): readonly GivenResource[] {
  const text = JSON.stringify(resources)
    .replaceAll(/"(vco|vpn|cgw|tun)-([^"]+)"/gu, `"$1-$2-${index}"`)
    .replaceAll(STRONG_PSK, `${STRONG_PSK}#${index}`)
    .replaceAll(OTHER_PSK, `${OTHER_PSK}#${index}`);
  const moved: readonly GivenResource[] = JSON.parse(text);
  return moved.map((resource, at) => ({ ...resource, name: `${resource.name ?? `resource-${at}`}-of-${index}` }));
}

/** Which samples the violations of a rule are about. */
const indexOf = (urn: string): number => Number(/-of-(\d+)$/u.exec(urn)?.[1]);

/**
 * The first two have to do with the other samples too, which are in the same stack. The third leaves to other rules
 * what they report. `policy-test` has a stack and a run for each sample.
 */
const NOT_APART = [
  "alicloud-vpn-connection-vpc-overlap",
  "alicloud-vpn-types-not-judged",
  "alicloud-vpn-tunnel-crypto-profile",
];

let stack: EngineStack;

beforeAll(async () => {
  const state = exportedState(samples.flatMap(apart), (resource) => resource);
  stack = await createStack({ files: { "index.js": "", "state.json": state } });
});

it.each(Object.entries(PACKS))("%s refuses each disallowed sample, and no allowed one", async (pack, rules) => {
  const { folder } = stack.project;
  stack.project.write({ "config.json": JSON.stringify({ all: "advisory" }) });
  const analysis = ["policy", "analyze", "--file", join(folder, "state.json"), "--json"];
  const config = ["--policy-pack-config", join(folder, "config.json")];
  const { stdout, exitCode } = await stack.run([...analysis, "--policy-pack", join(repositoryRoot, pack), ...config]);
  expect(exitCode).toBe(0);
  const { findings, evidence } = readReport(stdout);
  expect(evidence.status).toBe("judged");
  // The samples of the rules about coverage leave out what the whole pack judges.
  const ofPack = pack === "policies" ? rules : rules.filter(({ group }) => group !== "coverage");
  const judged = ofPack.filter(({ name }) => samples.some(({ rule }) => rule === name) && !NOT_APART.includes(name));
  const wrong = judged.flatMap(({ name }) => {
    const found = new Set(findings.filter(({ rule }) => rule === name).map(({ urn }) => indexOf(urn)));
    const own = samples.flatMap((sample, index) => (sample.rule === name ? [{ ...sample, index }] : []));
    expect(own.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["allowed", "disallowed"]));
    return own.filter(({ kind, index }) => found.has(index) !== (kind === "disallowed")).map((sample) => sample.file);
  });
  expect(wrong).toEqual([]);
});
