import * as fc from "fast-check";
import { adoption } from "../../../provider/core/adoption";
import { fieldsOf, type Values } from "../../../provider/core/field";
import { pathsOf, valuesOf } from "./arbitraries";
import { lampTable } from "./lamp-table";

const nothingUnknown = new Set<string>();

/** What is said of each change. */
const textsOf = (declared: Values, live: Values, isSecret?: (path: string) => boolean): readonly string[] =>
  adoption(lampTable, declared, nothingUnknown, live, isSecret).changes.map(({ text }) => text);

describe("adoption", () => {
  it("says old and new of each setting that would change, in the order of the table", () => {
    const live = { colour: "red", isOn: false, "radio.channel": 3, label: "hall" };
    const declared = {
      "radio.channel": 5,
      colour: "blue",
      isOn: false,
      label: "Hall",
      lampId: "lamp-1",
      owner: "anna",
    };
    expect(adoption(lampTable, declared, nothingUnknown, live)).toEqual({
      changes: [
        { path: "colour", text: "colour: red -> blue" },
        { path: "radio.channel", text: "radio.channel: 3 -> 5" },
      ],
      same: 2,
      unknown: 0,
    });
  });

  it("shows a value that is not set", () => {
    expect(textsOf({ "timer.repeat": false }, {})).toEqual(["timer.repeat: (unset) -> false"]);
  });

  it("says of a secret that it changes, or that it cannot be compared", () => {
    const declared = { "radio.key": "abracadabra" };
    const changesFrom = (live: Values): readonly string[] => textsOf(declared, live);
    expect(changesFrom({ "radio.key": "open sesame" })).toEqual(["radio.key changes"]);
    expect(changesFrom({})).toEqual(["radio.key cannot be compared, will be sent"]);
    expect(changesFrom({ "radio.key": "abracadabra" })).toEqual([]);
  });

  it("says of a value that the program calls secret that it changes, and shows neither the old nor the new one", () => {
    const isSecret = (path: string): boolean => path === "label";
    expect(textsOf({ label: "Porch", colour: "red" }, { label: "Hall", colour: "blue" }, isSecret)).toEqual([
      "colour: blue -> red",
      "label changes",
    ]);
    expect(textsOf({ label: "Porch" }, {}, isSecret)).toEqual(["label changes"]);
  });

  it("names a long value by its size, so that each change stays on one line", () => {
    expect(textsOf({ label: "x".repeat(900) }, { label: "y\n".repeat(700) })).toEqual([
      "label: (4900 characters) -> (900 characters)",
    ]);
    expect(textsOf({ label: "x".repeat(60) }, {})).toEqual([`label: (unset) -> ${"x".repeat(60)}`]);
  });

  it("writes what would steer a terminal as an escape, in an old and in a new value", () => {
    expect(textsOf({ label: "a\u001B[2Kb" }, { label: "c\r\nd" })).toEqual(["label: c\\u000d\\u000ad -> a\\u001b[2Kb"]);
  });

  it("counts every declared setting once: as changing, as the same, or as unknown", () => {
    const declarable = valuesOf(lampTable, "identity", "setting", "option");
    const live = valuesOf(lampTable, "setting");
    fc.assert(
      fc.property(declarable, pathsOf(lampTable, "identity", "setting", "option"), live, (all, hidden, observed) => {
        const declared = Object.fromEntries(Object.entries(all).filter(([path]) => !hidden.includes(path)));
        const plan = adoption(lampTable, declared, new Set(hidden), observed);
        const settings = fieldsOf(lampTable, "setting").map((field) => field.path);
        const counted = settings.filter((path) => path in declared || hidden.includes(path));
        expect(plan.changes.length + plan.same + plan.unknown).toBe(counted.length);
      }),
    );
  });
});
