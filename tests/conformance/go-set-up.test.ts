import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const SCRIPT = join(__dirname, "../../scripts/setup/go-clients.mjs");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-go-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The set-up with nothing on PATH but `go` where there is one, and with a cache of its own. */
function setUp(go?: string, args: readonly string[] = []): Promise<{ program?: string; refused?: string }> {
  if (go !== undefined) {
    writeFileSync(join(folder, "go"), `#!/bin/sh\n${go}\n`);
    chmodSync(join(folder, "go"), 0o755);
  }
  // Only what a shell script needs beside it: a real go may lie in the folder of the system's programs.
  const env = {
    PATH: go === undefined ? folder : `${folder}:${dirname("/bin/sh")}`,
    XDG_CACHE_HOME: join(folder, "cache"),
  };
  const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once("close", () => resolve(JSON.parse(text)));
  });
}

const programs = () =>
  readdirSync(join(folder, "cache", "pulumi-alicloud-vpn"), { recursive: true, withFileTypes: true })
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
  expect(readFileSync(join(folder, "go.log"), "utf8")).toBe("built\n");
  expect(programs()).toEqual(["sdks"]);
  expect(await setUp(undefined, ["--where"])).toEqual(made[0]);
});
