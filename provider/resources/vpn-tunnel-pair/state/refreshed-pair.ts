import type { Scalar } from "../../../core/scalar";
import type { Values } from "../../../core/field";
import { flatten, isProperties, nest } from "../../../core/property-tree";
import { asSecret, withoutMarks } from "../../../core/secret";
import type { Outputs } from "../../resource";
import type { ReadBack } from "../../vpn-tunnel/read-back";
import { PSK } from "../../vpn-tunnel/psk-source";
import { OBSERVED } from "../../vpn-tunnel/state/observed";
import { SECRET_PATHS } from "../../vpn-tunnel/state/tunnel-state";
import { vpnTunnelTable } from "../../vpn-tunnel/table/fields";
import { keyNameOf, ROLES, type Role } from "../table/fields";
import type { PairState } from "./pair-state";

/**
 * Inputs that a refresh of a pair answers with; undefined where neither tunnel has moved. A shared value that one
 * tunnel alone has no longer stands in that tunnel's group as well, with what the tunnel has now.
 */
export function refreshedPairInputs(state: PairState, found: Readonly<Record<Role, ReadBack>>): Outputs | undefined {
  if (!ROLES.some((role) => found[role].hasMoved)) return undefined;
  const stored = valuesBy((role) => state.tunnels[role]);
  const live = valuesBy((role) => found[role].inputs);
  const inputs: Record<string, Scalar> = {};
  const keys: Record<string, unknown> = {};
  const put = (path: string, value: Scalar | undefined, keyName: string): void => {
    if (value === undefined) return;
    if (path.endsWith(PSK)) keys[keyName] = asSecret(value);
    else inputs[path] = value;
  };
  for (const path of state.managed) {
    const [first = "", ...rest] = path.split(".");
    const own = ROLES.find((role) => role === first);
    if (own !== undefined) put(path, live[own][rest.join(".")], keyNameOf(own));
    else if (first === "rollout") put(path, state.rollout[path], "");
    else {
      const reference = referenceFor(path, state, stored, live);
      put(path, live[reference][path], "preSharedKey");
      const other = reference === "master" ? "slave" : "master";
      // At the first stage of a roll-out, only one tunnel has what is declared.
      if (state.record.first === undefined && live[other][path] !== live[reference][path])
        put(`${other}.${path}`, live[other][path], keyNameOf(other));
    }
  }
  const secretPaths = ROLES.flatMap((role) => {
    const paths: unknown = found[role].inputs[SECRET_PATHS];
    return Array.isArray(paths) ? paths.map((path) => `${role}.${path}`) : [];
  });
  return {
    ...nest(inputs),
    ...keys,
    ...(secretPaths.length === 0 ? {} : { [SECRET_PATHS]: secretPaths }),
    [OBSERVED]: Object.fromEntries(ROLES.map((role) => [role, found[role].inputs[OBSERVED]])),
  };
}

/** The tunnel whose value stands for both: the one that went first at the first stage, else one that has not moved. */
function referenceFor(
  path: string,
  { record }: PairState,
  stored: Readonly<Record<Role, Values>>,
  live: Readonly<Record<Role, Values>>,
): Role {
  return record.first ?? ROLES.find((role) => live[role][path] === stored[role][path]) ?? "master";
}

/** A tunnel's values by path, for both tunnels. */
function valuesBy(bagOf: (role: Role) => unknown): Readonly<Record<Role, Values>> {
  const values = (role: Role): Values => {
    const bag = withoutMarks(bagOf(role));
    return isProperties(bag) ? flatten(vpnTunnelTable, bag) : {};
  };
  return { master: values("master"), slave: values("slave") };
}
