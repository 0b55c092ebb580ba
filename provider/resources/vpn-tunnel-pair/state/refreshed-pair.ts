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
import { isOfKey, isOwnKey } from "../parts";
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
      // A tunnel with a value of its own does not have the shared one.
      const sharing = ROLES.filter((role) => !hasOwn(path, role, state.managed));
      const reference = referenceFor(path, sharing, state, stored, live);
      if (reference === undefined) continue;
      put(path, live[reference][path], "preSharedKey");
      // At the first stage of a roll-out, only one tunnel has what is declared.
      if (state.record.first !== undefined) continue;
      for (const other of sharing)
        if (live[other][path] !== live[reference][path]) put(`${other}.${path}`, live[other][path], keyNameOf(other));
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

/** True where a tunnel has a value, or a source of its key, of its own, which goes before the shared one. */
const hasOwn = (path: string, role: Role, managed: readonly string[]): boolean =>
  managed.includes(`${role}.${path}`) || (isOfKey(path) && managed.some((each) => isOwnKey(each, role)));

/**
 * The tunnel whose value stands for those that share it: the one that went first at the first stage, else one that has
 * not moved. Undefined where each tunnel has a value of its own.
 */
function referenceFor(
  path: string,
  sharing: readonly Role[],
  { record }: PairState,
  stored: Readonly<Record<Role, Values>>,
  live: Readonly<Record<Role, Values>>,
): Role | undefined {
  const first = sharing.find((role) => role === record.first);
  return first ?? sharing.find((role) => live[role][path] === stored[role][path]) ?? sharing[0];
}

/** A tunnel's values by path, for both tunnels. */
function valuesBy(bagOf: (role: Role) => unknown): Readonly<Record<Role, Values>> {
  const values = (role: Role): Values => {
    const bag = withoutMarks(bagOf(role));
    return isProperties(bag) ? flatten(vpnTunnelTable, bag) : {};
  };
  return { master: values("master"), slave: values("slave") };
}
