/** Reads the API's values, each with the property that an error is to name. */

import { parseAddress, parseCidr } from "../ipsec/cidr";
import { isOneOf } from "../ipsec/algorithms";
import { identityProblem } from "../ipsec/identifier";
import { PeerConfigError } from "./error";
import type { ApiValue } from "./input";

/** A value with its name: where it was read does not matter any more, what it is called does. */
export interface Named {
  readonly property: string;
  readonly tunnelId: string;
  /** The first one that is there counts. */
  readonly values: readonly (ApiValue | undefined)[];
}

/** The value as a text, or undefined when nobody sent one. */
export function textOf({ values }: Named): string | undefined {
  const present = values.find((value) => value !== undefined && value !== "");
  return present === undefined ? undefined : String(present);
}

function refuse({ property, tunnelId }: Named, reason: string): PeerConfigError {
  return new PeerConfigError({ property, tunnelId, reason });
}

function required(named: Named): string {
  const text = textOf(named);
  if (text === undefined) throw refuse(named, "is not in the API's answer");
  return text;
}

/** One of an enumeration's values. */
export function oneOf<const T extends readonly string[]>(values: T, named: Named): T[number] {
  const text = required(named);
  if (isOneOf(values, text)) return text;
  throw refuse(named, `is ${JSON.stringify(text)}, for which no device's spelling is known (${values.join(", ")})`);
}

export function address(named: Named): string {
  const text = required(named);
  const parsed = parseAddress(text);
  if (!parsed.ok) throw refuse(named, parsed.reason);
  return text;
}

/** A lifetime in seconds. No device takes 0 for a number of seconds, and what the API means by it is not documented. */
export function lifetime(named: Named): number {
  const text = required(named);
  const seconds = Number(text);
  if (!/^\d+$/.test(text)) throw refuse(named, `is ${JSON.stringify(text)}, not a number of seconds`);
  if (seconds === 0) throw refuse(named, "is 0, which is no lifetime on any device: declare one");
  return seconds;
}

/** An AS number, also where it is written in two parts (`1.10` is 65546). */
export function asn(named: Named): number {
  const text = required(named);
  const dotted = /^(\d{1,5})\.(\d{1,5})$/.exec(text);
  const value = dotted === null ? Number(text) : Number(dotted[1]) * 65_536 + Number(dotted[2]);
  if (!/^\d+(\.\d+)?$/.test(text) || value < 1 || value > 4_294_967_295)
    throw refuse(named, `is ${JSON.stringify(text)}, not an AS number`);
  return value;
}

export function flag(named: Named, fallback: boolean): boolean {
  const text = textOf(named)?.toLowerCase();
  return text === undefined ? fallback : text === "true";
}

/** `10.0.0.0/8,10.1.0.0/16`, as the API writes several blocks. */
export function subnets(named: Named): readonly string[] {
  return required(named)
    .split(",")
    .map((part) => {
      const parsed = parseCidr(part.trim(), { allowHostBits: true });
      if (!parsed.ok) throw refuse(named, parsed.reason);
      return parsed.cidr.text;
    });
}

/**
 * An identity: an address, or a name. Which kind of identity the API makes of anything else (an e-mail address, a
 * text in other characters, `10.0.0.256`) is not documented, and the kind is part of what both sides compare. A file
 * has to name the kind, so such an identity is refused and not only warned of.
 */
export function identity(named: Named): string {
  const text = required(named);
  const problem = identityProblem(text);
  if (problem !== undefined) throw refuse(named, problem);
  if (/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) return text;
  throw refuse(named, "is neither an address nor a name of letters, digits, dots, hyphens and underscores");
}
