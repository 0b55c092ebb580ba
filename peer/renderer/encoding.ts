/** Forms of keys and blocks in a device's file. Nothing here needs Node. */

import { formatAddress, parseCidr } from "../../ipsec/cidr";

/** The key's bytes: both sides use its UTF-8 form. */
const bytesOf = (text: string): readonly number[] => [...new TextEncoder().encode(text)];

export function base64(text: string): string {
  return btoa(String.fromCharCode(...bytesOf(text)));
}

/** A key in base64 with the prefix that strongSwan and libreswan recognise it by. */
export const prefixedBase64 = (psk: string): string => `0s${base64(psk)}`;

export function hex(text: string): string {
  return bytesOf(text)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** The reason why a key cannot be written as plain text; undefined if each of its characters can be typed. */
export function plainKeyProblem(psk: string): string | undefined {
  if (psk.includes(" ")) return "holds a blank, which the device takes for the end of the key";
  return /^[\x21-\x7E]*$/.test(psk) ? undefined : "holds a character outside printable ASCII, which cannot be entered";
}

export interface Block {
  readonly address: string;
  readonly mask: string;
  /** The complement of the mask; access lists use it. */
  readonly wildcard: string;
  readonly prefixLength: number;
}

/** A block in the notations of devices. */
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
