import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SetUpRun, type Found } from "./set-up-run";

let setting: SetUpRun;
beforeEach(() => {
  setting = new SetUpRun("python.mjs", "python3");
});
afterEach(() => setting.remove());

const setUp = (standIn?: string, args?: readonly string[]): Promise<Found> => setting.run(standIn, args);

/** A Python that makes a "virtual environment" whose pip does what it is told, and that counts how often it does so. */
const fakePython = (pip: string): string =>
  [
    `echo made >> "$0.log"`,
    `mkdir -p "$3/bin"`,
    `printf '#!/bin/sh\\n${pip}\\n' > "$3/bin/python"`,
    `chmod +x "$3/bin/python"`,
  ].join("\n");

it("the set-up of the Python SDKs says why Python cannot make a virtual environment", async () => {
  expect(await setUp("echo No module named venv >&2; exit 1")).toEqual({
    refused: "python3 -m venv: No module named venv",
  });
});

it("the set-up of the Python SDKs says why they cannot be installed, and leaves nothing half made", async () => {
  expect(await setUp(fakePython("echo ERROR: no such host; exit 1"))).toEqual({
    refused: "pip install: ERROR: no such host",
  });
  expect(readdirSync(join(setting.cache, "pulumi-alicloud-vpn"))).toEqual(["locks"]);
  expect(await setUp(undefined, ["--where"])).toEqual({ refused: "not set up yet: run npm test" });
});

it("the set-up of the Python SDKs makes the environment once, however many ask for it at a time", async () => {
  const fake = fakePython("exit 0");
  const made = await Promise.all([setUp(fake), setUp(fake), setUp(fake)]);
  expect(new Set(made.map(({ python }) => python)).size).toBe(1);
  expect(made[0]?.python).toContain(setting.cache);
  expect(readFileSync(join(setting.folder, "python3.log"), "utf8")).toBe("made\n");
  expect(await setUp(undefined, ["--where"])).toEqual(made[0]);
  rmSync(join(setting.folder, "python3"));
  expect(await setUp()).toEqual(made[0]);
});
