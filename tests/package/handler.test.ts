import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HANDLER } from "../../sdk/handler";
import { built, ROOT } from "./built";

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "handler-")));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

// The handler names the built package.
beforeAll(() => void built("provider", "adapters", "dynamic", "index.js"));

/** A program's folder, with the package installed in it or not. */
function folder(name: string, installedIn?: string): string {
  const path = join(scratch, name);
  mkdirSync(path, { recursive: true });
  if (installedIn !== undefined) {
    const modules = join(scratch, installedIn, "node_modules");
    mkdirSync(modules, { recursive: true });
    symlinkSync(ROOT, join(modules, "pulumi-alicloud-vpn"), "dir");
  }
  return path;
}

/**
 * Evaluates the stored text as Pulumi's dynamic provider process does (require-from-string), in a process of its own.
 */
function evaluated(
  cwd: string,
  use: string,
): { readonly stdout: string; readonly stderr: string; readonly status: number | null } {
  const script = `
    const Module = require("node:module");
    const m = new Module("", undefined);
    m.filename = "";
    m.paths = Module._nodeModulePaths(".");
    m._compile(${JSON.stringify(HANDLER)}, "");
    const provider = m.exports.handler();
    ${use}`;
  return spawnSync(process.execPath, ["-e", script], { cwd, encoding: "utf8", env: { PATH: process.env["PATH"] } });
}

const LIST_VERBS = `console.log(["configure", "check", "diff", "create", "read", "update", "delete"]
  .filter((verb) => typeof provider[verb] === "function").join(" "));`;

describe("the stored handler", () => {
  it.each([
    ["in the program's folder", "own", "own"],
    ["in a folder above it", "above/program", "above"],
  ])("finds the package that is installed %s", (_, program, installedIn) => {
    const { stdout, stderr } = evaluated(folder(program, installedIn), LIST_VERBS);
    expect([stderr, stdout.trim()]).toEqual(["", "configure check diff create read update delete"]);
  });

  it("gives one provider for all resources of the process", () => {
    const { stdout } = evaluated(folder("one", "one"), "console.log(provider === m.exports.handler());");
    expect(stdout.trim()).toBe("true");
  });

  it("loads no @pulumi/pulumi of its own", () => {
    const { stdout, stderr } = evaluated(
      folder("light", "light"),
      'console.log(Object.keys(require.cache).filter((file) => file.includes("@pulumi")).length);',
    );
    expect([stderr, stdout.trim()]).toEqual(["", "0"]);
  });

  it("says what to install where, in a folder without the package", () => {
    const path = folder("without");
    const { stderr, status } = evaluated(path, LIST_VERBS);
    expect(status).not.toBe(0);
    expect(stderr).toContain(`Error: npm i pulumi-alicloud-vpn in ${path}: `);
    expect(stderr).toContain("Cannot find module 'pulumi-alicloud-vpn/provider'");
  });
});
