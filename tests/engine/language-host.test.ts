// That the set-up's CLI runs programs at all: a program without anything of ours in it goes through every verb.
import { join } from "node:path";
import {
  createStack,
  diagnostics,
  ENGINE_TIMEOUT_MS,
  isStoredSecret,
  mustSucceed,
  policyViolations,
  removeStacks,
  type EngineStack,
} from "./harness";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(removeStacks);

const TINY_PACK = join(__dirname, "fixtures", "tiny-policy-pack");

const TINY_PROVIDER = join(__dirname, "fixtures", "tiny-provider");

const THING = `
import * as pulumi from "@pulumi/pulumi";

const provider: pulumi.dynamic.ResourceProvider = {
  create: async (inputs) => ({ id: "thing", outs: inputs }),
  update: async (_id, _olds, news) => ({ outs: news }),
};

export class Thing extends pulumi.dynamic.Resource {
  declare readonly text: pulumi.Output<string>;
  constructor(name: string, args: { text: pulumi.Input<string> }) {
    super(provider, name, args, undefined, "test", "Thing");
  }
}`;

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import { Thing } from "./thing";

const config = new pulumi.Config();
export const text = new Thing("thing", { text: config.require("text") }).text;
export const hushed = new Thing("hushed", { text: config.requireSecret("hushed") }).text;
export const folder = process.cwd();`;

const SECRET = "a-planted-secret-value";

describe("a program in a sub-folder, named by main", () => {
  let stack: EngineStack;

  beforeAll(async () => {
    stack = await createStack({
      files: { "program/index.ts": PROGRAM, "program/thing.ts": THING },
      main: "program/index.ts",
      config: { text: "hello", hushed: { secret: SECRET } },
    });
  });

  it("previews what it will create, and type-checks it with the project's settings", async () => {
    const result = await stack.preview({ typeCheck: true, diff: true });
    expect(result.stderr).toBe("");
    expect(result).toMatchObject({ exitCode: 0, changeSummary: { create: 3 } });
    expect(result.stdout).toContain("[secret]");
    expect(result.stdout).not.toContain(SECRET);
  });

  it("creates it, in the program's own folder, with its secrets encrypted", async () => {
    const result = await stack.up();
    expect(mustSucceed(result).changeSummary).toEqual({ create: 3 });
    expect(await stack.outputs()).toMatchObject({
      text: "hello",
      hushed: "[secret]",
      folder: join(stack.project.folder, "program"),
    });
    expect(await stack.outputs({ showSecrets: true })).toMatchObject({ hushed: SECRET });
    const state = await stack.state();
    expect(isStoredSecret(state.named("hushed").outputs?.["text"])).toBe(true);
    expect(state.named("thing").outputs?.["text"]).toBe("hello");
    expect(stack.stateFile()).not.toContain(SECRET);
  });

  it("has nothing to do afterwards", async () => {
    expect(mustSucceed(await stack.preview({ expectNoChanges: true })).changeSummary).toEqual({ same: 3 });
    expect(mustSucceed(await stack.refresh()).changeSummary).toEqual({ same: 3 });
  });

  it("is stopped by a policy pack that knows the stack and its own configuration", async () => {
    await stack.configure({ text: "forbidden" });
    const result = await stack.preview({ policyPacks: [TINY_PACK] });
    expect(result.exitCode).not.toBe(0);
    expect(policyViolations(result.events)).toMatchObject([
      { policyName: "no-forbidden-word", enforcementLevel: "mandatory" },
    ]);
    expect(result.stdout).toContain('thing says "forbidden" in stack dev');

    stack.project.write({ "pack-config.json": JSON.stringify({ "no-forbidden-word": { word: "another" } }) });
    const config = join(stack.project.folder, "pack-config.json");
    const other = await stack.preview({ policyPacks: [TINY_PACK], policyPackConfigs: [config] });
    expect(other).toMatchObject({ exitCode: 0, changeSummary: { update: 1 } });
  });

  it("is destroyed", async () => {
    expect(mustSucceed(await stack.destroy()).changeSummary).toEqual({ delete: 3 });
    expect((await stack.state()).resources).toEqual([]);
  });
});

describe("a program that fails", () => {
  it("fails the CLI with its own message", async () => {
    const stack = await createStack({ files: { "index.ts": 'throw new Error("the program says no");' } });
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    expect(diagnostics(result.events, "error").join("\n")).toContain("the program says no");
  });

  it("fails the CLI when it ends itself", async () => {
    const stack = await createStack({ files: { "index.js": "process.exit(7);" } });
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toMatch(/exited with (non-zero exit )?code:? 7/);
  });

  it("says what to install where @pulumi/pulumi is missing", async () => {
    const stack = await createStack({ files: { "index.js": "" }, installed: false });
    const result = await stack.preview();
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toMatch(/@pulumi\/pulumi is not installed|Pulumi SDK has not been installed/);
  });
});

describe("runtime options", () => {
  it("runs plain JavaScript where TypeScript is switched off, with the node arguments asked for", async () => {
    const stack = await createStack({
      files: {
        "index.js":
          "exports.arguments = process.execArgv.join(); exports.mode = process.env.PULUMI_NODEJS_TYPESCRIPT ?? 'off';",
      },
      runtimeOptions: { typescript: false, nodeargs: "--stack-size=1200" },
    });
    expect(await stack.up()).toMatchObject({ exitCode: 0 });
    expect(await stack.outputs()).toEqual({ arguments: "--stack-size=1200", mode: "off" });
  });
});

describe("a provider plugin written in Node", () => {
  it("is started from the folder that Pulumi.yaml names", async () => {
    const stack = await createStack({
      files: {
        "index.ts": `
          import * as pulumi from "@pulumi/pulumi";
          const thing = new pulumi.CustomResource("tiny:index:Thing", "thing", { text: "hello" });
          export const id = thing.id;`,
      },
      pulumiYaml: `plugins: { providers: [{ name: tiny, path: ${JSON.stringify(TINY_PROVIDER)} }] }`,
    });
    expect(mustSucceed(await stack.up()).changeSummary).toEqual({ create: 2 });
    expect(await stack.outputs()).toEqual({ id: "tiny-1" });
    expect(mustSucceed(await stack.destroy()).changeSummary).toEqual({ delete: 2 });
  });
});

describe("the language host", () => {
  it("tells the CLI which node there is", async () => {
    const stack = await createStack({ files: { "index.js": "" } });
    const { stdout, exitCode } = await stack.run(["about"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`version='${process.version}'`);
  });
});
