/** What the provider leaves of a key in `observed`, so that rules can judge a key that they do not see. */

import { read } from "./reading";
import type { Reading } from "./reading";

/** A number of which only the class is known; without `max` there is no end above. */
export interface Class {
  readonly min: number;
  readonly max?: number;
}

export interface KeyFacts {
  readonly length: Class;
  readonly bits: Class;
  readonly holdsKnownWord: boolean;
  readonly isKnownHash: boolean;
}

/** Undefined where the provider left none, or none that can be read. */
export function keyFactsIn(reading: Reading): KeyFacts | undefined {
  if (reading.state !== "known") return undefined;
  const at = (name: string): unknown => {
    const found = read(reading.value, [name]);
    return found.state === "known" ? found.value : undefined;
  };
  const classOf = (name: string): Class | undefined => {
    const [min, max] = [at(`min${name}`), at(`max${name}`)];
    if (typeof min !== "number") return undefined;
    return typeof max === "number" ? { min, max } : { min };
  };
  const [length, bits] = [classOf("Length"), classOf("Bits")];
  if (length === undefined || bits === undefined) return undefined;
  return { length, bits, holdsKnownWord: at("holdsKnownWord") === true, isKnownHash: at("isKnownHash") === true };
}

/** Whether a number of a class is at least this; undefined where the class does not tell. */
export function isAtLeast({ min, max }: Class, least: number): boolean | undefined {
  if (min >= least) return true;
  return max !== undefined && max < least ? false : undefined;
}
