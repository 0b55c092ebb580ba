import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const SCRIPT = join(__dirname, "../../scripts/setup/python.mjs");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-python-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The set-up with nothing on PATH but `python3` where there is one, and with a cache of its own. */
function setUp(python3?: string, args: readonly string[] = []): Promise<{ python?: string; refused?: string }> {
  if (python3 !== undefined) {
    writeFileSync(join(folder, "python3"), `#!/bin/sh\n${python3}\n`);
    chmodSync(join(folder, "python3"), 0o755);
  }
  const env = { PATH: `${folder}:${dirname("/bin/sh")}`, XDG_CACHE_HOME: join(folder, "cache") };
  const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once("close", () => resolve(JSON.parse(text)));
  });
}

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
  expect(readdirSync(join(folder, "cache", "pulumi-alicloud-vpn"))).toEqual(["locks"]);
  expect(await setUp(undefined, ["--where"])).toEqual({ refused: "not set up yet: run npm test" });
});

it("the set-up of the Python SDKs makes the environment once, however many ask for it at a time", async () => {
  const fake = fakePython("exit 0");
  const made = await Promise.all([setUp(fake), setUp(fake), setUp(fake)]);
  expect(new Set(made.map(({ python }) => python)).size).toBe(1);
  expect(made[0]?.python).toContain(join(folder, "cache"));
  expect(readFileSync(join(folder, "python3.log"), "utf8")).toBe("made\n");
  expect(await setUp(undefined, ["--where"])).toEqual(made[0]);
  rmSync(join(folder, "python3"));
  expect(await setUp()).toEqual(made[0]);
});
