import { readdirSync } from "node:fs";
import { join } from "node:path";
import { version } from "../../../package.json";
import { COMMANDS } from "../../../cli/commands";
import { runTool } from "./captured-run";

const names = COMMANDS.map(({ name }) => name);

describe("the tool", () => {
  it("names every command, with its summary and the exit codes, in its help", async () => {
    const { code, out, err } = await runTool(["--help"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}${name} +${summary}`, "mu"));
    for (const exit of ["0", "1", "2", "3"]) expect(out).toMatch(new RegExp(`^ {2}${exit} +\\S`, "mu"));
  });

  it("shows its help and fails if no command is given", async () => {
    expect(await runTool([])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Commands:") });
  });

  it("prints its version", async () => {
    expect(await runTool(["--version"])).toEqual({ code: 0, out: `${version}\n`, err: "" });
  });

  it.each([
    ["simulat", /did you mean simulate\?/u],
    ["policy_report", /did you mean policy-report\?/u],
    ["frobnicate", /^[^?]*$/u],
    ["constructor", /no command "constructor"/u],
  ])("suggests the command that is close to %s, if there is one", async (name, message) => {
    expect(await runTool([name])).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });

  it("has a file for each command, and no other", () => {
    const files = readdirSync(join(__dirname, "../../../cli/commands")).map((file) => file.replace(/\.ts$/u, ""));
    expect(files.sort()).toEqual([...names].sort());
  });
});

describe.each(names)("%s", (name) => {
  it.each([[[name, "--help"]], [["help", name]]])("has a help with examples and its options: %j", async (args) => {
    const { code, out } = await runTool(args);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^pulumi-alicloud-vpn ${name}: `, "u"));
    expect(out).toContain(`npx pulumi-alicloud-vpn ${name}`);
    expect(out).toMatch(/Examples:\n {2}# \w/u);
    expect(out).toContain("Exit codes:");
    expect(out).toContain("--help");
  });

  it("refuses an unknown option, and points to its help", async () => {
    const { code, err } = await runTool([name, "--no-such-option"]);
    expect(code).toBe(2);
    expect(err).toContain(`pulumi-alicloud-vpn ${name}: there is no option --no-such-option`);
    expect(err).toContain(`npx pulumi-alicloud-vpn ${name} --help`);
  });
});

describe("the command line", () => {
  it.each([
    [["simulate", "--prot", "1"], /did you mean --port\?/u],
    [["simulate", "--port"], /--port needs a value: --port PORT/u],
    [["simulate", "--tls=yes"], /--tls takes no value/u],
    [["simulate", "--port", "1", "--port", "2"], /--port is given twice/u],
    [["simulate", "extra"], /unexpected argument "extra"/u],
    [["simulate", "--port", "many"], /--port takes a whole number/u],
    [["list", "--json"], /did you mean --format json\?/u],
    [["policy-config"], /check is missing/u],
    [["policy-config", "check"], /<file> is missing/u],
  ])("%j is refused", async (args, message) => {
    expect(await runTool(args)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });
});
