// `npm start` as a newcomer runs it, and as an impatient one interrupts it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ENGINE_TIMEOUT_MS, repositoryRoot, runCommand, type CommandResult } from "./harness";

jest.setTimeout(ENGINE_TIMEOUT_MS);

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-engine-"));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

/** Its temporary files go into a folder of our own, which is also how its processes are recognised. */
function start(interruptAt?: string): Promise<CommandResult> {
  let interrupted = false;
  let seen = "";
  return runCommand(process.execPath, [join(repositoryRoot, "scripts", "start.mjs")], {
    cwd: repositoryRoot,
    // In colours, as on a terminal: what is checked must not depend on them.
    env: { ...process.env, TMPDIR: scratch, FORCE_COLOR: "1" },
    onOutput: (text, running) => {
      seen += stripVTControlCharacters(text);
      if (interrupted || interruptAt === undefined || !seen.includes(interruptAt)) return;
      interrupted = true;
      running.signal("SIGINT");
    },
  });
}

function processesLeft(): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8");
      return environment.includes(scratch) ? [readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")] : [];
    } catch {
      return [];
    }
  });
}

const scratchFoldersLeft = (): readonly string[] =>
  readdirSync(scratch).filter((name) => name.startsWith("pulumi-alicloud-vpn-"));

it("npm start goes through its steps, checks each one, and cleans up", async () => {
  const { exitCode, stdout: coloured, stderr } = await start();
  const stdout = stripVTControlCharacters(coloured);
  if (exitCode !== 0) throw new Error(`npm start ended with ${exitCode}\n${stdout}\n${stderr}`);
  const headings = stdout.split("\n").filter((line) => /^\d\. /.test(line));
  expect(headings.map((line) => line.split(/[:.] ?/)[1])).toEqual([
    "A local VPC API",
    "Preview",
    "Up",
    "Preview again",
    "Drift",
    "Policy",
    "Destroy",
  ]);
  expect(stdout).toContain("✓ nothing was sent: 0 changing requests in the API's journal");
  expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^Open next: examples\/quickstart\/index\.ts/);
  expect(processesLeft()).toEqual([]);
  expect(scratchFoldersLeft()).toEqual([]);
});

it.each(["VpnTunnel master creating", "Loading policy packs"])(
  "leaves nothing behind when interrupted at %j",
  async (at) => {
    const { exitCode, stderr } = await start(at);
    expect(exitCode).toBe(130);
    expect(stderr).toContain("Interrupted");
    expect(processesLeft()).toEqual([]);
    expect(scratchFoldersLeft()).toEqual([]);
  },
);
