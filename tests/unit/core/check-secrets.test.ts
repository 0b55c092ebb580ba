import * as fc from "fast-check";
import { adoption } from "../../../provider/core/adoption";
import { check } from "../../../provider/core/check";
import type { FieldTable } from "../../../provider/core/field";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel.fields";
import { garbageFor, UNKNOWN } from "./arbitraries";
import { lampTable } from "./lamp-table";

/** A value that a secret property may be given, right or wrong, in which a marker can be recognised. */
const MARKER = "k3yN0body5ees";
const planted = fc
  .tuple(fc.string({ maxLength: 8 }), fc.constantFrom("", " ", "\\", "é", "****", "x".repeat(120)))
  .map(([before, after]) => before + MARKER + after);
const inAnyForm = fc.oneof(
  planted,
  planted.map((key) => [key]),
  planted.map((key) => ({ value: key })),
  planted.map((key) => [{ key }, UNKNOWN]),
);

const SECRET: Readonly<Record<string, readonly [string, string]>> = {
  "the lamp": ["radio", "key"],
  VpnTunnel: ["tunnelIkeConfig", "psk"],
};

describe.each<[string, FieldTable]>([
  ["the lamp", lampTable],
  ["VpnTunnel", vpnTunnelTable],
])("a secret of %s", (name, table) => {
  const [group, leaf] = SECRET[name] ?? ["", ""];

  it("is the only one that the table has", () => {
    const secrets = table.fields.filter((field) => field.secret).map((field) => field.path);
    expect(secrets).toEqual([`${group}.${leaf}`]);
  });

  it("occurs in no reason, whatever its value and whatever is wrong around it", () => {
    fc.assert(
      fc.property(garbageFor(table), fc.dictionary(fc.string(), fc.integer()), inAnyForm, (around, beside, value) => {
        const { failures } = check(table, { ...around, [group]: { ...beside, [leaf]: value } });
        expect(JSON.stringify(failures)).not.toContain(MARKER);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["in place of its group", { [group]: MARKER }],
    ["in a list in place of its group", { [group]: [MARKER] }],
    ["outside its group", { [leaf]: MARKER }],
    ["in a misspelled group", { [`${group}s`]: { [leaf]: MARKER } }],
    ["under a misspelled name", { [group]: { [`${leaf}1`]: MARKER } }],
    ["with its path as one name", { [`${group}.${leaf}`]: MARKER }],
  ])("occurs in no reason where it stands %s", (_, inputs) => {
    const { failures } = check(table, inputs);
    expect(failures.length).toBeGreaterThan(0);
    expect(JSON.stringify(failures)).not.toContain(MARKER);
  });

  it("occurs in no line about adoption, neither the live nor the declared one", () => {
    const path = `${group}.${leaf}`;
    const [live, declared] = [`live${MARKER}`, `new${MARKER}`];
    for (const [was, wanted] of [
      [live, declared],
      [undefined, declared],
      [live, live],
    ]) {
      const plan = adoption(table, { [path]: wanted ?? "" }, new Set(), was === undefined ? {} : { [path]: was });
      expect(JSON.stringify(plan)).not.toContain(MARKER);
    }
  });
});
