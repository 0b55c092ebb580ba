/** Forms in which a key or a block is written. Only what every JavaScript has is used: this runs anywhere. */

import { formatAddress, parseCidr } from "../ipsec/cidr";

/** The key's bytes are those of its UTF-8 form, on both sides. */
const bytesOf = (text: string): readonly number[] => [...new TextEncoder().encode(text)];

export function base64(text: string): string {
  return btoa(String.fromCharCode(...bytesOf(text)));
}

export function hex(text: string): string {
  return bytesOf(text)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** Undefined when a key consists of what can be typed, otherwise why it cannot be written as plain text. */
export function checkPlainKey(psk: string): string | undefined {
  return /^[\x21-\x7E]*$/.test(psk) ? undefined : "holds a character outside printable ASCII, which cannot be entered";
}

export interface Block {
  readonly address: string;
  readonly mask: string;
  /** The mask's complement, which access lists use. */
  readonly wildcard: string;
  readonly prefixLength: number;
}

/** A block in the notations that devices ask for. */
export function blockOf(cidr: string): Block {
  const parsed = parseCidr(cidr);
  if (!parsed.ok) throw new RangeError(`${cidr} ${parsed.reason}`);
  const { first, prefixLength } = parsed.cidr;
  const size = 2 ** (32 - prefixLength);
  return {
    address: formatAddress(first),
    mask: formatAddress(2 ** 32 - size),
    wildcard: formatAddress(size - 1),
    prefixLength,
  };
}
