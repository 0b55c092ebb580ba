import { check } from "../../../provider/core/check";
import { fieldsOf, type Field } from "../../../provider/core/field";
import type { Scalar } from "../../../provider/core/scalar";
import { nest, type Nested } from "../../../provider/core/property-tree";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { REFERENCE_PARAMETERS } from "./reference-parameters";

const declarable = fieldsOf(vpnTunnelTable, "identity", "setting", "option");

/** The fewest inputs around a value that are right in themselves. */
function around(path: string): Record<string, Scalar> {
  return {
    vpnConnectionId: "vco-1",
    ...(path === "tunnelId" ? {} : { role: "master" }),
    ...(path.startsWith("assumeRole.") ? { "assumeRole.roleArn": "acs:ram::1234567890123456:role/vpn" } : {}),
  };
}

function placed(bag: object, [name = "", ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const inner: unknown = Object.entries(bag).find(([key]) => key === name)?.[1];
  const members = typeof inner === "object" && inner !== null ? inner : {};
  return { ...bag, [name]: rest.length === 0 ? value : placed(members, rest, value) };
}

/** Inputs with a value at a path, whatever kind of value it is. */
function inputsWith(path: string, value: unknown): Record<string, unknown> {
  return placed(nest(around(path)), path.split("."), value);
}

const samples = (kind: "accepted" | "refused"): [string, string, Field, unknown][] =>
  declarable.flatMap((field) =>
    field.rule[kind].map((value): [string, string, Field, unknown] => [
      field.path,
      JSON.stringify(value).slice(0, 40),
      field,
      value,
    ]),
  );

describe("a value that the table accepts", () => {
  it.each(samples("accepted"))("%s: %s", (path, _, __, value) => {
    const { values, failures } = check(vpnTunnelTable, inputsWith(path, value));
    expect(failures).toEqual([]);
    expect(values[path]).toBe(value);
  });
});

describe("a value that the table refuses", () => {
  it.each(samples("refused"))("%s: %s", (path, _, field, value) => {
    const { values, failures } = check(vpnTunnelTable, inputsWith(path, value));
    expect(failures.map((failure) => failure.property)).toEqual([path]);
    expect(failures[0]?.reason).toContain(field.rule.allowed);
    expect(values).not.toHaveProperty([path]);
  });

  it("is never quoted where it is secret", () => {
    for (const field of declarable.filter((each) => each.secret))
      for (const value of field.rule.refused.filter((each) => typeof each === "string" && each.length > 3)) {
        const { failures } = check(vpnTunnelTable, inputsWith(field.path, value));
        expect(JSON.stringify(failures)).not.toContain(value);
      }
  });
});

describe.each(REFERENCE_PARAMETERS.map((parameter) => [parameter.name, parameter] as const))(
  "parameter %s of ModifyTunnelAttribute",
  (name, parameter) => {
    const rows = vpnTunnelTable.fields.filter((field) => field.source === `ModifyTunnelAttribute, ${name}`);
    const row = rows[0];

    it("has exactly one row, with the same words as its path", () => {
      expect(rows.map((field) => field.path.toLowerCase())).toEqual([
        name.replace("TunnelOptionsSpecification.", "").toLowerCase(),
      ]);
    });

    it("has the reference's type and values", () => {
      expect(row?.rule.type).toBe(parameter.type === "long" ? "integer" : parameter.type);
      expect(row?.rule.literals === undefined ? undefined : [...row.rule.literals].sort()).toEqual(
        parameter.values === undefined ? undefined : [...parameter.values].sort(),
      );
    });

    it("has the reference's limits", () => {
      const accepts = (value: unknown): boolean | undefined => row?.rule.accepts(value);
      const [min, max] = parameter.range ?? [];
      const length = parameter.maxLength ?? 0;
      const tries = [
        ...(min === undefined ? [] : [accepts(min), !accepts(min - 1)]),
        ...(max === undefined ? [] : [accepts(max), !accepts(max + 1)]),
        ...(length === 0 ? [] : [accepts("x".repeat(length)), !accepts("x".repeat(length + 1))]),
      ];
      expect(tries).toEqual(tries.map(() => true));
    });
  },
);

describe("the table", () => {
  it("has no setting that the reference does not have", () => {
    const parameters = REFERENCE_PARAMETERS.map((parameter) => `ModifyTunnelAttribute, ${parameter.name}`);
    const settings = fieldsOf(vpnTunnelTable, "setting");
    expect(settings.map((field) => field.source).filter((source) => !parameters.includes(source ?? ""))).toEqual([]);
  });

  it("sends each setting under the name that it cites", () => {
    for (const field of fieldsOf(vpnTunnelTable, "setting"))
      expect(field.source).toBe(`ModifyTunnelAttribute, TunnelOptionsSpecification.${field.wire}`);
  });

  it("has every path once, and every group that a path names", () => {
    const paths = vpnTunnelTable.fields.map((field) => field.path);
    expect(new Set(paths).size).toBe(paths.length);
    const groups = new Set(vpnTunnelTable.groups.map((group) => group.path));
    for (const path of paths.filter((each) => each.includes("."))) expect(groups).toContain(path.split(".")[0]);
  });

  it("derives only from fields that it has", () => {
    const paths = vpnTunnelTable.fields.map((field) => field.path);
    for (const { derivedFrom } of vpnTunnelTable.fields.filter((field) => field.derivedFrom))
      expect(paths).toContain(derivedFrom?.path);
  });

  it("explains every field in a sentence", () => {
    for (const field of vpnTunnelTable.fields)
      expect([field.path, field.doc]).toEqual([field.path, expect.stringMatching(/\.$/u)]);
  });

  it("can be nested and read back with all of its values", () => {
    const bag: Nested = nest(Object.fromEntries(declarable.map((field) => [field.path, field.rule.accepted[0] ?? ""])));
    expect(new Set(Object.keys(bag))).toEqual(new Set(declarable.map((field) => field.path.split(".")[0])));
  });
});
