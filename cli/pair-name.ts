const ENDS = /^[\s._-]+|[\s._-]+$/gu;

/**
 * The common part of the names of a master and a slave, as a name for both: `office` for `office-master` and
 * `office-slave`. Undefined where they have none.
 */
export function commonName(master: string, slave: string): string | undefined {
  const [one, other] = [withoutRole(master, "master"), withoutRole(slave, "slave")];
  if (one !== undefined && one === other && one !== "") return one;
  let length = 0;
  while (length < master.length && master[length] === slave[length]) length += 1;
  // A character beyond U+FFFF may have its first half alone in common.
  const common = master
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/u, "")
    .replaceAll(ENDS, "");
  return common.length > 1 ? common : undefined;
}

/** A name without its role; undefined where it does not have the role exactly once. */
function withoutRole(name: string, role: string): string | undefined {
  const parts = name.split(new RegExp(role, "iu"));
  const [before = "", after = ""] = parts;
  if (parts.length !== 2) return undefined;
  const [left, right] = [before.replaceAll(/[\s._-]+$/gu, ""), after.replaceAll(/^[\s._-]+/gu, "")];
  return [left, right]
    .filter((part) => part !== "")
    .join("-")
    .replaceAll(ENDS, "");
}
