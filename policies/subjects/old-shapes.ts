/**
 * The shapes in which releases before this one kept a VpnTunnel. A stack that nobody has updated since still hands them
 * to a rule, and its verdicts must not change with the package. Nothing outside this file knows these shapes.
 *
 * - Inputs: `observed` is a JSON text, and a declared key is `tunnelIkeConfig.psk`.
 * - Outputs, oldest: the groups, and a list `declared` beside them.
 * - Outputs, next: a JSON text `live` with the groups, and a comma text `declared` beside it.
 * - Outputs, last: a JSON text `live` with everything in it, `kept.declared` included.
 */

import { read } from "../rule/reading";
import type { Reading } from "../rule/reading";

/** Outputs of an old release, in today's terms. */
export interface OldOutputs {
  /** Where a value in force is looked for, in this order. */
  readonly roots: readonly unknown[];
  readonly declared: readonly string[];
}

/** Outputs of an old release; undefined where the properties are inputs, or outputs of today's shape. */
export function oldOutputs(props: unknown): OldOutputs | undefined {
  const live = read(props, ["live"]);
  const text = live.state === "known" && typeof live.value === "string" ? bagIn(live.value) : undefined;
  const kept = read(text, ["kept", "declared"]);
  const declared = kept.state === "absent" ? read(props, ["declared"]) : kept;
  if (text === undefined && declared.state !== "known") return undefined;
  return { roots: text === undefined ? [props] : [text, props], declared: pathsIn(declared) };
}

/** What `observed` holds: the value itself, or what an old release wrote into it as a text. */
export function observedIn(props: unknown): Reading {
  const observed = read(props, ["observed"]);
  if (observed.state !== "known" || typeof observed.value !== "string") return observed;
  const value = bagIn(observed.value);
  return value === undefined ? { state: "absent" } : { state: "known", value };
}

/** A list of paths, or a text of them with commas. */
function pathsIn(reading: Reading): readonly string[] {
  if (reading.state !== "known") return [];
  const { value } = reading;
  return Array.isArray(value) ? value.map(String) : String(value).split(",");
}

/** The object in a JSON text; undefined where the text holds none. */
function bagIn(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
