import { circlesIn, foldersIn, importsAmong, roomsOf } from "./import-graph";

const SHIPPED = ["cli", "sdk", "provider", "peer", "ipsec", "policies", "simulator"];
const imports = importsAmong(...SHIPPED);

describe("imports, types included,", () => {
  it("have no circle between the files of the package", () => expect(circlesIn(imports)).toEqual([]));

  it.each(foldersIn(imports).map((folder) => [folder === "" ? "the package" : folder, folder]))(
    "have no circle between the rooms of %s",
    (_, folder) => expect(circlesIn(roomsOf(folder, imports))).toEqual([]),
  );
});

describe("the law about circles", () => {
  it("sees the real tree", () => {
    expect(imports.size).toBeGreaterThan(300);
    expect([...(imports.get("provider/core/check.ts") ?? [])]).toContain("provider/core/field.ts");
  });

  it("finds a circle of three, and names it once", () => {
    const graph = new Map([
      ["a", new Set(["b"])],
      ["b", new Set(["c"])],
      ["c", new Set(["a"])],
      ["d", new Set(["a"])],
    ]);
    expect(circlesIn(graph)).toEqual([["a", "b", "c"]]);
  });

  it("finds two rooms that import each other where no two files do", () => {
    const graph = new Map([
      ["x/one/a.ts", new Set(["x/two/b.ts"])],
      ["x/two/b.ts", new Set<string>()],
      ["x/two/c.ts", new Set(["x/one/d.ts"])],
      ["x/one/d.ts", new Set<string>()],
    ]);
    expect(circlesIn(graph)).toEqual([]);
    expect(circlesIn(roomsOf("x", graph))).toEqual([["x/one", "x/two"]]);
  });
});
