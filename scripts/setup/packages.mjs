// npm packages: installed when they are missing or when package-lock.json changed.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError, repositoryRoot, shortHash } from "./places.mjs";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";

/** @typedef {{ packages: Record<string, { version?: string, optional?: boolean }> }} Lockfile */

/** @param {string} [root] */
export async function installPackages(root = repositoryRoot) {
  const lockfile = join(root, "package-lock.json");
  const stamp = join(root, "node_modules", ".pulumi-alicloud-vpn-packages");
  const wanted = shortHash(readFileSync(lockfile));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  // Somebody may have installed them by hand; replacing what is right already would only cost time.
  if (!isInstalled(root)) await npmCi(root);
  writeFileSync(stamp, wanted);
}

/** @param {string} root */
async function npmCi(root) {
  let fetched = 0;
  const result = await withProgress("installing npm packages (npm ci)", (detail) =>
    run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=http"], {
      cwd: root,
      onOutput: (text, stream) => {
        if (stream === "stderr") fetched += text.match(/^npm http fetch/gm)?.length ?? 0;
        if (fetched > 0) detail(`${fetched} downloads`);
      },
    }),
  ).catch((/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== "ENOENT") throw error;
    throw new SetupError("npm is not on PATH: install Node.js 20 or later, which brings it.");
  });
  if (result.exitCode !== 0) {
    const reasons = result.output.split("\n").filter((/** @type {string} */ line) => !line.startsWith("npm http "));
    // What follows the reason is how npm is used, which helps nobody here.
    const usage = reasons.indexOf("npm error Usage:");
    throw new SetupError(
      "The npm packages could not be installed.",
      reasons.slice(0, usage < 0 ? undefined : usage).join("\n"),
    );
  }
}

/**
 * Whether node_modules holds what the lock file names. npm keeps its own record of what it installed; packages for
 * other platforms are optional and rightly missing.
 * @param {string} root
 */
export function isInstalled(root) {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  /** @type {Lockfile} */
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  /** @type {Lockfile} */
  const present = JSON.parse(readFileSync(record, "utf8"));
  return Object.entries(wanted.packages).every(([path, { version, optional }]) => {
    const have = present.packages[path]?.version;
    return path === "" || have === version || (optional === true && have === undefined);
  });
}
