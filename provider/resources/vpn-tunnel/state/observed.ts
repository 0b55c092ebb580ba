import type { Values } from "../../../core/field";
import { flatten, nest, pick, type Properties } from "../../../core/property-tree";
import { withSecrets, type SecretPaths } from "../../../core/secret";
import { vpnTunnelTable } from "../table/fields";
import type { Observation } from "../observation";
import { isSecret, isSetting, SETTING_NAMES } from "../table/path-kinds";
import { KEY_FACTS } from "./key-facts";
import { objectIn, type ConnectionPlace } from "./shape";

/** Name of the read-only input that policies judge beside the declaration; only `check` and a refresh write it. */
export const OBSERVED = "observed";

/** Why a tunnel was not read: comparing is off, its connection is not known yet, or the API could not be asked. */
export type NotRead = "off" | "unknown" | "outage";

/** The place of an observed tunnel. */
export const placeOf = ({ connection }: Observation): ConnectionPlace => ({
  connectionName: connection.name,
  ...(connection.vpnGatewayId === undefined ? {} : { vpnGatewayId: connection.vpnGatewayId }),
  localSubnets: connection.localSubnets,
  remoteSubnets: connection.remoteSubnets,
});

/**
 * What `observed` holds of a tunnel: where it belongs, and the settings in force that the program does not declare.
 * @param isDeclared True for a path that the program declares: policies judge that as declared.
 */
export function observedOf(
  seen: Observation,
  isDeclared: (path: string) => boolean,
  secrets: SecretPaths = [],
): Properties {
  const settings = pick(seen.values, (path) => isSetting(path) && !isSecret(path) && !isDeclared(path));
  return withSecrets({ ...placeOf(seen), tunnelId: seen.tunnelId, role: seen.role, ...nest(settings) }, secrets);
}

/** What it holds where nobody looked. */
export const notRead = (reason: NotRead): Properties => ({ notRead: reason });

/**
 * `observed` of a tunnel that is stored already: as it was, so that a saved plan holds whatever the tunnel does
 * meanwhile. What the program declares from here on leaves it, and what it stopped declaring joins it with the value
 * that was declared last.
 */
export function carriedObserved(
  olds: Properties,
  isDeclared: (path: string) => boolean,
  secrets: SecretPaths,
): Properties | undefined {
  const before = objectIn(olds[OBSERVED]);
  if (before === undefined) return undefined;
  const isUndeclared = (path: string): boolean => isSetting(path) && !isSecret(path) && !isDeclared(path);
  const undeclared: Values = {
    ...pick(flatten(vpnTunnelTable, before), isUndeclared),
    ...pick(flatten(vpnTunnelTable, olds), isUndeclared),
  };
  // What is known of the key is found anew, where there is a key.
  const rest = Object.fromEntries(
    Object.entries(before).filter(([name]) => !SETTING_NAMES.has(name) && name !== KEY_FACTS),
  );
  return withSecrets({ ...rest, ...nest(undeclared) }, secrets);
}
