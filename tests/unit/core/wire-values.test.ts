import * as fc from "fast-check";
import { flatten, nest, pick, valueAt } from "../../../provider/core/property-tree";
import { readValues, requestObject } from "../../../provider/core/wire-values";
import { UNKNOWN, valuesOf } from "./arbitraries";
import { lampTable } from "./lamp-table";

const wired = valuesOf(lampTable, "setting", "output");
const everything = valuesOf(lampTable, "identity", "setting", "option", "output");

/** The same answer with every number and boolean as text, as some operations give it. */
function inText(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inText(inner)]));
}

describe("readValues", () => {
  it("reads back what requestObject wrote, whether natively or as text", () => {
    fc.assert(
      fc.property(wired, (values) => {
        const answer = requestObject(lampTable, values);
        expect(readValues(lampTable, answer)).toEqual(values);
        expect(
          readValues(lampTable, Object.fromEntries(Object.entries(answer).map(([k, v]) => [k, inText(v)]))),
        ).toEqual(values);
      }),
    );
  });

  it.each<[unknown, boolean | undefined]>([
    [true, true],
    [false, false],
    ["true", true],
    ["True", true],
    ["TRUE", true],
    ["false", false],
    ["False", false],
    ["", undefined],
    [null, undefined],
    [undefined, undefined],
    ["yes", undefined],
    [1, undefined],
    [{}, undefined],
  ])("reads %j as the flag %j", (given, flag) => {
    expect(readValues(lampTable, { IsOn: given })).toEqual(flag === undefined ? {} : { isOn: flag });
  });

  it.each<[unknown, number | undefined]>([
    [7, 7],
    ["7", 7],
    ["0", 0],
    [0, 0],
    ["4294967295", 4_294_967_295],
    ["", undefined],
    [null, undefined],
    ["seven", undefined],
    [1.5, undefined],
    ["1.5", undefined],
    [true, undefined],
    [[7], undefined],
    ["  ", undefined],
    ["0x10", undefined],
    ["1e3", undefined],
  ])("reads %j as the number %j", (given, number) => {
    expect(readValues(lampTable, { Heat: given })).toEqual(number === undefined ? {} : { heat: number });
  });

  it.each<[unknown, string | undefined]>([
    ["blue", "blue"],
    ["a word that is newer than this table", "a word that is newer than this table"],
    [5, "5"],
    [true, "true"],
    ["", undefined],
    [null, undefined],
    [{}, undefined],
    [["blue"], undefined],
  ])("reads %j as the text %j", (given, text) => {
    expect(readValues(lampTable, { Colour: given })).toEqual(text === undefined ? {} : { colour: text });
  });

  it("takes a masked value for one that is withheld", () => {
    expect(readValues(lampTable, { Radio: { Key: "abc****", Channel: "5" } })).toEqual({ "radio.channel": 5 });
    expect(readValues(lampTable, { Radio: { Key: "abc*" } })).toEqual({ "radio.key": "abc*" });
  });

  it.each([[{}], [{ Radio: undefined }], [{ Radio: null }], [{ Radio: "" }], [{ Radio: [] }], [{ Radio: 4 }]])(
    "finds nothing in %j",
    (answer) => expect(readValues(lampTable, answer)).toEqual({}),
  );

  it("ignores what the table does not have", () => {
    expect(readValues(lampTable, { Weight: 4, Radio: { Colour: "red" }, radio: { channel: 5 } })).toEqual({});
  });
});

describe("requestObject", () => {
  it("speaks the API's names, in blocks, in native types, and leaves out what the API does not have", () => {
    const values = { lampId: "lamp-1", owner: "anna", isOn: false, "radio.channel": 3, "radio.gain": 0 };
    expect(requestObject(lampTable, values)).toEqual({ IsOn: false, Radio: { Channel: 3, Gain: 0 } });
  });
});

describe("a property bag", () => {
  it("comes out of nest and flatten as it went in", () => {
    fc.assert(fc.property(everything, (values) => expect(flatten(lampTable, nest(values))).toEqual(values)));
  });

  it("is nested again to what it was flattened from", () => {
    fc.assert(
      fc.property(everything, (values) => {
        const bag = nest(values);
        expect(nest(flatten(lampTable, bag))).toEqual(bag);
      }),
    );
  });

  it("loses by flattening what is unknown, no scalar or not in the table", () => {
    const bag = { lampId: UNKNOWN, colour: null, isOn: [true], radio: { channel: 5, other: 1 }, other: "x" };
    expect(flatten(lampTable, bag)).toEqual({ "radio.channel": 5 });
  });

  it("answers undefined for a way that ends early", () => {
    expect(valueAt({ radio: 4 }, "radio.channel")).toBeUndefined();
    expect(valueAt({ radio: null }, "radio.channel")).toBeUndefined();
    expect(valueAt({ radio: [1] }, "radio.0")).toBeUndefined();
    expect(valueAt({ radio: { channel: 0 } }, "radio.channel")).toBe(0);
  });

  it("keeps those values whose path is asked for", () => {
    expect(pick({ a: 1, b: 2 }, (path) => path === "b")).toEqual({ b: 2 });
  });
});
