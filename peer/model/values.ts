/** Reads values of the API's answers. An error names the property. */

import { parseAddress, parseCidr } from "../../ipsec/cidr";
import { ASN_RANGE, isOneOf } from "../../ipsec/algorithms";
import { identityProblem } from "../../ipsec/identity";
import { PeerConfigError } from "../error";
import type { ApiValue } from "./input";

/** A property, and the values that the API's answers give it. */
export interface NamedValue {
  readonly property: string;
  readonly tunnelId: string;
  /** The first value that is present counts. */
  readonly values: readonly (ApiValue | undefined)[];
}

/** The value as a text, or undefined if no answer has one. */
export function textOf({ values }: NamedValue): string | undefined {
  const present = values.find((value) => value !== undefined && value !== "");
  return present === undefined ? undefined : String(present);
}

function refuse({ property, tunnelId }: NamedValue, reason: string): PeerConfigError {
  return new PeerConfigError({ property, tunnelId, reason });
}

function required(named: NamedValue): string {
  const text = textOf(named);
  if (text === undefined) throw refuse(named, "is not in the API's answer");
  return text;
}

/** A value of an enumeration. */
export function oneOf<const T extends readonly string[]>(values: T, named: NamedValue): T[number] {
  const text = required(named);
  if (isOneOf(values, text)) return text;
  throw refuse(named, `is ${JSON.stringify(text)}, for which no device's spelling is known (${values.join(", ")})`);
}

export function address(named: NamedValue): string {
  const text = required(named);
  const parsed = parseAddress(text);
  if (!parsed.ok) throw refuse(named, parsed.reason);
  return text;
}

/** A lifetime in seconds. No device takes 0 as a number of seconds, and the API does not document what 0 means. */
export function lifetime(named: NamedValue): number {
  const text = required(named);
  const seconds = Number(text);
  if (!/^\d+$/.test(text)) throw refuse(named, `is ${JSON.stringify(text)}, not a number of seconds`);
  if (seconds === 0) throw refuse(named, "is 0, which is no lifetime on any device: declare one");
  return seconds;
}

/** An AS number, in one part or in two (`1.10` is 65546). */
export function asn(named: NamedValue): number {
  const text = required(named);
  const dotted = /^(\d{1,5})\.(\d{1,5})$/.exec(text);
  const value = dotted === null ? Number(text) : Number(dotted[1]) * 65_536 + Number(dotted[2]);
  if (!/^\d+(\.\d+)?$/.test(text) || value < ASN_RANGE.min || value > ASN_RANGE.max)
    throw refuse(named, `is ${JSON.stringify(text)}, not an AS number`);
  return value;
}

export function flag(named: NamedValue, fallback: boolean): boolean {
  const text = textOf(named)?.toLowerCase();
  return text === undefined ? fallback : text === "true";
}

/** Blocks as the API joins them: `10.0.0.0/8,10.1.0.0/16`. */
export function subnets(named: NamedValue): readonly string[] {
  return required(named)
    .split(",")
    .map((part) => {
      const parsed = parseCidr(part.trim(), { allowHostBits: true });
      if (!parsed.ok) throw refuse(named, parsed.reason);
      return parsed.cidr.text;
    });
}

/**
 * An identity: an address, or a name. Both sides compare the kind of an identity as well, and a device's file has to
 * name it. The API does not document which kind it gives to any other text (an e-mail address, a text in other
 * characters, `10.0.0.256`), so such an identity is refused.
 */
export function identity(named: NamedValue): string {
  const text = required(named);
  const problem = identityProblem(text);
  if (problem !== undefined) throw refuse(named, problem);
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) return text;
  throw refuse(named, "is neither an address nor a name of letters, digits, dots, hyphens and underscores");
}
