import * as fc from "fast-check";
import { adoption } from "../../../provider/core/adoption";
import { check } from "../../../provider/core/check";
import type { FieldTable } from "../../../provider/core/field";
import { nest } from "../../../provider/core/property-tree";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
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

describe("a value that the program calls secret", () => {
  const paths = vpnTunnelTable.fields.map((field) => field.path);
  it("occurs in no reason, whichever property it is, refused or accepted, secret by itself or by its group", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), inAnyForm, fc.boolean(), (path, value, byGroup) => {
        const secret = byGroup ? path.replace(/\..*/u, "") : path;
        const { failures } = check(vpnTunnelTable, withAt(path, value), [secret]);
        expect(JSON.stringify(failures)).not.toContain(MARKER);
      }),
      { numRuns: 500 },
    );
  });

  it("is said to be secret where it is refused, with what is allowed", () => {
    const inputs = { vpnConnectionId: "vco-1", role: "master", tunnelIkeConfig: { ikePfs: MARKER } };
    expect(check(vpnTunnelTable, inputs, ["tunnelIkeConfig.ikePfs"]).failures).toEqual([
      {
        property: "tunnelIkeConfig.ikePfs",
        reason: expect.stringMatching(/^must be one of group1, .*; the value given is secret and not shown$/u),
      },
    ]);
  });

  it("is not quoted by a relation either, nor where only the other one of the two is secret", () => {
    const [ip, cidr] = ["tunnelBgpConfig.localBgpIp", "tunnelBgpConfig.tunnelCidr"];
    const inputs = nest({ vpnConnectionId: "vco-1", role: "master", [ip]: "169.254.11.5", [cidr]: "169.254.11.0/30" });
    const reasonWith = (...secrets: string[]): string =>
      check(vpnTunnelTable, inputs, secrets)
        .failures.map(({ reason }) => reason)
        .join();
    expect(reasonWith()).toMatch(/169\.254\.11\.5.*169\.254\.11\.0\/30/u);
    expect(reasonWith(ip)).toMatch(/must be a usable address of tunnelCidr; given: \[secret\] with tunnelCidr "169/u);
    expect(reasonWith(ip)).not.toContain("169.254.11.5");
    expect(reasonWith(cidr)).not.toContain("169.254.11.0/30");
    expect(reasonWith("tunnelBgpConfig")).not.toContain("169.254");
  });
});

/** A declaration with a value of any form at a path. */
function withAt(path: string, value: unknown): Record<string, unknown> {
  const [name = "", ...rest] = path.split(".");
  return { [name]: rest.length === 0 ? value : withAt(rest.join("."), value) };
}
