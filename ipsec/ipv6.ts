/** Recognises IPv6 addresses. Tunnels run over IPv4, but an IKE identity may be any IP address. */

import { addressProblem } from "./cidr";

const GROUPS = 8;

/** True for an IPv6 address in any of its spellings (RFC 4291), without zone, prefix length, brackets or port. */
export function isIpv6Address(text: string): boolean {
  const [head = "", tail, ...more] = text.split("::");
  if (more.length > 0) return false;
  const before = countGroups(head, tail === undefined);
  const after = tail === undefined ? 0 : countGroups(tail, true);
  if (before === undefined || after === undefined) return false;
  // "::" stands for one group of zeros at least.
  return tail === undefined ? before === GROUPS : before + after < GROUPS;
}

/** The number of groups of 16 bits; undefined if the text is no groups. An IPv4 address may stand for the last two. */
function countGroups(text: string, isLast: boolean): number | undefined {
  if (text === "") return 0;
  const parts = text.split(":");
  const last = parts.at(-1) ?? "";
  const hasIpv4 = isLast && last.includes(".") && addressProblem(last) === undefined;
  const groups = hasIpv4 ? parts.slice(0, -1) : parts;
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))) return undefined;
  return groups.length + (hasIpv4 ? 2 : 0);
}
