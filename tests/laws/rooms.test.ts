import { circlesIn, foldersIn, importsAmong, roomsOf } from "./import-graph";

const SHIPPED = ["cli", "sdk", "provider", "peer", "ipsec", "policies", "simulator"];
const imports = importsAmong(...SHIPPED);

/** Folders whose circles are still to be cleared. */
const OPEN = ["policies"];
const cleared = new Map([...imports].filter(([file]) => !OPEN.some((folder) => file.startsWith(`${folder}/`))));

describe("imports run one way, types included", () => {
  it("between the files of the package", () => expect(circlesIn(cleared)).toEqual([]));

  it.each(foldersIn(cleared).map((folder) => [folder === "" ? "the package" : folder, folder]))(
    "between the rooms of %s",
    (_, folder) => expect(circlesIn(roomsOf(folder, cleared))).toEqual([]),
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
