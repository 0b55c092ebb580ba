/** What a VpnTunnel says of itself beside what it declares: where it belongs, and what is in force on it. */

import { ABSENT, read } from "../rule/reading";
import type { Path, Reading } from "../rule/reading";

/**
 * A value that is not declared. A single resource is judged by its inputs, which have it in `observed`; a whole stack by
 * outputs, which have it in `live`.
 */
export function readInForce(props: unknown, path: Path): Reading {
  const observed = read(props, ["observed", ...path]);
  return observed.state === "absent" ? read(props, ["live", ...path]) : observed;
}

const KEY = "tunnelIkeConfig.psk";

/** The declared key among outputs, which have it under a name of its own, together with keys that are not declared. */
export function readDeclaredKey(props: unknown): Reading {
  const declared = read(props, ["declared"]);
  const isDeclared =
    declared.state === "known" && typeof declared.value === "string" && declared.value.split(",").includes(KEY);
  return isDeclared ? read(props, ["preSharedKey"]) : ABSENT;
}
