// The browser that the test of the simulator's status page drives. One on PATH is used. Where there is none, root on a
// system with apt-get (a container, a CI) gets Debian's; elsewhere the test is skipped.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installDebianPackages, LOCK } from "./debian-packages.mjs";
import { provision, runByHand } from "./provision.mjs";

/** @typedef {{ chromium?: string, refused?: string }} Browser `chromium` is the executable */
/** @typedef {{ path?: string, isRoot?: boolean, runCommand?: typeof import("./processes.mjs").run }} Surroundings */

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** @param {Surroundings} [surroundings] */
export function chromiumIn({ path = process.env["PATH"] ?? "", isRoot = process.getuid?.() === 0, runCommand } = {}) {
  /** @returns {Browser} */
  const find = () => {
    const chromium = NAMES.map((name) => onPath(name, path)).find((file) => file !== undefined);
    return chromium === undefined ? { refused: "no Chromium on PATH: run npm test" } : { chromium };
  };
  const make = async () => {
    const why = whyNoApt(path, isRoot);
    if (why !== undefined) return `no Chromium on PATH, and ${why}: install Chromium or Chrome`;
    const failure = await installDebianPackages("Chromium", ["chromium"], runCommand && { runCommand });
    if (failure !== undefined) return failure;
    return find().refused === undefined ? undefined : "apt-get installed chromium, but there is none on PATH";
  };
  return provision({ skipped: "the test of the status page in a browser", lock: LOCK, find, make });
}

/** @param {string} path @param {boolean} isRoot @returns {string | undefined} */
function whyNoApt(path, isRoot) {
  if (!isRoot) return "only root may install one";
  return onPath("apt-get", path) === undefined ? "there is no apt-get to install one with" : undefined;
}

/** @param {string} name @param {string} path @returns {string | undefined} */
function onPath(name, path) {
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export const chromium = chromiumIn();

await runByHand(import.meta.url, chromium);
