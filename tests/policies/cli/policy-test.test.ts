// `policy-test` over real packs, each in a process of its own, as the Pulumi CLI runs it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runTool } from "../../unit/cli/captured-run";
import { repositoryRoot } from "../../engine/harness";
import { goodIke, vpnTunnel } from "../fixtures";

jest.setTimeout(180_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-policy-test-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const RULE = "alicloud-vpn-tunnel-ike-encryption";
const PACK = join(repositoryRoot, "policies/algorithms");
const weak = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) });

const write = (path: string, content: unknown): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
};

it("accepts samples that are as they should be, with settings and unknown values", async () => {
  write(`samples/${RULE}/allowed/good.json`, vpnTunnel());
  write(`samples/${RULE}/allowed/by-setting.json`, { resources: [weak], config: { allowed: ["des"] } });
  write(`samples/${RULE}/disallowed/weak.json`, weak);
  const { code, out } = await runTool(["policy-test", PACK, join(folder, "samples")]);
  expect(out).toContain("3 samples of 1 rules: all as they should be");
  expect(code).toBe(0);
});

it("fails for each sample that is not, says why, and writes JUnit", async () => {
  write(`samples/${RULE}/allowed/weak.json`, weak);
  write(`samples/${RULE}/allowed/unknown.json`, vpnTunnel({ tunnelIkeConfig: { ikeEncAlg: { $unknown: true } } }));
  write(`samples/${RULE}/disallowed/good.json`, vpnTunnel());
  write("samples/acme-rule/allowed/good.json", vpnTunnel());
  const output = join(folder, "samples.xml");
  const args = ["policy-test", PACK, join(folder, "samples"), "--complete", "--format", "junit", "--output", output];
  const { code, out } = await runTool(args);
  expect(code).toBe(1);
  expect(out).toContain(`${RULE}/allowed/weak.json: the rule found: `);
  expect(out).toMatch(new RegExp(`${RULE}/allowed/unknown.json: can't run policy`, "u"));
  expect(out).toContain(`${RULE}/disallowed/good.json: the rule found nothing`);
  expect(out).toContain("acme-rule/allowed/good.json: the pack has no such rule");
  expect(out).toContain("alicloud-vpn-tunnel-ike-integrity: no allowed sample");
  expect(readFileSync(output, "utf8")).toContain('tests="4" failures="4"');
});

it("says what is wrong with a folder that is no pack, or does not start", async () => {
  write(`samples/${RULE}/allowed/good.json`, vpnTunnel());
  const samples = join(folder, "samples");
  expect(await runTool(["policy-test", folder, samples])).toMatchObject({
    code: 2,
    err: expect.stringContaining("is no policy pack: it has no PulumiPolicy.yaml"),
  });
  for (const pack of ["bare", "broken"]) {
    write(`${pack}/PulumiPolicy.yaml`, "runtime: nodejs");
    write(`${pack}/package.json`, { name: pack, version: "1.0.0", main: "index.js" });
    write(`${pack}/index.js`, "throw new Error('the pack is broken');");
  }
  symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "broken/node_modules"));
  expect(await runTool(["policy-test", join(folder, "bare"), samples])).toMatchObject({
    code: 2,
    err: expect.stringContaining("has no @pulumi/pulumi: install its packages there, with npm install"),
  });
  expect(await runTool(["policy-test", join(folder, "broken"), samples])).toMatchObject({
    code: 2,
    err: expect.stringContaining("the pack is broken"),
  });
});

it("takes every sample of this package, and lacks none", async () => {
  const samples = join(repositoryRoot, "policies/samples");
  const { code, out } = await runTool(["policy-test", join(repositoryRoot, "policies"), samples, "--complete"]);
  expect(out).toContain("all as they should be");
  expect(code).toBe(0);
});
