import ts from "typescript";
import { isBuiltin } from "node:module";
import { sourcesIn, textOf } from "./source-files";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest: Manifest = JSON.parse(textOf("package.json"));

const TOOLS: readonly string[] = ["cli", "policies"];
/** Each run-time dependency, with the folders that may import it: the fewer there are, the easier it is to replace. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "@alicloud/credentials": ["provider/api"],
  "@alicloud/pop-core": ["provider/api"],
  "@zxcvbn-ts/language-common": ["ipsec/key-strength"],
  "@zxcvbn-ts/language-en": ["ipsec/key-strength"],
  ajv: ["simulator"],
  "cli-table3": TOOLS,
  "fastest-levenshtein": ["provider/core", "policies", "simulator", "cli"],
  "node-forge": ["simulator"],
  yaml: TOOLS,
};
const names = Object.keys(MAY_IMPORT);

/**
 * What the plugin's bundle holds: no user installs it. The engine's log and the tests of policy packs need its types,
 * and take the rest from the @pulumi/pulumi that is there.
 */
const BUNDLED: Readonly<Record<string, readonly string[]>> = {
  "@grpc/grpc-js": ["provider/adapters/plugin", "provider/adapters/engine", "policies/testing"],
  "google-protobuf": ["provider/adapters/plugin", "policies/testing"],
};

/** Packages that a source imports, by name; an import of types counts. */
function packagesIn(text: string): readonly string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map((file) => file.fileName)
    .filter((name) => !name.startsWith(".") && !isBuiltin(name))
    .map((name) =>
      name
        .split("/")
        .slice(0, name.startsWith("@") ? 2 : 1)
        .join("/"),
    );
}

interface PackageImport {
  readonly file: string;
  readonly name: string;
}
const imports: readonly PackageImport[] = sourcesIn(
  "sdk",
  "provider",
  "peer",
  "ipsec",
  "policies",
  "simulator",
  "cli",
).flatMap((file) => packagesIn(textOf(file)).map((name) => ({ file, name })));
const imported = new Set(imports.map(({ name }) => name));

/** The imports of a dependency from outside the folders that the table gives it. */
const ALLOWED = { ...MAY_IMPORT, ...BUNDLED };
const outsideTheirFolders = (all: readonly PackageImport[]): readonly string[] =>
  all
    .filter(({ name }) => Object.hasOwn(ALLOWED, name))
    .filter(({ file, name }) => !(ALLOWED[name] ?? []).some((folder) => file.startsWith(`${folder}/`)))
    .map(({ file, name }) => `${file} imports ${name}`);

describe("the run-time dependencies", () => {
  it("in package.json are those of the table that a source imports", () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual(names.filter((name) => imported.has(name)).sort());
  });

  it("are pinned to one version each", () => {
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  it("in the plugin's bundle are pinned, and no user has to install them", () => {
    for (const name of Object.keys(BUNDLED)) {
      expect(manifest.devDependencies[name]).toMatch(/^\d+\.\d+\.\d+$/u);
      expect(manifest.dependencies[name]).toBeUndefined();
    }
  });

  it("and the peers are all that the sources import", () => {
    const declared = new Set([...names, ...Object.keys(BUNDLED), ...Object.keys(manifest.peerDependencies)]);
    expect([...imported].filter((name) => !declared.has(name))).toEqual([]);
  });

  it("are imported only from the folders that the table gives them", () => {
    expect(outsideTheirFolders(imports)).toEqual([]);
  });

  it("would be reported from any other folder", () => {
    expect(outsideTheirFolders([{ file: "provider/core/check.ts", name: "ajv" }])).toEqual([
      "provider/core/check.ts imports ajv",
    ]);
  });

  it("are found in every form of import", () => {
    const text =
      'import a from "one/deep"; export * from "@two/x/y"; const c = import("three"); import "node:fs"; import d from "./d";';
    expect(packagesIn(text)).toEqual(["one", "@two/x", "three"]);
  });
});
