// The set-up is plain ESM for a node where nothing is installed, so it is tested there: each piece of code runs in a
// process of its own, which can also be killed.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

export const scriptsFolder = resolve(__dirname, "../../../scripts");

export interface Evaluation {
  readonly value: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/**
 * Runs the body of an async function with the named exports of a set-up module in reach; what it returns comes back as
 * JSON.
 */
export function evaluate(module: string, body: string, env: NodeJS.ProcessEnv = {}): Evaluation {
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", program(module, body)], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  const [printed = "", value] = child.stdout.split(MARK);
  const parsed: unknown = value === undefined || value === "" ? undefined : JSON.parse(value);
  return { value: parsed, stdout: printed, stderr: child.stderr, exitCode: child.status };
}

/** The same, without waiting for its end. */
export function start(module: string, body: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ["--input-type=module", "-e", program(module, body)], {
    env: { ...process.env, ...env },
  });
}

const MARK = "\u0000";

function program(module: string, body: string): string {
  const url = JSON.stringify(pathToFileURL(join(scriptsFolder, module)).href);
  return `import * as m from ${url};
    const value = await (async () => { ${body} })();
    process.stdout.write(${JSON.stringify(MARK)} + (value === undefined ? "" : JSON.stringify(value)));`;
}

const folders: string[] = [];

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-alicloud-vpn-unit-"));
  folders.push(folder);
  return folder;
}

/** For afterAll. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A stand-in for a command: a shell script. */
export function writeCommand(folder: string, name: string, script: string): void {
  write(folder, { [name]: `#!/bin/sh\n${script}\n` });
  chmodSync(join(folder, name), 0o755);
}
