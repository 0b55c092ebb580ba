import { stripVTControlCharacters } from "node:util";
import * as fc from "fast-check";
import { painter } from "../../../cli/output/colour";
import { jsonText } from "../../../cli/output/json";
import { printable, printableLines, printableText } from "../../../cli/output/printable";
import { hasSharedRole, warnOfSharedRoles } from "../../../cli/output/role-warnings";
import { list, table } from "../../../cli/output/table";
import { yamlText } from "../../../cli/output/yaml";
import { STEERING } from "./steering";

const yaml = jest.requireActual<{ load(text: string): unknown }>("js-yaml");

describe("YAML output", () => {
  it("is readable: plain words, indented groups, quotes only if they are needed", () => {
    const data = {
      name: "office",
      tags: { env: "yes", none: {} },
      tunnels: [{ id: "tun-1", on: true }, { id: "2" }],
      none: [],
    };
    expect(yamlText(data)).toBe(
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
    expect(yamlText([])).toBe("[]\n");
  });

  it("writes a value in full each time, and quotes what YAML 1.1 reads as something else", () => {
    const shared = { flag: "No", octal: "017", time: "12:30" };
    const written = yamlText({ one: shared, other: shared, merge: { "<<": "text" } });
    const group = '  flag: "No"\n  octal: "017"\n  time: "12:30"\n';
    expect(written).toBe(`one:\n${group}other:\n${group}merge:\n  "<<": text\n`);
  });

  it("is read back as the same data, with any texts in it", () => {
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
    fc.assert(fc.property(tree, (data) => expect(yaml.load(yamlText(data))).toEqual(data)));
  });
});

describe("output tables", () => {
  it("are aligned when names have wide characters, and have no spaces at the end of a line", () => {
    const rows = [
      ["总部 A", "up"],
      ["branch", ""],
    ];
    expect(table(["NAME", "MASTER"], rows)).toBe("NAME    MASTER\n总部 A  up\nbranch\n");
    expect(list([["name", "总部 A"]])).toBe("name  总部 A\n");
    expect(list([["name", ""]])).toBe("");
    expect(table(["NAME"], [])).toBe("NAME\n");
    expect(table(["NAME", "MASTER"], [["branch"], ["office"]])).toBe("NAME    MASTER\nbranch\noffice\n");
  });

  it("are aligned when cells have colours", () => {
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
    expect(lines.slice(0, 3).map((line) => stripVTControlCharacters(line).length)).toEqual([9, 9, 9]);
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

describe("text from outside on a terminal", () => {
  it("has a space in place of steering characters", () => {
    const name = "office\u001B[2J\u009B31m\r\nup";
    expect(printable({ name, tunnels: [name], count: 1 })).toEqual({
      name: "office [2J 31m up",
      tunnels: ["office [2J 31m up"],
      count: 1,
    });
  });

  const steering = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.integer({ min: 0, max: 0x9f }).map((code) => `a${String.fromCodePoint(code)}b`),
    fc.constantFrom("\u009B2J", "\u009D0;title\u009C", "\u202Etxt.exe", "a\u2028b", "\u{E0001}x"),
  );

  it("is one line without C1 controls and marks of direction, whatever the text", () => {
    fc.assert(fc.property(steering, (text) => expect(printableText(text)).not.toMatch(STEERING)));
    fc.assert(fc.property(steering, (text) => expect(printableText(text)).not.toContain("\n")));
    expect(printableLines("one\u009B\ntwo\r\n")).toBe("one \ntwo \n");
  });

  it("is the same data in JSON and in YAML, and steers nothing there", () => {
    fc.assert(
      fc.property(steering, fc.option(fc.nat({ max: 4 }), { nil: undefined }), (text, indent) => {
        const data = { [`key ${text}`]: [text, 1, null] };
        for (const written of [jsonText(data, indent), yamlText(data)]) {
          expect(written).not.toMatch(STEERING);
          expect(yaml.load(written)).toEqual(data);
        }
        expect(JSON.parse(jsonText(data, indent))).toEqual(data);
      }),
    );
    expect(jsonText(undefined)).toBe("null");
    expect(jsonText({ a: "\u{E0001}" })).toBe(String.raw`{"a":"\udb40\udc01"}`);
  });
});

describe("a role that two tunnels have", () => {
  it("is reported with the ids of the tunnels", () => {
    const connection = (
      ...roles: readonly (string | undefined)[]
    ): Parameters<typeof warnOfSharedRoles>[0][number] => ({
      vpnConnectionId: "vco-1\u009B",
      tunnels: roles.map((role, index) => ({ tunnelId: `tun-${index}`, role })),
    });
    const written: string[] = [];
    const err = { write: (text: string) => void written.push(text), isTerminal: true };
    warnOfSharedRoles([connection("master", "slave"), connection(undefined), connection("master", "master")], err);
    expect(written).toEqual(["vco-1 : role is ambiguous: the service reports tun-0 and tun-1 as master\n"]);
    expect(hasSharedRole({ role: "master" }, connection("master", "master"))).toBe(true);
    expect(hasSharedRole({}, connection(undefined, undefined))).toBe(false);
  });
});
