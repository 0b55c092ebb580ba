import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ikeEncryption } from "../../../policies/rules";
import { runTool } from "./captured-run";

const folder = mkdtempSync(join(tmpdir(), "cli-files-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

const good = { vpnConnectionId: "vco-1", role: "master", tunnelIkeConfig: { ikePfs: "group14" } };
const bad = {
  vpnConnectionId: "vco-1",
  tunnelIkeConfig: { ikeEncAlg: "blowfish", psk: "planted secret key" },
  enableDPD: true,
};

describe("check", () => {
  it.each([
    ["one declaration", good, "1 declaration"],
    ["a list", [good, good], "2 declarations"],
    ["one for each name", { a: good, b: good, c: good }, "3 declarations"],
  ])("accepts %s", async (_, content, count) => {
    const run = await runTool(["check", file("good.json", content)]);
    expect(run).toEqual({ code: 0, out: `${count}: no problems\n`, err: "" });
  });

  it("shows every problem at once, and no key", async () => {
    const { code, out } = await runTool(["check", file("bad.json", { office: bad, home: good })]);
    expect(code).toBe(1);
    for (const property of ["tunnelIkeConfig.ikeEncAlg", "tunnelIkeConfig.psk", "enableDPD", "role"])
      expect(out).toMatch(new RegExp(`^office: ${property} .`, "mu"));
    expect(out).toMatch(/2 declarations: 4 problems\n$/u);
    expect(out).not.toContain("planted");
  });

  it("names a declaration of a list by its place, and reads the standard input", async () => {
    const { code, out } = await runTool(["check", "-"], { input: JSON.stringify([good, bad]) });
    expect(code).toBe(1);
    expect(out).toMatch(/^\[1\]: role is required/mu);
  });

  it("takes an object with a group of settings for one declaration", async () => {
    const { out } = await runTool(["check", file("groups.json", { tunnelIkeConfig: { ikePfs: "group14" } })]);
    expect(out).toMatch(/^vpnConnectionId is required/mu);
  });

  it.each([[7], [null], ["text"]])("refuses %j", async (content) => {
    const run = await runTool(["check", "-"], { input: JSON.stringify(content) });
    expect(run).toMatchObject({ code: 1, out: expect.stringContaining("it must be an object") });
  });

  it("reports a missing file, and a file that is no JSON without repeating its text", async () => {
    expect(await runTool(["check", join(folder, "none.json")])).toMatchObject({
      code: 2,
      err: expect.stringContaining("ENOENT"),
    });
    const broken = await runTool(["check", file("broken.json", '{"psk": planted}')]);
    expect(broken).toMatchObject({ code: 2, err: expect.stringContaining("broken.json is not JSON") });
    expect(broken.err).not.toContain("planted");
  });
});

describe("policy-config check", () => {
  const rule = ikeEncryption.name;

  it("accepts a file without mistakes", async () => {
    const path = file("config.json", { all: "advisory", [rule]: { allowed: ["aes256"] } });
    expect(await runTool(["policy-config", "check", path])).toEqual({
      code: 0,
      out: `${path}: no problems\n`,
      err: "",
    });
  });

  it("reports mistakes that the Pulumi CLI accepts silently", async () => {
    const path = file("config.json", { [`${rule}s`]: "mandatory", [rule]: { alowed: ["aes256"] } });
    const { code, out } = await runTool(["policy-config", "check", path]);
    expect(code).toBe(1);
    expect(out).toContain(`did you mean ${rule}?`);
    expect(out).toContain("did you mean allowed?");
  });

  it("checks a file against the pack that --pack names", async () => {
    const path = file("config.json", { [rule]: "mandatory" });
    expect(await runTool(["policy-config", "check", path, "--pack", "policies/algorithms"])).toMatchObject({ code: 0 });
    expect(await runTool(["policy-config", "check", path, "--pack", "policies/cidrs"])).toMatchObject({ code: 1 });
    expect(await runTool(["policy-config", "check", path, "--pack", "policies/cidr"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("did you mean policies/cidrs?"),
    });
    expect(await runTool(["policy-config", "chek", path])).toMatchObject({ code: 2 });
  });
});

describe("policy-report", () => {
  const pack = { policyPackName: "alicloud-vpn", policyPackVersion: "0.1.0" };
  /** A finished preview with one finding, or with what is left of it. */
  const events = (level: string, count = 5, packs: object = { "alicloud-vpn": "0.1.0" }): string =>
    [
      { sequence: 0, preludeEvent: {} },
      {
        sequence: 1,
        policyEvent: {
          resourceUrn: "urn:pulumi:dev::net::pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel::hq",
          message: "hq: too weak",
          policyName: ikeEncryption.name,
          ...pack,
          enforcementLevel: level,
        },
      },
      { sequence: 2, policyAnalyzeStackSummaryEvent: pack },
      { sequence: 3, summaryEvent: { PolicyPacks: packs, result: level === "mandatory" ? "failed" : "succeeded" } },
      { sequence: 4, cancelEvent: {} },
    ]
      .slice(0, count)
      .map((event) => JSON.stringify(event))
      .join("\n");

  it.each([
    ["markdown", /^## VPN policies: 1 mandatory violation/u],
    ["sarif", /"version": "2\.1\.0"/u],
    ["junit", /^<\?xml/u],
  ])("writes %s", async (format, text) => {
    const run = await runTool(["policy-report", "--format", format], { input: events("mandatory") });
    expect(run).toMatchObject({ code: 0, err: "", out: expect.stringMatching(text) });
  });

  it("writes a file, and summarises it on the standard error", async () => {
    const output = join(folder, "report.md");
    const run = await runTool(["policy-report", file("events.json", events("advisory")), "--output", output]);
    expect(run).toEqual({ code: 0, out: "", err: expect.stringContaining(`${output}: 1 advisory. Policy pack`) });
    expect(readFileSync(output, "utf8")).toContain("hq: too weak");
  });

  it.each([
    ["mandatory", "mandatory", 1],
    ["advisory", "mandatory", 0],
    ["advisory", "advisory", 1],
    ["mandatory", "never", 0],
  ])("with a %s finding and --fail-on %s exits with %d", async (level, failOn, code) => {
    expect(await runTool(["policy-report", "--fail-on", failOn], { input: events(level) })).toMatchObject({ code });
  });

  it.each([
    ["markdown", /^## VPN policies: not judged to the end/u],
    ["sarif", /"executionSuccessful": false/u],
    ["junit", /<error type="cut"/u],
  ])("has an exit code of its own for events that end early, and says so in %s", async (format, text) => {
    const run = await runTool(["policy-report", "--format", format], { input: events("mandatory", 3) });
    expect(run).toMatchObject({ code: 5, out: expect.stringMatching(text) });
  });

  it("has exit codes of their own for a failed run and for a run without a pack", async () => {
    const failed = events("advisory").replace("succeeded", "failed");
    expect(await runTool(["policy-report", "--fail-on", "advisory"], { input: failed })).toMatchObject({ code: 6 });
    const bare = [
      { sequence: 0, preludeEvent: {} },
      { sequence: 1, summaryEvent: {} },
      { sequence: 2, cancelEvent: {} },
    ];
    const input = bare.map((event) => JSON.stringify(event)).join("\n");
    expect(await runTool(["policy-report"], { input })).toMatchObject({ code: 4 });
  });

  it("counts the judged resources in a state, and refuses a file that is no state", async () => {
    const resources = [{ type: "alicloud:vpn/connection:Connection" }, { type: "pulumi:pulumi:Stack" }];
    const state = file("state.json", { version: 3, deployment: { resources } });
    const run = await runTool(["policy-report", "--state", state], { input: events("advisory") });
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining("alicloud-vpn 0.1.0 judged 1 resource.") });
    const wrong = file("other.json", { resources });
    expect(await runTool(["policy-report", "--state", wrong], { input: events("advisory") })).toMatchObject({
      code: 2,
      err: expect.stringContaining("is no exported stack"),
    });
  });

  it("shows its own exit codes in its own help only", async () => {
    const { out } = await runTool(["policy-report", "--help"]);
    for (const code of [4, 5, 6]) expect(out).toMatch(new RegExp(`^  ${code}  +\\S`, "mu"));
    expect((await runTool(["list", "--help"])).out).not.toMatch(/^  4  /mu);
  });

  it.each([
    [["policy-report"], /no engine events/u],
    [["policy-report", "--format", "pdf"], /--format takes markdown or sarif or junit or json, not "pdf"/u],
    [["policy-report", "a", "b"], /unexpected argument "b"/u],
    [["policy-report", "--output", "/dev/null/no"], /no engine events/u],
  ])("%j is a mistake", async (args, message) => {
    expect(await runTool(args, { input: "{}" })).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });
});

describe("simulate", () => {
  it("answers until it is interrupted", async () => {
    const stop = new AbortController();
    let printed = "";
    const run = runTool(["simulate", "--generate", "gateways=1,connections=3"], {
      signal: stop.signal,
      onOut: (text) => {
        printed += text;
        if (printed.includes("access-key ")) stop.abort();
      },
    });
    expect(await run).toEqual({ code: 0, out: printed, err: "" });
    expect(printed).toMatch(/^url http:\/\/127\.0\.0\.1:\d+\naccess-key \S+ \S+\n$/u);
  });
});
