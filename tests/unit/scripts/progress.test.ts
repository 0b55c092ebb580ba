// The line of progress: nothing for what is quick, and never more than a reader wants.
import { evaluate } from "./set-up-module";

const progress = (milliseconds: number, terminal: boolean): unknown =>
  evaluate(
    "setup/progress.mjs",
    `const written = [];
     await m.withProgress("building", async (detail) => {
       detail("3 of 7");
       await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));
     }, { write: (text) => written.push(text), terminal: ${terminal} });
     return written;`,
  ).value;

it("progress says nothing of work that is done within a moment", () => {
  expect(progress(50, false)).toEqual([]);
});

it("progress writes whole lines into a log", () => {
  expect(progress(2_200, false)).toEqual(["building: 3 of 7 (2s)\n", "building: done (2s)\n"]);
});

it("progress rewrites one line on a terminal", () => {
  const written = progress(2_200, true) as string[];
  expect(written[0]).toBe("\r\u001b[2Kbuilding: 3 of 7 (2s)");
  expect(written.at(-1)).toBe("\r\u001b[2Kbuilding: done (2s)\n");
});

it.each([
  [0, "0s"],
  [59_400, "59s"],
  [60_000, "1m00s"],
  [192_000, "3m12s"],
])("progress shows %d ms as %s", (milliseconds, text) => {
  expect(evaluate("setup/progress.mjs", `return m.elapsed(${milliseconds});`).value).toBe(text);
});
