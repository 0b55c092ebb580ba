/** Values by parameter. */
export type Parameters = Readonly<Record<string, readonly string[]>>;
export type Row = Readonly<Record<string, string>>;

const key = (a: string, x: string, b: string, y: string): string => JSON.stringify([a, x, b, y]);

/** Every value of each parameter of `first` with every value of each one of `second`. */
export function crossPairs(first: Parameters, second: Parameters): readonly string[] {
  return Object.entries(first).flatMap(([a, xs]) =>
    Object.entries(second).flatMap(([b, ys]) => xs.flatMap((x) => ys.map((y) => key(a, x, b, y)))),
  );
}

export function pairsOf(row: Row, first: Parameters, second: Parameters): readonly string[] {
  return Object.keys(first).flatMap((a) => Object.keys(second).map((b) => key(a, row[a] ?? "", b, row[b] ?? "")));
}

/**
 * Few rows in which each of the cross pairs is at least once: row by row, the value that makes the most new pairs, and
 * the first of equals, so that it is the same list every time.
 */
export function pairwise(first: Parameters, second: Parameters): readonly Row[] {
  const open = new Set(crossPairs(first, second));
  const rows: Row[] = [];
  while (open.size > 0) {
    const row: Record<string, string> = {};
    // The first pair that is still open is in this row, so each one makes progress.
    const [start = ""] = open;
    const [a = "", x = "", b = "", y = ""]: string[] = JSON.parse(start);
    Object.assign(row, { [a]: x, [b]: y });
    for (const [name, values] of Object.entries({ ...second, ...first })) {
      if (row[name] !== undefined) continue;
      const others = Object.keys(name in first ? second : first).filter((other) => row[other] !== undefined);
      const gain = (value: string): number =>
        others.filter((other) => {
          const there = row[other] ?? "";
          return open.has(name in first ? key(name, value, other, there) : key(other, there, name, value));
        }).length;
      const best = Math.max(...values.map(gain));
      row[name] = values.find((value) => gain(value) === best) ?? "";
    }
    rows.push(row);
    for (const pair of pairsOf(row, first, second)) open.delete(pair);
  }
  return rows;
}
