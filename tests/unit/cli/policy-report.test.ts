import { runTool } from "./captured-run";
import { policyFiles, tunnelUrn } from "./policy-files";

const files = policyFiles();
afterAll(() => files.remove());

const RULE = "alicloud-vpn-tunnel-ike-encryption";

/** The events of an analysis with a finding for each of these resources. */
const events = (
  name: string,
  urns: readonly string[],
  summary: object = { PolicyPacks: { acme: "1.0.0" } },
): string => {
  const violations = urns.map((resourceUrn) => ({
    policyEvent: {
      resourceUrn,
      message: "des",
      policyName: RULE,
      policyPackName: "acme",
      enforcementLevel: "mandatory",
    },
  }));
  const lines = [...violations, { summaryEvent: { result: "failed", ...summary } }];
  return files.write(name, lines.map((line, sequence) => JSON.stringify({ sequence, ...line })).join("\n"));
};
const report = (...args: readonly string[]) => runTool(["policy-report", ...args]);
const baseline = files.path("baseline.json");

describe("policy-report --baseline", () => {
  it("writes the present findings, and then fails for new ones only", async () => {
    const first = events("first.json", [tunnelUrn("hq")]);
    expect(await report(first, "--baseline", baseline)).toMatchObject({
      code: 2,
      err: expect.stringContaining("--write-baseline writes one"),
    });
    const written = await report(first, "--baseline", baseline, "--write-baseline", "--fail-on", "mandatory");
    expect(written).toMatchObject({ code: 0, out: "", err: `${baseline}: 1 mandatory violation\n` });
    expect(await report(first, "--fail-on", "mandatory")).toMatchObject({ code: 1 });
    expect(await report(first, "--fail-on", "mandatory", "--baseline", baseline)).toMatchObject({
      code: 0,
      out: expect.stringContaining("no violations (1 known)"),
    });
    const second = events("second.json", [tunnelUrn("hq"), tunnelUrn("new")]);
    expect(await report(second, "--fail-on", "mandatory", "--baseline", baseline)).toMatchObject({ code: 1 });
  });

  it("is not written by a run that was not judged to its end", async () => {
    const before = files.read("baseline.json");
    const none = events("none.json", [], { PolicyPacks: {} });
    expect(await report(none, "--baseline", baseline, "--write-baseline")).toMatchObject({
      code: 4,
      err: expect.stringContaining("is not written"),
    });
    expect(files.read("baseline.json")).toBe(before);
  });

  it.each([
    [["--write-baseline"], /--write-baseline needs --baseline FILE/u],
    [["--baseline", files.write("no-baseline.json", {})], /is no baseline/u],
    [["--record", files.path("no-baseline.json")], /holds no record of a policy pack/u],
  ])("%j is a mistake of the command line", async (args, message) => {
    const file = events("first.json", [tunnelUrn("hq")]);
    expect(await report(file, ...args)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });
});

describe("policy-report merge", () => {
  it("reports on many stacks, with counts, in each format", async () => {
    const both = [
      events("prod.json", [tunnelUrn("hq")]),
      events("dev.json", [tunnelUrn("hq", "dev"), tunnelUrn("two", "dev")]),
    ];
    const { code, out } = await report("merge", ...both);
    expect(code).toBe(0);
    expect(out).toContain("## VPN policies: 3 mandatory violations");
    expect(out).toContain("| net/dev | 2 | 0 | 0 | 0 |");
    expect(out).toContain("| not recorded | 3 | 0 | 0 |");
    const data: unknown = JSON.parse((await report("merge", ...both, "--format", "json")).out);
    expect(data).toHaveProperty("counts.stacks.0.stack", "net/dev");
    expect((await report("merge", ...both, "--format", "junit")).out).toContain('failures="3"');
    expect((await report("merge", ...both, "--fail-on", "mandatory")).code).toBe(1);
  });

  it.each([
    [["merge"], /merge needs the files/u],
    [["a.json", "b.json"], /unexpected argument "b.json"; `policy-report merge` takes several files/u],
  ])("%j is a mistake of the command line", async (args, message) => {
    expect(await report(...args)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});
