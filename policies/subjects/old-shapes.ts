/**
 * The shapes in which earlier releases kept a VpnTunnel. A stack that nobody has updated since then still hands them to
 * a rule, and its verdicts must not change with the package. No other file knows these shapes.
 *
 * - Inputs: `observed` is a JSON text, and a declared key is `tunnelIkeConfig.psk`.
 * - Outputs, oldest: the groups, and a list `declared` beside them.
 * - Outputs, next: a JSON text `live` with the groups, and a comma text `declared` beside it.
 * - Outputs, latest: a JSON text `live` that holds everything, also the declared paths (`kept.declared`).
 */

import { read } from "./reading";
import type { Reading } from "./reading";

/** Outputs of an old release. */
export interface OldOutputs {
  /** The objects that may hold a value in force, in the order to look into them. */
  readonly roots: readonly unknown[];
  readonly declared: readonly string[];
}

/** Outputs of an old release; undefined where the properties are inputs, or outputs of today's shape. */
export function oldOutputs(props: unknown): OldOutputs | undefined {
  const live = read(props, ["live"]);
  const text = live.state === "known" && typeof live.value === "string" ? objectIn(live.value) : undefined;
  const kept = read(text, ["kept", "declared"]);
  const declared = kept.state === "absent" ? read(props, ["declared"]) : kept;
  if (text === undefined && declared.state !== "known") return undefined;
  return { roots: text === undefined ? [props] : [text, props], declared: pathsIn(declared) };
}

/** The object in `observed`, or the object in the JSON text that an old release wrote there. */
export function observedIn(props: unknown): Reading {
  const observed = read(props, ["observed"]);
  if (observed.state !== "known" || typeof observed.value !== "string") return observed;
  const value = objectIn(observed.value);
  return value === undefined ? { state: "absent" } : { state: "known", value };
}

/** A list of paths, or a text of them with commas. */
function pathsIn(reading: Reading): readonly string[] {
  if (reading.state !== "known") return [];
  const { value } = reading;
  return Array.isArray(value) ? value.map(String) : String(value).split(",");
}

/** The object in a JSON text; undefined where the text holds none. */
function objectIn(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
