// A scratch project for the real CLI: a program, the packages that it imports, a folder for state. Everything lies in
// one temporary folder and goes with it.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repositoryRoot } from "./pulumi-cli";

export interface ProjectOptions {
  /** The program and whatever else it needs: path inside the project -> text. */
  readonly files: Readonly<Record<string, string>>;
  /** `main` of Pulumi.yaml. Without it the CLI takes the project's package.json, then index.ts or index.js. */
  readonly main?: string;
  readonly name?: string;
  /** The language of the program; by default nodejs. */
  readonly runtime?: "nodejs" | "yaml";
  /** `runtime.options` of Pulumi.yaml. */
  readonly runtimeOptions?: Readonly<Record<string, string | boolean>>;
  /** Further top-level lines of Pulumi.yaml, such as `plugins:`. */
  readonly pulumiYaml?: string;
  /** Packages of the repository's node_modules that the program imports, beside ours and Pulumi's. */
  readonly packages?: readonly string[];
  /** False: a project without node_modules. */
  readonly installed?: boolean;
}

export interface Project {
  readonly name: string;
  /** The temporary folder. */
  readonly scratch: string;
  /** The project's folder in it. */
  readonly folder: string;
  /** Writes or replaces files, as somebody who edits the program does. */
  write(files: Readonly<Record<string, string>>): void;
  remove(): void;
}

// As the documentation tells a user to have it: without it Pulumi asks ts-node for nodenext, which TypeScript 6 refuses
// together with the other settings that ts-node passes.
const TSCONFIG = {
  compilerOptions: {
    target: "es2022",
    module: "node16",
    moduleResolution: "node16",
    strict: true,
    skipLibCheck: true,
    types: ["node"],
  },
};

const ALWAYS_LINKED = ["@pulumi/pulumi", "@pulumi/policy", "@types/node"];

export function createProject(options: ProjectOptions): Project {
  const name = options.name ?? "engine-test";
  // The real path, because the CLI reports real paths and tests compare them.
  const scratch = mkdtempSync(join(realpathSync(tmpdir()), "pulumi-alicloud-vpn-engine-"));
  const folder = join(scratch, "project");
  for (const path of ["project", "home", "pulumi-home", "state"]) mkdirSync(join(scratch, path));

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  write({ "Pulumi.yaml": pulumiYaml(name, options), "package.json": JSON.stringify({ name, version: "1.0.0" }) });
  write({ "tsconfig.json": JSON.stringify(TSCONFIG) });
  write(options.files);
  if (options.installed !== false) linkPackages(folder, [...ALWAYS_LINKED, ...(options.packages ?? [])]);

  return { name, scratch, folder, write, remove: () => rmSync(scratch, { recursive: true, force: true }) };
}

function pulumiYaml(name: string, options: ProjectOptions): string {
  const { runtime: language = "nodejs" } = options;
  const runtime = options.runtimeOptions
    ? `runtime:\n  name: ${language}\n  options: ${JSON.stringify(options.runtimeOptions)}`
    : `runtime: ${language}`;
  const main = options.main === undefined ? "" : `main: ${JSON.stringify(options.main)}\n`;
  return `name: ${name}\n${runtime}\n${main}${options.pulumiYaml ?? ""}\n`;
}

/** Links stand in for an installation: the same files, without the minute that npm takes. */
function linkPackages(folder: string, names: readonly string[]): void {
  const link = (name: string, target: string): void => {
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(target, place, "dir");
  };
  link("pulumi-alicloud-vpn", repositoryRoot);
  for (const name of names) link(name, join(repositoryRoot, "node_modules", name));
}
