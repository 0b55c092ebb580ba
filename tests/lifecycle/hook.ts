// A hook for tests: a real program, started by the provider, that writes down each call and fails where it is told to.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One call, as the hook got it on its standard input. */
export interface HookInput {
  readonly phase: string;
  readonly tunnel: { readonly id: string; readonly role: string };
  readonly other?: { readonly role: string; readonly carriesTraffic: boolean };
  readonly changes: readonly string[];
  readonly old: Readonly<Record<string, unknown>>;
  readonly new: Readonly<Record<string, unknown>>;
  readonly keys?: { readonly old?: string; readonly new?: string };
  readonly [name: string]: unknown;
}

/** A hook, and what it was called with so far. */
export interface TestHook {
  readonly command: string;
  readonly calls: () => readonly HookInput[];
  /** The calls as `role phase`. */
  readonly phases: () => readonly string[];
  /** From now on the hook fails at this phase of this role; none where it is undefined. */
  failAt(place: string | undefined): void;
  remove(): void;
}

/** A hook that does nothing on any device. */
export function testHook(): TestHook {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-hook-"));
  const log = join(folder, "calls.jsonl");
  const failing = join(folder, "failing");
  const script = join(folder, "hook.js");
  writeFileSync(log, "");
  writeFileSync(failing, "");
  writeFileSync(
    script,
    `const fs = require("node:fs");
const input = fs.readFileSync(0, "utf8");
fs.appendFileSync(${JSON.stringify(log)}, input);
const { phase, tunnel, keys } = JSON.parse(input);
console.log("hook at work, key " + keys?.new);
process.exit(fs.readFileSync(${JSON.stringify(failing)}, "utf8") === tunnel.role + " " + phase ? 7 : 0);
`,
  );
  const calls = (): readonly HookInput[] =>
    readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line): HookInput => JSON.parse(line));
  return {
    command: `${JSON.stringify(process.execPath)} ${JSON.stringify(script)}`,
    calls,
    phases: () => calls().map(({ phase, tunnel }) => `${tunnel.role} ${phase}`),
    failAt: (place) => writeFileSync(failing, place ?? ""),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
