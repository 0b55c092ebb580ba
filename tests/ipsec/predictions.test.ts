import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pairs } from "./pairs";
import { predicted } from "./predictions";

const FILE = join(__dirname, "predictions.json");

/** The list stands in a file of its own, so that it is there, and committed, before any daemon is asked. */
it("what the simulator says of each pair is what is written down (UPDATE_PREDICTIONS=1 writes it anew)", () => {
  const now = Object.fromEntries(pairs.map((pair) => [pair.title, predicted(pair)]));
  if (process.env["UPDATE_PREDICTIONS"] === "1") writeFileSync(FILE, `${JSON.stringify(now, undefined, 2)}\n`);
  expect(now).toEqual(JSON.parse(readFileSync(FILE, "utf8")));
  expect(Object.keys(now).length).toBeGreaterThanOrEqual(60);
});
