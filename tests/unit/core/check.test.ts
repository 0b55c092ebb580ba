import * as fc from "fast-check";
import type { Scalar } from "../../../provider/core/scalar";
import { check } from "../../../provider/core/check";
import { nest } from "../../../provider/core/property-tree";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { garbageFor, UNKNOWN, valuesOf } from "./arbitraries";
import { lampTable } from "./lamp-table";

const reasonsOf = (inputs: Record<string, unknown>, table = lampTable): Record<string, string> =>
  Object.fromEntries(check(table, inputs).failures.map((failure) => [failure.property, failure.reason]));

describe("check", () => {
  it("answers with the declared values by path", () => {
    const { values, unknown, failures } = check(lampTable, {
      lampId: "lamp-1",
      radio: { channel: 7, key: "open sesame" },
      owner: "anna",
      __provider: "text of the handler",
    });
    expect(failures).toEqual([]);
    expect([...unknown]).toEqual([]);
    expect(values).toEqual({ lampId: "lamp-1", "radio.channel": 7, "radio.key": "open sesame", owner: "anna" });
  });

  it("takes null and undefined for not declared", () => {
    const { values, failures } = check(lampTable, { lampId: "lamp-1", colour: null, radio: null, timer: undefined });
    expect([values, failures]).toEqual([{ lampId: "lamp-1" }, []]);
  });

  it("reports all failures at once, each on its own path", () => {
    const failures = reasonsOf({
      floor: 10,
      colour: "RED",
      isOn: "true",
      radio: { channel: "7", key: "abc", peer: "x", chanel: 1 },
      timer: { repeat: true },
      heat: 20,
      owner: 7,
      brightness: 4,
    });
    expect(failures).toEqual({
      floor: "must be a whole number from 0 to 9; given: 10",
      colour: 'must be one of red, green, blue; given: "RED"',
      isOn: 'must be true or false; given: "true"',
      "radio.channel": 'must be a whole number from 1 to 13; given: "7"',
      "radio.key": "must be longer; allowed: a word of at least 4 letters; the value given is secret and not shown",
      "radio.peer": "is an output and cannot be declared",
      "radio.chanel": "is not a property of radio; did you mean radio.channel?",
      "timer.hours": "is required where timer.repeat is true",
      heat: "is an output and cannot be declared",
      owner: "must be a word of at least 1 letters; given: 7",
      brightness: "is not a property",
      lampId: "is required: the lamp.",
    });
  });

  it("names the members of a group where something else is given", () => {
    expect(reasonsOf({ lampId: "lamp-1", timer: 4 })).toEqual({ timer: "must be an object with hours, repeat" });
    expect(reasonsOf({ lampId: "lamp-1", timer: [] })).toEqual({ timer: "must be an object with hours, repeat" });
  });

  it("does not say twice that one property is wrong", () => {
    const failures = check(lampTable, { lampId: "", timer: { repeat: true, hours: 25 } }).failures;
    expect(failures.map((failure) => failure.property).sort()).toEqual(["lampId", "timer.hours"]);
  });

  it("names a list or an object, and does not show what is in it", () => {
    const odd = { toString: "not a function" };
    expect(reasonsOf({ lampId: [odd], colour: odd })).toEqual({
      lampId: "must be a word of at least 1 letters; given: a list",
      colour: "must be one of red, green, blue; given: an object",
    });
  });

  it("cuts a long value short", () => {
    expect(reasonsOf({ lampId: "lamp-1", colour: "x".repeat(500) })["colour"]).toMatch(/x{59}… \(502 characters\)$/u);
  });

  it("refuses a path that is written as one name: nothing after the check would find it", () => {
    const failures = reasonsOf({ lampId: "lamp-1", "radio.key": "open sesame" });
    expect(failures).toEqual({ "radio.key": "is not one name: write radio: { key: … }" });
    expect(check(lampTable, { "radio.key": "open sesame" }).values).toEqual({});
    expect(reasonsOf({ lampId: "lamp-1", radio: { "key.x": 1 } })).toHaveProperty(["radio.key.x"]);
  });
});

/** A value at a path whose groups may not exist in the table. */
const placedAt = (path: string, value: unknown): Record<string, unknown> => {
  const [name = "", ...rest] = path.split(".");
  return { [name]: rest.length === 0 ? value : placedAt(rest.join("."), value) };
};

describe("a group of which exactly one property is declared", () => {
  const reasonFor = (source: unknown): string | undefined =>
    check(lampTable, { lampId: "lamp-1", radio: { source } }).failures.find(
      ({ property }) => property === "radio.source",
    )?.reason;

  it("takes one, known or not", () => {
    for (const source of [{ disc: "one" }, { wave: UNKNOWN }, { disc: "one", wave: undefined }, UNKNOWN])
      expect(reasonFor(source)).toBeUndefined();
  });

  it("is refused with none and with two, and names what there is", () => {
    expect(reasonFor({})).toBe("must have exactly one of disc, wave; given: none");
    expect(reasonFor({ disc: null })).toBe("must have exactly one of disc, wave; given: none");
    expect(reasonFor({ disc: "one", wave: 2 })).toBe("must have exactly one of disc, wave; given: disc, wave");
    expect(reasonFor("disc")).toBe("must be an object with disc, wave");
  });

  it("says nothing more where one of them is wrong already", () => {
    const { failures } = check(lampTable, { lampId: "lamp-1", radio: { source: { disk: "one" } } });
    expect(failures.map(({ property }) => property)).toEqual(["radio.source.disk"]);
  });
});

describe("values that are not known yet", () => {
  it.each(vpnTunnelTable.fields.filter((field) => field.kind !== "output").map((field) => field.path))(
    "%s may be unknown",
    (path) => {
      const { values, unknown, failures } = check(vpnTunnelTable, nest({ [path]: UNKNOWN }));
      expect([...unknown]).toEqual([path]);
      expect(values).toEqual({});
      expect(failures.map((failure) => failure.property)).not.toContain(path);
    },
  );

  it.each(lampTable.groups.map((group) => group.path))("%s may be unknown as a whole", (group) => {
    const { unknown, failures } = check(lampTable, { lampId: UNKNOWN, ...placedAt(group, UNKNOWN) });
    expect(failures).toEqual([]);
    const members = lampTable.fields.filter((field) => field.path.startsWith(`${group}.`)).map((field) => field.path);
    expect([...unknown].sort()).toEqual(["lampId", ...members].sort());
  });

  it("never add a failure, whichever of the values they stand for", () => {
    const declared = valuesOf(lampTable, "identity", "setting", "option");
    fc.assert(
      fc.property(declared, fc.func(fc.boolean()), (values, isHidden) => {
        const complete: Record<string, Scalar> = { "timer.hours": 1, ...values, lampId: "lamp-1" };
        if ("radio.source.disc" in complete) delete complete["radio.source.wave"];
        expect(check(lampTable, nest(complete)).failures).toEqual([]);
        const hidden = Object.fromEntries(
          Object.entries(complete).map(([path, value]) => [path, isHidden(path) ? UNKNOWN : value]),
        );
        expect(check(lampTable, nest(hidden)).failures).toEqual([]);
      }),
    );
  });
});

describe.each([
  ["the lamp", lampTable],
  ["VpnTunnel", vpnTunnelTable],
])("whatever is passed to %s", (_, table) => {
  it("is judged without an exception, and an unknown is never quoted", () => {
    fc.assert(
      fc.property(garbageFor(table), (inputs) => {
        const { values, unknown, failures } = check(table, inputs);
        for (const path of unknown) expect(values).not.toHaveProperty([path]);
        for (const { reason } of failures) expect(reason.length).toBeGreaterThan(5);
      }),
      { numRuns: 500 },
    );
  });
});
