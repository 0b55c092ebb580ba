/** What a VpnTunnel says of itself beside its declaration: where it belongs, and what is in force on it. */

import { ABSENT, firstText, read } from "../rule/reading";
import type { Path, Reading } from "../rule/reading";

/**
 * A value in force. A single resource is judged by its inputs, which have what is not declared in `observed`; a whole stack
 * by outputs, which have all of it in `live`.
 */
export function readInForce(props: unknown, path: Path): Reading {
  const observed = read(props, ["observed", ...path]);
  return observed.state === "absent" ? read(props, ["live", ...path]) : observed;
}

/** The declared value first, and then the one in force. */
export const readOwn = (props: unknown, path: Path): readonly Reading[] => [
  read(props, path),
  readInForce(props, path),
];

/** ` "branch-office"`, for a label; empty where the connection has no name, or none that is known. */
export function connectionNameIn(props: unknown): string {
  const name = firstText(readInForce(props, ["connectionName"]));
  return name === undefined || name === "" ? "" : ` "${name}"`;
}

/** True where outputs say that a property is declared; inputs hold what is declared themselves. */
export function isDeclaredOutput(props: unknown, property: string): boolean {
  const kept = read(props, ["live", "kept", "declared"]);
  // States of 0.1.0 have it beside `live`, as a list.
  const declared = kept.state === "absent" ? read(props, ["declared"]) : kept;
  return declared.state === "known" && String(declared.value).split(",").includes(property);
}

/** The declared key among outputs, which have it under a name of its own, together with keys that are not declared. */
export const readDeclaredKey = (props: unknown): Reading =>
  isDeclaredOutput(props, "tunnelIkeConfig.psk") ? read(props, ["preSharedKey"]) : ABSENT;
