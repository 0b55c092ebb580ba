import * as fc from "fast-check";
import { painter, visibleLength } from "../../../cli/output/colour";
import { printable } from "../../../cli/output/printable";
import { list, table } from "../../../cli/output/table";
import { toYaml } from "../../../cli/output/yaml";

const yaml = jest.requireActual<{ load(text: string): unknown }>("js-yaml");

describe("YAML", () => {
  it("is for people: plain words, indented groups, quotes only where they are needed", () => {
    const data = {
      name: "office",
      tags: { env: "yes", none: {} },
      tunnels: [{ id: "tun-1", on: true }, { id: "2" }],
      none: [],
    };
    expect(toYaml(data)).toBe(
      [
        "name: office",
        "tags:",
        '  env: "yes"',
        "  none: {}",
        "tunnels:",
        "  - id: tun-1",
        '    "on": true',
        '  - id: "2"',
        "none: []",
        "",
      ].join("\n"),
    );
    expect(toYaml([])).toBe("[]\n");
  });

  it("is read back as it was, whatever is in it", () => {
    const scalar = fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), fc.constant(null));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        scalar,
        fc.array(tie("tree"), { maxLength: 4 }),
        // js-yaml refuses this one key, to protect its caller.
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          tie("tree"),
          { maxKeys: 4, noNullPrototype: true },
        ),
      ),
    }));
    fc.assert(fc.property(tree, (data) => expect(yaml.load(toYaml(data))).toEqual(data)));
  });
});

describe("tables", () => {
  it("are aligned, also where cells have colours", () => {
    const paint = painter({
      out: { write: () => {}, isTerminal: true },
      err: { write: () => {}, isTerminal: true },
      env: {},
      readInput: () => Promise.resolve(undefined),
    });
    const lines = table(
      ["A", "B"],
      [
        [paint("up", "good"), "x"],
        ["longer", "y"],
      ],
    ).split("\n");
    expect(lines[1]).toContain("\u001B[32mup\u001B[0m");
    expect(lines.slice(0, 3).map((line) => visibleLength(line))).toEqual([9, 9, 9]);
    expect(
      list(
        [
          ["name", "x"],
          ["other", undefined],
          ["long name", "y"],
        ],
        " ",
      ),
    ).toBe(" name       x\n long name  y\n");
  });
});

describe("what anybody wrote", () => {
  it("cannot steer the terminal", () => {
    const name = "office\u001B[2J\u009B31m\r\nup";
    expect(printable({ name, tunnels: [name], count: 1 })).toEqual({
      name: "office [2J 31m up",
      tunnels: ["office [2J 31m up"],
      count: 1,
    });
  });
});
