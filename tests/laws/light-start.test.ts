import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./source-files";

const DIST = join(ROOT, "dist");

beforeAll(() => {
  if (!existsSync(join(DIST, "sdk", "index.js")))
    throw new Error("dist/ is missing: this law is about the built package; run `npm run build` first");
});

/** Files that a process has loaded after requiring modules, one after the other, in a process of its own. */
function loadedBy(...modules: readonly string[]): readonly string[] {
  const script = `
    for (const name of ${JSON.stringify(modules)}) require(name);
    console.log(JSON.stringify(Object.keys(require.cache)));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: ROOT, encoding: "utf8" });
  if (stderr !== "") throw new Error(stderr);
  const files: string[] = JSON.parse(stdout);
  return files.map((file) => file.replaceAll("\\", "/"));
}

const inPackage = (file: string): boolean => /\/dist\/(provider|ipsec|peer|policies|simulator|cli)\//u.test(file);

describe("a program that imports the package", () => {
  const before = loadedBy("@pulumi/pulumi");
  const after = loadedBy("@pulumi/pulumi", join(DIST, "sdk", "index.js"));
  const added = after.filter((file) => !before.includes(file));

  it("loads the sdk and nothing else of it on top of @pulumi/pulumi", () => {
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((file) => !file.includes("/dist/sdk/"))).toEqual([]);
    expect(added.filter(inPackage)).toEqual([]);
  });

  it("would be seen to load the provider, if it did", () => {
    const provider = join(DIST, "provider", "adapters", "dynamic", "index.js");
    expect(loadedBy("@pulumi/pulumi", provider).filter(inPackage).length).toBeGreaterThan(10);
  });
});

describe("the provider process", () => {
  it("loads no @pulumi/pulumi: the one that runs it is enough", () => {
    const loaded = loadedBy(join(DIST, "provider", "adapters", "dynamic", "index.js"));
    expect(loaded.filter((file) => file.includes("/@pulumi/"))).toEqual([]);
  });

  it("loads no package that only the tool, the policies or the simulator need", () => {
    const loaded = loadedBy(join(DIST, "provider", "adapters", "dynamic", "index.js"));
    expect(loaded.filter((file) => /\/node_modules\/(ajv|node-forge|yaml|cli-table3)\//u.test(file))).toEqual([]);
  });
});

describe("the simulator", () => {
  const packagesOf = (...modules: readonly string[]): readonly string[] =>
    loadedBy(...modules).filter((file) => /\/node_modules\/(ajv|node-forge)\//u.test(file));

  it("loads neither ajv nor node-forge before a topology or a certificate asks for it", () => {
    expect(packagesOf(join(DIST, "simulator", "index.js"))).toEqual([]);
  });

  it("would be seen to load node-forge, if it did", () => {
    expect(packagesOf(join(DIST, "simulator", "index.js"), "node-forge").length).toBeGreaterThan(0);
  });
});
