import * as fc from "fast-check";
import { fieldsOf, type Values } from "../../../provider/core/field";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import {
  remember,
  restorePointIn,
  restoring,
  type RestorePoint,
} from "../../../provider/resources/vpn-tunnel/state/restore-point";

const settings = fieldsOf(vpnTunnelTable, "setting");
/** A tunnel with a value for every setting, as the API shows one. */
const tunnel: fc.Arbitrary<Values> = fc.record(
  Object.fromEntries(settings.map(({ path, rule }) => [path, fc.constantFrom(...rule.accepted)])),
);
const PFS = "tunnelIkeConfig.ikePfs";
const PSK = "tunnelIkeConfig.psk";

/** What is known after each of several changes, one after the other. */
function after(states: readonly Values[]): RestorePoint {
  return states.slice(1).reduce<RestorePoint>((point, state, at) => remember(point, states[at] ?? {}, state, true), {});
}

describe("a restore point", () => {
  it("leads back to the first state, through any changes and through the state file", () => {
    fc.assert(
      fc.property(fc.array(tunnel, { minLength: 1, maxLength: 5 }), (states) => {
        const [first, last] = [states[0] ?? {}, states.at(-1) ?? {}];
        const point = restorePointIn(JSON.parse(JSON.stringify(after(states))));
        const back = restoring(point, last);
        const differing = settings.filter(({ path, rule }) => !rule.same(first[path] ?? "", last[path] ?? ""));
        expect(Object.keys(back.values).sort()).toEqual(differing.map(({ path }) => path).sort());
        for (const { path } of differing) expect(back.values[path]).toBe(first[path]);
        expect([back.drifted, back.unset]).toEqual([[], []]);
      }),
    );
  });

  it("leaves alone whatever is not as it was left, and what is back already", () => {
    fc.assert(
      fc.property(tunnel, tunnel, tunnel, (found, left, live) => {
        const { values, drifted } = restoring(after([found, left]), live);
        for (const { path, rule } of settings) {
          const isBack = rule.same(found[path] ?? "", live[path] ?? "");
          const isOurs = !rule.same(found[path] ?? "", left[path] ?? "") && !isBack;
          const moved = !rule.same(left[path] ?? "", live[path] ?? "");
          expect([path, path in values, drifted.includes(path)]).toEqual([path, isOurs && !moved, isOurs && moved]);
        }
      }),
    );
  });

  it("names what had no value, and takes a withheld key for the one that was left", () => {
    expect(restoring(after([{}, { [PFS]: "group14" }]), { [PFS]: "group14" }).unset).toEqual([PFS]);
    expect(restoring(after([{ [PSK]: "old" }, { [PSK]: "new" }]), {}).values).toEqual({ [PSK]: "old" });
  });

  it("forgets every key where keys are kept elsewhere, but not that one was changed", () => {
    const stored = remember({}, { [PSK]: "old" }, { [PSK]: "new" }, true);
    expect(remember(stored, { [PSK]: "new" }, { [PSK]: "new" }, false)).toEqual({ [PSK]: {} });
    expect(remember({}, { [PSK]: "old" }, { [PSK]: "new" }, false)).toEqual({ [PSK]: {} });
    expect(remember({}, { [PSK]: "old" }, { [PSK]: "old" }, false)).toEqual({});
  });

  it("is not taken from what a hand or another version has stored", () => {
    for (const spoiled of [undefined, null, "text", [1], {}]) expect(restorePointIn(spoiled)).toEqual({});
    expect(restorePointIn({ status: { found: "x" }, [PFS]: { found: {}, left: "group5" }, x: 1 })).toEqual({
      [PFS]: { left: "group5" },
    });
  });
});
