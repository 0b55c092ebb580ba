// Which Pulumi CLI is taken, and what is said of one that cannot be.
import { join } from "node:path";
import {
  evaluate,
  removeTemporaryFolders,
  temporaryFolder,
  write,
  writeCommand,
  type Evaluation,
} from "./set-up-module";

afterAll(removeTemporaryFolders);

const cli = (body: string, env: NodeJS.ProcessEnv = {}): unknown => evaluate("setup/pulumi-cli.mjs", body, env).value;

it.each([
  ["v3.229.0", true],
  ["3.259.0", true],
  ["v3.300.1-alpha.5+x", true],
  ["v3.228.9", false],
  ["v2.999.0", false],
  ["v4.0.0", false],
  ["", false],
  ["command not found", false],
])("a Pulumi CLI of version %j is supported: %j", (version, supported) => {
  expect(cli(`return m.isSupported(${JSON.stringify(version)});`)).toBe(supported);
});

describe("a CLI on PATH", () => {
  const onPath = (folder: string): unknown =>
    cli(`return m.onPath(${JSON.stringify(`${temporaryFolder()}:${folder}:/usr/bin:/bin`)});`);

  function folderWith(version: string, others: readonly string[]): string {
    const folder = temporaryFolder();
    writeCommand(folder, "pulumi", version);
    for (const name of others) writeCommand(folder, name, "exit 0");
    return folder;
  }
  const both = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

  it("is not found in folders without one", () => {
    expect(onPath(temporaryFolder())).toEqual({});
  });
  it("is used where it is supported and whole", () => {
    const folder = folderWith("echo v3.240.0", both);
    expect(onPath(folder)).toEqual({ folder });
  });
  it("is refused where it is too old", () => {
    const folder = folderWith("echo v3.100.0", both);
    expect(onPath(folder)).toEqual({ refused: `${folder}/pulumi is v3.100.0, and >= 3.229 < 4 is needed` });
  });
  it("is refused where it lacks its language host", () => {
    const folder = folderWith("echo v3.240.0", []);
    expect(onPath(folder)).toEqual({ refused: `${folder}/pulumi is there but pulumi-language-nodejs is not on PATH` });
  });
  it("is refused where it does not run", () => {
    const folder = folderWith("echo broken; exit 3", both);
    expect(onPath(folder)).toEqual({ refused: `${folder}/pulumi does not run (broken)` });
  });
});

describe("the cache of Pulumi CLIs", () => {
  it("lies where XDG says, else in the home folder, and its folders carry the version", () => {
    const folder = `return [m.officialFolder("3.1.2"), m.builtFolder("3.1.2")];`;
    const hash = expect.stringMatching(/^\/x\/pulumi-alicloud-vpn\/cli-3\.1\.2-[0-9a-f]{12}$/) as string;
    expect(cli(folder, { XDG_CACHE_HOME: "/x" })).toEqual(["/x/pulumi-alicloud-vpn/cli-3.1.2-official", hash]);
    const home = cli(folder, { XDG_CACHE_HOME: "", HOME: "/home/someone" }) as string[];
    expect(home[0]).toBe("/home/someone/.cache/pulumi-alicloud-vpn/cli-3.1.2-official");
  });

  it("holds a CLI only when all its executables are there", () => {
    const cache = temporaryFolder();
    const env = { XDG_CACHE_HOME: cache };
    const bin = join(cache, "pulumi-alicloud-vpn", "cli-3.1.2-official", "bin");
    expect(cli(`return m.inCache("3.1.2");`, env)).toBeUndefined();
    write(bin, { pulumi: "", "pulumi-language-nodejs": "" });
    expect(cli(`return m.inCache("3.1.2");`, env)).toBeUndefined();
    write(bin, { "pulumi-resource-pulumi-nodejs": "" });
    expect(cli(`return m.inCache("3.1.2");`, env)).toBe(bin);
  });
});

it("the environment of a CLI has the CLI's folder and the running node first on PATH", () => {
  const env = cli(`return m.cliEnvironment("/cli/bin", { PATH: "/usr/bin", OTHER: "kept" });`);
  const nodeFolder = join(process.execPath, "..");
  expect(env).toEqual({ PATH: `/cli/bin:${nodeFolder}:/usr/bin`, OTHER: "kept", PULUMI_SKIP_UPDATE_CHECK: "true" });
});

it.each([
  ["go1.25.11", true],
  ["go1.26", true],
  ["go1.26.8", true],
  ["go2.0", true],
  ["go1.25.10", false],
  ["go1.25", false],
  ["go1.9.99", false],
  ["devel +abc", false],
])("Go %s is recent enough to build the CLI: %j", (version, recent) => {
  expect(evaluate("setup/cli-from-source.mjs", `return m.isRecentGo(${JSON.stringify(version)});`).value).toBe(recent);
});

describe("a Pulumi CLI that is not there yet", () => {
  const obtain = (official: string, go: string): Evaluation =>
    evaluate(
      "setup.mjs",
      `await m.runScript(async () => {
        console.log(await m.obtainCli("3.1.2", "pulumi is too old", {
          installOfficial: async () => (${official}),
          whyNoGo: async () => (${go}),
          buildFromSource: async (version) => "built " + version,
        }));
        return 0;
      });`,
    );

  it("is downloaded where that works", () => {
    expect(obtain(`{ bin: "/official" }`, "undefined").stdout).toBe("/official\n");
  });
  it("is built from source where there is no internet", () => {
    expect(obtain(`{ refused: "no internet" }`, "undefined").stdout).toBe("built 3.1.2\n");
  });
  it("is asked for, in one sentence that says what was tried", () => {
    const { stderr, exitCode } = obtain(`{ refused: "no internet" }`, `"Go is not installed"`);
    expect(exitCode).toBe(1);
    expect(stderr.trim()).toBe(
      "No Pulumi CLI: install one (>= 3.229 < 4, https://www.pulumi.com/docs/install), or Go >= 1.25.11 to have it built " +
        "from source. Tried: pulumi is too old; no internet; Go is not installed.",
    );
  });
});
