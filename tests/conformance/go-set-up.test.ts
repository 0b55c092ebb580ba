import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { SetUpRun, type Found } from "./set-up-run";

let setting: SetUpRun;
beforeEach(() => {
  setting = new SetUpRun("go-clients.mjs", "go");
});
afterEach(() => setting.remove());

const setUp = (standIn?: string, args?: readonly string[]): Promise<Found> => setting.run(standIn, args);

const programs = () =>
  readdirSync(join(setting.cache, "pulumi-alicloud-vpn"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

it("the set-up of the Go SDKs says that there is no Go", async () => {
  expect(await setUp()).toEqual({ refused: "go is not on PATH" });
});

it("the set-up of the Go SDKs says why the program cannot be built, and leaves nothing half made", async () => {
  const failing = `while [ "$1" != -o ]; do shift; done; echo half > "$2"; echo "go: no such module" >&2; exit 1`;
  expect(await setUp(failing)).toEqual({ refused: "go build: go: no such module" });
  expect(programs()).toEqual([]);
  expect(await setUp(undefined, ["--where"])).toEqual({ refused: "not set up yet: run npm test" });
});

it("the set-up of the Go SDKs builds once, however many ask for it at a time", async () => {
  const fake = `echo built >> "$0.log"; while [ "$1" != -o ]; do shift; done; echo program > "$2"`;
  const made = await Promise.all([setUp(fake), setUp(fake), setUp(fake)]);
  expect(new Set(made.map(({ program }) => program)).size).toBe(1);
  expect(readFileSync(made[0]?.program ?? "", "utf8")).toBe("program\n");
  expect(readFileSync(join(setting.folder, "go.log"), "utf8")).toBe("built\n");
  expect(programs()).toEqual(["sdks"]);
  expect(await setUp(undefined, ["--where"])).toEqual(made[0]);
});
