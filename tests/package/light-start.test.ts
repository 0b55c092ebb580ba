import { spawnSync } from "node:child_process";
import { built, ROOT } from "./built";

const SDK = built("sdk", "index.js");
const SIMULATOR = built("simulator", "index.js");
const PROVIDER = built("provider", "adapters", "dynamic", "index.js");

/** The files that a new process has loaded after it required these modules one after the other. */
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
  const after = loadedBy("@pulumi/pulumi", SDK);
  const added = after.filter((file) => !before.includes(file));

  it("loads the sdk alone of it, on top of @pulumi/pulumi", () => {
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((file) => !file.includes("/dist/sdk/"))).toEqual([]);
    expect(added.filter(inPackage)).toEqual([]);
  });

  it("would be caught by this test if it loaded the provider", () => {
    expect(loadedBy("@pulumi/pulumi", PROVIDER).filter(inPackage).length).toBeGreaterThan(10);
  });
});

describe("the provider process", () => {
  it("loads no @pulumi/pulumi: the one that runs it is enough", () => {
    const loaded = loadedBy(PROVIDER);
    expect(loaded.filter((file) => file.includes("/@pulumi/"))).toEqual([]);
  });

  it("loads no package that only the tool, the policies or the simulator need", () => {
    const loaded = loadedBy(PROVIDER);
    expect(loaded.filter((file) => /\/node_modules\/(ajv|node-forge|yaml|cli-table3)\//u.test(file))).toEqual([]);
  });
});

describe("the simulator", () => {
  const packagesOf = (...modules: readonly string[]): readonly string[] =>
    loadedBy(...modules).filter((file) => /\/node_modules\/(ajv|node-forge)\//u.test(file));

  it("loads neither ajv nor node-forge before a topology or a certificate asks for it", () => {
    expect(packagesOf(SIMULATOR)).toEqual([]);
  });

  it("would be seen to load node-forge, if it did", () => {
    expect(packagesOf(SIMULATOR, "node-forge").length).toBeGreaterThan(0);
  });
});
