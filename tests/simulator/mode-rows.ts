import { type Modes, modeChoices, modeNames } from "../../simulator/modes";

type Row = Partial<Modes>;

/** Every combination of the values of these modes; the others are left out. */
export function combinations(names: readonly (keyof Modes)[]): Row[] {
  return names.reduce<Row[]>(
    (rows, name) => rows.flatMap((row) => modeChoices[name].map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}

/**
 * Rows with a value for every mode, in which every combination of the `crossed` modes occurs, and every value of any
 * mode together with every value of any other. (All combinations of all modes are tens of thousands.)
 */
export function modeRows(crossed: readonly (keyof Modes)[]): Row[] {
  const open = new Map<string, Row>();
  for (const [index, name] of modeNames.entries()) {
    for (const other of modeNames.slice(index + 1)) {
      for (const pair of combinations([name, other])) for (const key of pairsIn(pair)) open.set(key, pair);
    }
  }
  const rows: Row[] = [];
  const add = (seed: Row): void => {
    const row = modeNames.reduce((sofar, name) => (name in sofar ? sofar : withBest(sofar, name, open)), seed);
    for (const key of pairsIn(row)) open.delete(key);
    rows.push(row);
  };
  for (const seed of combinations(crossed)) add(seed);
  for (let [next] = open.values(); next !== undefined; [next] = open.values()) add(next);
  return rows;
}

/** The row with the value of one more mode: the one that closes most of the open pairs. */
function withBest(row: Row, name: keyof Modes, open: ReadonlyMap<string, Row>): Row {
  const candidates = modeChoices[name].map((value) => ({ ...row, [name]: value }));
  const closes = (one: Row) => pairsIn(one).filter((key) => open.has(key)).length;
  return candidates.reduce((best, one) => (closes(one) > closes(best) ? one : best));
}

function pairsIn(row: Row): string[] {
  const values = modeNames.filter((name) => name in row).map((name) => `${name}=${row[name]}`);
  return values.flatMap((value, index) => values.slice(index + 1).map((other) => `${value} ${other}`));
}
