import * as fc from "fast-check";
import { flatten, type Parameter, type Parameters } from "../../../provider/api/flatten";

describe("flatten", () => {
  test("names nested objects with dots and counts lists from 1", () => {
    const flat = flatten({
      TunnelOptionsSpecification: { TunnelIkeConfig: { Psk: "a b", IkeLifetime: 86400 }, EnableDpd: true },
      VpnConnectionIds: ["vco-1", "vco-2"],
      Tag: [{ Key: "k", Value: "" }, { Key: "l" }],
      LocalAsn: 4294967295,
    });
    expect(flat).toEqual({
      "TunnelOptionsSpecification.TunnelIkeConfig.Psk": "a b",
      "TunnelOptionsSpecification.TunnelIkeConfig.IkeLifetime": "86400",
      "TunnelOptionsSpecification.EnableDpd": "true",
      "VpnConnectionIds.1": "vco-1",
      "VpnConnectionIds.2": "vco-2",
      "Tag.1.Key": "k",
      "Tag.1.Value": "",
      "Tag.2.Key": "l",
      LocalAsn: "4294967295",
    });
  });

  test("leaves out undefined, null, empty lists and empty objects; keeps false, 0 and the empty text", () => {
    const flat = flatten({ A: undefined, B: null, C: [], D: {}, E: { F: null, G: [{}] }, H: false, I: 0, J: "" });
    expect(flat).toEqual({ H: "false", I: "0", J: "" });
  });

  const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,8}$/);
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
  const nested = fc.letrec<{ value: Parameter; object: Parameters }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("value"), { minLength: 1, maxLength: 4 }),
      fc.dictionary(name, tie("value"), { minKeys: 1, maxKeys: 4 }),
    ),
    object: fc.dictionary(name, tie("value"), { maxKeys: 5 }),
  })).object;

  test("loses nothing: the nested value can be built again from the flat names", () => {
    fc.assert(
      fc.property(nested, (parameters) => {
        expect(unflatten(flatten(parameters))).toEqual(asTexts(parameters));
      }),
    );
  });

  test("leaves flat values as they are", () => {
    fc.assert(
      fc.property(nested, (parameters) => {
        const flat = flatten(parameters);
        expect(flatten(flat)).toEqual(flat);
      }),
    );
  });
});

type Tree = string | Tree[] | { [name: string]: Tree };

function asTexts(value: Parameter): Tree {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asTexts(inner)]));
}

function unflatten(flat: Readonly<Record<string, string>>): Tree {
  const whole = flat[""];
  if (whole !== undefined) return whole;
  const groups = new Map<string, Record<string, string>>();
  for (const [path, value] of Object.entries(flat)) {
    const [head = "", ...rest] = path.split(".");
    groups.set(head, { ...groups.get(head), [rest.join(".")]: value });
  }
  const trees = [...groups].map(([head, inner]): [string, Tree] => [head, unflatten(inner)]);
  const isList = trees.length > 0 && trees.every(([head]) => /^\d+$/.test(head));
  if (!isList) return Object.fromEntries(trees);
  return trees.sort(([a], [b]) => Number(a) - Number(b)).map(([, tree]) => tree);
}
