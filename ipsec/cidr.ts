/**
 * IPv4 addresses and CIDR blocks. Lenient parsers disagree about `010.0.0.0/8` (8.0.0.0 or 10.0.0.0), `10/8` and
 * `10.0.0.1/8`. This parser refuses every text that two programs could read differently.
 */

export interface Address {
  readonly text: string;
  /** The address as an unsigned 32-bit number. */
  readonly value: number;
}

export interface Cidr {
  readonly text: string;
  readonly prefixLength: number;
  /** The first and the last address of the block, as unsigned 32-bit numbers. */
  readonly first: number;
  readonly last: number;
}

export type ParsedAddress = { readonly ok: true; readonly address: Address } | Refused;
export type ParsedCidr = { readonly ok: true; readonly cidr: Cidr } | Refused;
interface Refused {
  readonly ok: false;
  /** A phrase that follows the property's name: `must be …`. */
  readonly reason: string;
}

const refuse = (reason: string): Refused => ({ ok: false, reason });

/** Quotes a short value only: a message must not hold a pasted certificate or key. */
const quote = (text: string): string =>
  text.length <= 40 ? JSON.stringify(text) : `a text of ${text.length} characters`;

function readOctets(text: string): number | string {
  if (text.includes(":")) return "looks like IPv6, and only IPv4 is possible here";
  const parts = text.split(".");
  if (parts.length !== 4) return "must have four numbers separated by dots";
  let value = 0;
  for (const part of parts) {
    if (!/^\d+$/.test(part)) return "must consist of decimal numbers only";
    if (part.length > 1 && part.startsWith("0"))
      return "has a number with a leading zero, which some programs read as octal";
    const octet = Number(part);
    if (octet > 255) return "has a number above 255";
    value = value * 256 + octet;
  }
  return value;
}

/** Writes an unsigned 32-bit number as a dotted quad. */
export function formatAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
}

export function parseAddress(text: string): ParsedAddress {
  const value = readOctets(text);
  if (typeof value === "string")
    return refuse(`must be an IPv4 address such as 10.0.0.1, not ${quote(text)}: it ${value}`);
  return { ok: true, address: { text, value } };
}

/** The reason why a text is no IPv4 address, as a phrase that follows "it"; undefined if it is one. */
export function addressProblem(text: string): string | undefined {
  const value = readOctets(text);
  return typeof value === "string" ? value : undefined;
}

const sizeOf = (prefixLength: number): number => 2 ** (32 - prefixLength);

/** Parses a block. With `allowHostBits`, `10.0.0.1/8` is the block `10.0.0.0/8`; without it, it is refused. */
export function parseCidr(text: string, options: { readonly allowHostBits?: boolean } = {}): ParsedCidr {
  const no = (why: string): Refused => refuse(`must be a CIDR block such as 10.0.0.0/16, not ${quote(text)}: ${why}`);
  const slash = text.indexOf("/");
  if (slash < 0 && text.includes(":")) return no("it looks like IPv6, and only IPv4 is possible here");
  if (slash < 0) return no("the prefix length (/0 to /32) is missing");
  const value = readOctets(text.slice(0, slash));
  if (typeof value === "string") return no(`the address ${value}`);
  const prefix = text.slice(slash + 1);
  if (!/^(?:\d|[12]\d|3[0-2])$/.test(prefix))
    return no("the prefix length must be a number from 0 to 32 without leading zeros");
  const prefixLength = Number(prefix);
  const size = sizeOf(prefixLength);
  const first = Math.floor(value / size) * size;
  const canonical = `${formatAddress(first)}/${prefixLength}`;
  if (first !== value && options.allowHostBits !== true) {
    return no(`it has bits set outside its prefix; the block is ${canonical}`);
  }
  return { ok: true, cidr: { text: canonical, prefixLength, first, last: first + size - 1 } };
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

export function containsAddress(outer: Cidr, address: Address): boolean {
  return outer.first <= address.value && address.value <= outer.last;
}

/** Whether the two blocks share an address. */
export function overlaps(one: Cidr, other: Cidr): boolean {
  return one.first <= other.last && other.first <= one.last;
}

/** The blocks as ranges, in order. Blocks that overlap or touch are one range. */
export function mergeRanges(cidrs: readonly Cidr[]): readonly { readonly first: number; readonly last: number }[] {
  const merged: { first: number; last: number }[] = [];
  for (const { first, last } of [...cidrs].sort((one, other) => one.first - other.first)) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous.last + 1) previous.last = Math.max(previous.last, last);
    else merged.push({ first, last });
  }
  return merged;
}

/** Whether the blocks together hold every IPv4 address. */
export function coverEverything(cidrs: readonly Cidr[]): boolean {
  const [range] = mergeRanges(cidrs);
  return range?.first === 0 && range.last === 2 ** 32 - 1;
}

/** The addresses that a host may have: all in /31 (RFC 3021) and /32, otherwise not the first and the last. */
export function usableHosts(cidr: Cidr): { readonly first: Address; readonly last: Address; readonly count: number } {
  const margin = cidr.prefixLength >= 31 ? 0 : 1;
  const [first, last] = [cidr.first + margin, cidr.last - margin];
  const address = (value: number): Address => ({ text: formatAddress(value), value });
  return { first: address(first), last: address(last), count: last - first + 1 };
}

export function isUsableHost(cidr: Cidr, address: Address): boolean {
  const hosts = usableHosts(cidr);
  return hosts.first.value <= address.value && address.value <= hosts.last.value;
}

/** A block in a table of facts. A mistake in the table is an error at start. */
export function cidrFact(text: string): Cidr {
  const parsed = parseCidr(text);
  if (!parsed.ok) throw new Error(`${text} ${parsed.reason}`);
  return parsed.cidr;
}
