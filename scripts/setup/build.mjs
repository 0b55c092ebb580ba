// The build (tsc -> dist, and the plugin's bundle): run when a source, a setting or the compiler changed.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { SetupError, repositoryRoot } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

/** @typedef {{ hash: string, sources: string[] }} BuildRecord */

const SETTINGS = ["tsconfig.json", "tsconfig.build.json", "package-lock.json"];

/** @param {string} [root] */
export async function build(root = repositoryRoot) {
  const recordFile = join(root, "dist", ".build-record.json");
  const before = readRecord(recordFile);
  const now = describeSources(root);
  if (before?.hash === now.hash) return;
  // What was compiled from a source that is gone would go on working, and would be published.
  for (const source of before?.sources ?? []) if (!now.sources.includes(source)) removeOutputs(root, source);
  await compile(root);
  await bundle(root);
  writeFileSync(recordFile, JSON.stringify(now));
}

/** @param {string} root */
async function compile(root) {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const result = await withProgress("building (tsc)", () =>
    run(process.execPath, [compiler, "-p", "tsconfig.build.json", "--pretty", "false"], { cwd: root }),
  );
  if (result.exitCode !== 0) throw new SetupError("The build failed.", result.output);
}

/** A checkout that has no plugin has no bundle. @param {string} root */
async function bundle(root) {
  const script = join(root, "scripts", "bundle.mjs");
  if (!existsSync(script)) return;
  const result = await withProgress("bundling the plugin (esbuild)", () =>
    run(process.execPath, [script], { cwd: root }),
  );
  if (result.exitCode !== 0) throw new SetupError("The plugin could not be bundled.", result.output);
}

/** @param {string} root @returns {BuildRecord} */
function describeSources(root) {
  const sources = includedFolders(root).flatMap((folder) => typescriptFiles(root, join(root, folder)));
  const hash = createHash("sha256");
  for (const file of [...SETTINGS, ...sources.sort()]) {
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return { hash: hash.digest("hex"), sources };
}

/** @param {string} root @returns {string[]} */
function includedFolders(root) {
  /** @type {{ include: string[] }} */
  const settings = JSON.parse(readFileSync(join(root, "tsconfig.build.json"), "utf8"));
  return settings.include;
}

/** @param {string} root @param {string} folder @returns {string[]} */
function typescriptFiles(root, folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : typescriptFiles(root, path);
    return /\.(ts|json)$/.test(entry.name) ? [relative(root, path)] : [];
  });
}

/** @param {string} root @param {string} source */
function removeOutputs(root, source) {
  const output = join(root, "dist", source.replace(/\.ts$/, ""));
  for (const ending of source.endsWith(".ts") ? [".js", ".d.ts"] : [""]) rmSync(output + ending, { force: true });
}

/** @param {string} file @returns {BuildRecord | undefined} */
function readRecord(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
