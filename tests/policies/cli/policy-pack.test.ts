// The folder that `policy-pack init` writes: packed by npm, unpacked in an empty place, and run by the real CLI.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readReport } from "../../../policies/report";
import { ENGINE_TIMEOUT_MS, createStack, removeStacks } from "../../engine/harness";
import { runTool } from "../../unit/cli/captured-run";
import { goodIke, vpnTunnel } from "../fixtures";
import { exportedState } from "./exported-state";
import { installInto, npmPack, unpack } from "./installation";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);

it.each([
  ["javascript", "nist-sp800-77r1"],
  ["typescript", undefined],
])("a pack in %s packs, installs and judges, with nothing outside its folder", async (language, preset) => {
  const weak = vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }, "weak");
  const stack = await createStack({ files: { "index.js": "", "state.json": exportedState([weak]) }, installed: false });
  const { scratch, folder } = stack.project;
  const written = join(scratch, "acme-vpn");
  const options = ["--language", language, ...(preset === undefined ? [] : ["--preset", preset])];
  expect(await runTool(["policy-pack", "init", written, ...options])).toMatchObject({ code: 0 });

  const place = join(scratch, "empty", "acme-vpn");
  unpack(npmPack(written, join(scratch, "packed")), place);
  expect(existsSync(join(place, "PulumiPolicy.yaml"))).toBe(true);
  installInto(place, scratch);

  const file = ["policy", "analyze", "--file", join(folder, "state.json"), "--json", "--policy-pack", place];
  const { stdout, exitCode } = await stack.run(file);
  expect(exitCode).not.toBe(0);
  const { findings } = readReport(stdout);
  expect(findings.map(({ rule, level, packs }) => `${level} ${rule} ${packs.join()}`)).toContain(
    "mandatory alicloud-vpn-tunnel-ike-encryption acme-vpn",
  );
  const tested = await runTool(["policy-test", place, join(place, "samples")]);
  expect(tested).toMatchObject({
    code: 0,
    out: expect.stringContaining("2 samples of 1 rules: all as they should be"),
  });
});

describe("policy-pack init refuses", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-init-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("to overwrite a file, and leaves all of them as they are", async () => {
    expect((await runTool(["policy-pack", "init", join(folder, "acme")])).code).toBe(0);
    const again = await runTool(["policy-pack", "init", join(folder, "acme"), "--language", "javascript"]);
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining("PulumiPolicy.yaml exists already") });
    expect(existsSync(join(folder, "acme/index.js"))).toBe(false);
  });

  it.each([
    [["init", "ACME pack"], '"ACME pack" is none'],
    [["init", "acme", "--preset", "nist-sp800-77"], "did you mean nist-sp800-77r1?"],
    [["init", "acme", "--language", "python"], "--language takes typescript or javascript"],
    [["new", "acme"], 'there is no policy-pack "new"'],
    [["init"], "<folder> is missing"],
  ])("%j", async (args, why) => {
    const { code, err } = await runTool(["policy-pack", ...args]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
    expect(existsSync("acme")).toBe(false);
  });
});
