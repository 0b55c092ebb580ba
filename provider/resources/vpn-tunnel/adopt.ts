import { check } from "../../core/check";
import type { FieldTable, Values } from "../../core/field";
import { nest, pick } from "../../core/property-tree";
import type { ReadResult } from "../resource";
import type { Observation } from "./observation";
import type { TunnelPorts } from "./ports";
import { keySeenNow } from "./state/key-day";
import { observedOf, OBSERVED } from "./state/observed";
import { outputsOf, stateOf } from "./state/tunnel-state";
import { vpnTunnelTable } from "./table/fields";
import { resourceId } from "./table/identities";
import { isSecret, isSetting } from "./table/path-kinds";

/**
 * A live tunnel in the form in which a program that declares all of it would be stored, without its key: tools write
 * programs from these inputs. The key stays an output.
 */
export function adopted(seen: Observation, account: Values, { region, clock }: TunnelPorts): ReadResult {
  const values = acceptedBy(vpnTunnelTable, { ...account, ...identityOf(seen), ...settingsOf(seen) });
  const paths = Object.keys(values);
  const isDeclared = (path: string): boolean => path in values;
  const kept = { restorePoint: {}, keyDay: keySeenNow(clock) };
  return {
    gone: false,
    id: resourceId(seen.connection.id, seen.tunnelId),
    props: outputsOf(stateOf(seen, { values, paths, secretPaths: [] }, region, kept)),
    inputs: { ...nest(values), [OBSERVED]: observedOf(seen, isDeclared) },
  };
}

/** The settings in force that a program may write down. */
export const settingsOf = ({ values }: Observation): Values =>
  pick(values, (path) => isSetting(path) && !isSecret(path));

/** A role that the service gives to two tunnels names neither of them. */
function identityOf({ connection, tunnelId, role, siblings }: Observation): Values {
  const isOwnRole = ["master", "slave"].includes(role) && !siblings.some((other) => other.role === role);
  return { vpnConnectionId: connection.id, ...(isOwnRole ? { role } : { tunnelId }) };
}

/** Values without those that a check of the declaration would refuse, such as a newer algorithm. */
export function acceptedBy(table: FieldTable, values: Values): Values {
  const refused = new Set(check(table, nest(values)).failures.map(({ property }) => property));
  return pick(values, (path) => !refused.has(path));
}
