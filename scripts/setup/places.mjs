// Where things lie: in the checkout, and outside it.
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot = resolve(fileURLToPath(import.meta.url), "../../..");

/** Outside the checkout, so that several checkouts share one CLI and `git clean` costs nobody ten minutes. */
export const cacheFolder = () =>
  join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "pulumi-alicloud-vpn");

/** The lock that guards this checkout's node_modules and dist; outside it too, because npm replaces node_modules. */
export const checkoutLock = () => join(cacheFolder(), "locks", `checkout-${shortHash(repositoryRoot)}.lock`);

/** @param {string | Buffer} text */
export const shortHash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** A failure that the user can do something about: shown as its message, without a stack. */
export class SetupError extends Error {
  /** @param {string} message @param {string} [output] what the failed command printed */
  constructor(message, output = "") {
    super(output.trim() === "" ? message : `${message}\n\n${output.trim()}\n`);
    this.name = "SetupError";
  }
}
