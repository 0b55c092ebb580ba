// Debian's packages, for what the tests find only there. Everything that calls apt-get shares one lock, because apt-get
// does not wait for another one that refreshes its lists.
import { attempt } from "./provision.mjs";
import { run } from "./processes.mjs";

export const LOCK = "debian-packages";

// Without a network apt-get would try for minutes. A package manager that somebody else runs may hold dpkg's lock.
const OPTIONS = ["-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=120"];

/**
 * @param {string} what who needs it, for the line of progress
 * @param {string[]} args
 * @param {{ cwd?: string, runCommand?: typeof run }} [surroundings]
 * @returns {Promise<string | undefined>} why it failed
 */
export function aptGet(what, args, { cwd, runCommand = run } = {}) {
  return attempt({
    what: `apt-get ${args[0]} (${what})`,
    name: `apt-get ${args[0]}`,
    command: "apt-get",
    args: [...OPTIONS, ...args],
    options: {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" },
    },
    count: { each: /^(Unpacking|Setting up) /gm, unit: "steps" },
    reason,
    runCommand,
  });
}

/**
 * @param {string} what
 * @param {string[]} packages
 * @param {{ runCommand?: typeof run }} [surroundings]
 * @returns {Promise<string | undefined>} why it failed
 */
export async function installDebianPackages(what, packages, surroundings) {
  const install = ["install", "--yes", "--no-install-recommends", ...packages];
  return (await aptGet(what, ["update"], surroundings)) ?? (await aptGet(what, install, surroundings));
}

/** apt-get marks its errors; a line without a mark may follow them. @param {string} output */
function reason(output) {
  const lines = output.trim().split("\n");
  return lines.find((line) => line.startsWith("E: ")) ?? lines.at(-1);
}
