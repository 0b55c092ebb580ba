import * as fc from "fast-check";
import { diff, sameValue, type Declared } from "../../../provider/core/diff";
import { fieldsOf, type Values } from "../../../provider/core/field";
import { pathsOf, valuesOf } from "./arbitraries";
import { lampTable } from "./lamp-table";

const declared = (values: Values, ...unknown: string[]): Declared => ({ values, unknown: new Set(unknown) });
const declarable = valuesOf(lampTable, "identity", "setting", "option");
const everything = valuesOf(lampTable, "identity", "setting", "option", "output");
const none = { changed: [], redeclared: [], replaces: [] };

describe("diff", () => {
  it("finds nothing between a thing and itself", () => {
    fc.assert(
      fc.property(declarable, (values) => {
        expect(diff(lampTable, values, Object.keys(values), declared(values))).toEqual(none);
      }),
    );
  });

  it("ignores what is not declared, whatever its stored value is", () => {
    fc.assert(
      fc.property(declarable, everything, (values, other) => {
        const stored = { ...other, ...values };
        expect(diff(lampTable, stored, Object.keys(values), declared(values))).toEqual(none);
      }),
    );
  });

  it("names exactly the declared values that differ, identity apart", () => {
    fc.assert(
      fc.property(everything, declarable, (stored, values) => {
        const found = diff(lampTable, stored, Object.keys(values), declared(values));
        const differing = Object.keys(values).filter((path) => !sameValue(lampTable, path, values[path], stored[path]));
        const identity = new Set(fieldsOf(lampTable, "identity").map((field) => field.path));
        expect(new Set(found.replaces)).toEqual(new Set(differing.filter((path) => identity.has(path))));
        expect(new Set(found.changed)).toEqual(new Set(differing.filter((path) => !identity.has(path))));
        expect(found.redeclared).toEqual([]);
      }),
    );
  });

  it("names what is declared now and was not, and the other way round", () => {
    const paths = pathsOf(lampTable, "identity", "setting", "option");
    fc.assert(
      fc.property(paths, declarable, (managed, values) => {
        const { redeclared } = diff(lampTable, values, managed, declared(values));
        const now = Object.keys(values);
        expect(new Set(redeclared)).toEqual(
          new Set([...managed.filter((path) => !now.includes(path)), ...now.filter((path) => !managed.includes(path))]),
        );
      }),
    );
  });

  it("takes a value that is not known yet for a change, and for declared", () => {
    fc.assert(
      fc.property(pathsOf(lampTable, "identity", "setting", "option"), everything, (unknown, stored) => {
        const found = diff(lampTable, stored, unknown, declared({}, ...unknown));
        expect([...found.changed, ...found.replaces].sort()).toEqual([...unknown].sort());
        expect(found.redeclared).toEqual([]);
      }),
    );
  });

  it("never counts an output", () => {
    const found = diff(lampTable, { heat: 20 }, ["heat"], declared({ heat: 40 }, "radio.peer"));
    expect(found).toEqual(none);
  });

  it("sees a change of an option and of a setting as the same kind of change, and of an identity as another object", () => {
    const stored = { lampId: "lamp-1", colour: "red", owner: "anna" };
    const now = { lampId: "lamp-2", colour: "blue", owner: "ben" };
    expect(diff(lampTable, stored, Object.keys(stored), declared(now))).toEqual({
      changed: ["colour", "owner"],
      redeclared: [],
      replaces: ["lampId"],
    });
  });
});

describe("sameValue", () => {
  it("is an equivalence on the values of each field", () => {
    for (const field of lampTable.fields)
      for (const a of field.rule.accepted)
        for (const b of field.rule.accepted) {
          expect(sameValue(lampTable, field.path, a, a)).toBe(true);
          expect(sameValue(lampTable, field.path, a, b)).toBe(sameValue(lampTable, field.path, b, a));
        }
  });

  it("takes spellings that are one to the API for one", () => {
    expect(sameValue(lampTable, "label", "Hall", "hALL")).toBe(true);
    expect(sameValue(lampTable, "label", "Hall", "Porch")).toBe(false);
    expect(sameValue(lampTable, "lampId", "Lamp", "lamp")).toBe(false);
  });

  it("takes a value and none for two", () => {
    expect(sameValue(lampTable, "isOn", false, undefined)).toBe(false);
    expect(sameValue(lampTable, "radio.gain", undefined, 0)).toBe(false);
    expect(sameValue(lampTable, "isOn", undefined, undefined)).toBe(true);
  });
});
