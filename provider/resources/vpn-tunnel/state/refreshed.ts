import { fieldsOf, type Values } from "../../../core/field";
import type { Scalar } from "../../../core/scalar";
import { nest, pick } from "../../../core/property-tree";
import { ALL_DECLARED, asSecret } from "../../../core/secret";
import { vpnTunnelTable } from "../table/fields";
import type { Observation } from "../observation";
import { isOption, isSecret } from "../table/path-kinds";
import { PSK, withoutKey } from "../psk-source";
import { KEY_FACTS, keyFactsOf } from "./key-facts";
import { observedOf, OBSERVED, placeOf } from "./observed";
import type { TunnelState } from "./shape";
import { SECRET_PATHS } from "./tunnel-state";

/** What a refresh compares. */
const SEEN = ["tunnelId", "role", ...fieldsOf(vpnTunnelTable, "setting").map((field) => field.path)];

/** Declared values as they are on the live tunnel, by path; what the API does not tell is as it is stored. */
function liveValues(seen: Observation, state: TunnelState): Values {
  const live: Values = { ...seen.values, tunnelId: seen.tunnelId, role: seen.role };
  const values: Record<string, Scalar> = {};
  for (const path of state.declared) {
    const isOurs = isOption(path) || path === "vpnConnectionId" || path === "regionId" || isSecret(path);
    const value = live[path] ?? (isOurs ? state.values[path] : undefined);
    if (value !== undefined) values[path] = value;
  }
  return values;
}

/** True where a tunnel is not as it is stored. */
export function hasMoved(seen: Observation, state: TunnelState): boolean {
  const live: Values = { ...seen.values, tunnelId: seen.tunnelId, role: seen.role };
  const now: Values = { ...pick(live, (path) => !isSecret(path)), ...liveValues(seen, state) };
  return !isWhereItWas(seen, state) || !SEEN.every((path) => now[path] === state.values[path]);
}

/**
 * Inputs that a refresh answers with where a tunnel has moved: each declared value as it is live, so that drift becomes
 * a difference. Pulumi marks them secret where they were.
 */
export function refreshedInputs(seen: Observation, state: TunnelState): Record<string, unknown> {
  const values = liveValues(seen, state);
  const key = values[PSK];
  const secretPaths = state.secretPaths === ALL_DECLARED ? [] : state.secretPaths;
  return {
    ...nest(withoutKey(values)),
    ...(key === undefined ? {} : { preSharedKey: asSecret(key) }),
    ...(secretPaths.length === 0 ? {} : { [SECRET_PATHS]: secretPaths }),
    [OBSERVED]: {
      ...observedOf(seen, (path) => state.declared.includes(path), secretPaths),
      ...(key === undefined ? {} : { [KEY_FACTS]: keyFactsOf(String(key)) }),
    },
  };
}

/** True where the tunnel belongs where it was seen before. */
function isWhereItWas(seen: Observation, { place }: TunnelState): boolean {
  if (place === undefined) return false;
  const now = placeOf(seen);
  return (
    place.connectionName === now.connectionName &&
    place.vpnGatewayId === now.vpnGatewayId &&
    place.localSubnets.join() === now.localSubnets.join() &&
    place.remoteSubnets.join() === now.remoteSubnets.join()
  );
}
