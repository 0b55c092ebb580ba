import ts from "typescript";
import { isBuiltin } from "node:module";
import { sourcesIn, textOf } from "./source-files";

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const manifest: Manifest = JSON.parse(textOf("package.json"));
const LIST = ["@alicloud/credentials", "@alicloud/pop-core", "cli-table3", "fastest-levenshtein", "yaml"];

/** Packages that a source imports, by name; those whose types only it needs are not needed at run time. */
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

const imported = new Set(
  sourcesIn("sdk", "provider", "peer", "ipsec", "policies", "simulator", "cli").flatMap((file) =>
    packagesIn(textOf(file)),
  ),
);

describe("run-time dependencies", () => {
  it("are these five", () => expect(Object.keys(manifest.dependencies).sort()).toEqual(LIST));

  it("are pinned to one version each", () => {
    for (const version of Object.values(manifest.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/u);
  });

  it("are, with the peers, all that the sources import", () => {
    const declared = new Set([...LIST, ...Object.keys(manifest.peerDependencies)]);
    // Types of what @pulumi/pulumi brings along, for the engine's log.
    declared.add("@grpc/grpc-js");
    expect([...imported].filter((name) => !declared.has(name))).toEqual([]);
  });

  it("are each imported somewhere", () => {
    expect(LIST.filter((name) => !imported.has(name))).toEqual([]);
  });

  it("are found in every form of import", () => {
    const text =
      'import a from "one/deep"; export * from "@two/x/y"; const c = import("three"); import "node:fs"; import d from "./d";';
    expect(packagesIn(text)).toEqual(["one", "@two/x", "three"]);
  });
});
