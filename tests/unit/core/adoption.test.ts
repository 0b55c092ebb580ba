import * as fc from "fast-check";
import { adoption } from "../../../provider/core/adoption";
import { fieldsOf } from "../../../provider/core/field";
import { pathsOf, valuesOf } from "./arbitraries";
import { lampTable } from "./lamp-table";

const nothingUnknown = new Set<string>();

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
      changes: ["colour red -> blue", "radio.channel 3 -> 5"],
      same: 2,
      unknown: 0,
    });
  });

  it("shows a value that is not set", () => {
    expect(adoption(lampTable, { "timer.repeat": false }, nothingUnknown, {}).changes).toEqual([
      "timer.repeat (unset) -> false",
    ]);
  });

  it("says of a secret that it changes, or that it cannot be compared", () => {
    const declared = { "radio.key": "abracadabra" };
    const changesFrom = (live: Record<string, string>): readonly string[] =>
      adoption(lampTable, declared, nothingUnknown, live).changes;
    expect(changesFrom({ "radio.key": "open sesame" })).toEqual(["radio.key changes"]);
    expect(changesFrom({})).toEqual(["radio.key cannot be compared, will be sent"]);
    expect(changesFrom({ "radio.key": "abracadabra" })).toEqual([]);
  });

  it("names a long value by its size, so that the report stays one line", () => {
    const { changes } = adoption(lampTable, { label: "x".repeat(900) }, nothingUnknown, { label: "y\n".repeat(700) });
    expect(changes).toEqual(["label (1400 characters) -> (900 characters)"]);
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
