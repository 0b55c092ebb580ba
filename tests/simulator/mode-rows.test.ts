import { modeNames } from "../../simulator/modes";
import { combinations, modeRows } from "./mode-rows";

test("every combination of the crossed modes, and every pair of values of any two", () => {
  const rows = modeRows(["psk", "omitted"]);
  expect(rows.length).toBeLessThan(30);
  const matches = (wanted: object) =>
    rows.some((row) =>
      Object.entries(wanted).every(([name, value]) =>
        Object.entries(row).some(([key, is]) => key === name && is === value),
      ),
    );
  for (const one of combinations(["psk", "omitted"])) expect([one, matches(one)]).toEqual([one, true]);
  for (const [index, name] of modeNames.entries()) {
    for (const other of modeNames.slice(index + 1)) {
      for (const pair of combinations([name, other])) expect([pair, matches(pair)]).toEqual([pair, true]);
    }
  }
  for (const row of rows) expect(Object.keys(row).sort()).toEqual([...modeNames].sort());
});
