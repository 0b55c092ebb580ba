import { check } from "../../core/check";
import type { Failure } from "../../core/field";
import { isProperties, type Properties } from "../../core/property-tree";
import { asSecret } from "../../core/secret";
import { isUnknown } from "../../core/unknown";
import { checkInputs, type CheckedInputs, type CheckPorts } from "../vpn-tunnel/preview/check-inputs";
import { withKeyApart } from "../vpn-tunnel/preview/declaration";
import { OBSERVED } from "../vpn-tunnel/state/observed";
import { SECRET_PATHS, secretPathsIn } from "../vpn-tunnel/state/tunnel-state";
import { declaredPath, partOf } from "./parts";
import { keyNameOf, ROLES, vpnTunnelPairTable, type Role } from "./table/fields";

/** A pair's inputs, judged, with what was found of each tunnel. */
export interface CheckedPair {
  readonly name: string;
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
  /** What was found of each tunnel; undefined where the pair's own names or values are wrong. */
  readonly tunnels: Readonly<Record<Role, CheckedInputs>> | undefined;
}

/**
 * Judges the inputs of a pair. The pair's table judges names and values; then each tunnel is judged as a tunnel by
 * itself, and its failures are told under the names that the program uses.
 */
export async function checkPair(olds: Properties, news: Properties, ports: CheckPorts): Promise<CheckedPair> {
  const { [OBSERVED]: _observed, __resourceName: given, ...declared } = withKeysApart(news);
  const own = secretPathsIn(news);
  const { [SECRET_PATHS]: _secretPaths, ...values } = declared;
  const judged = check(vpnTunnelPairTable, values, own);
  const name = typeof given === "string" ? given : String(news["vpnConnectionId"]);
  const inputs = { ...declared, ...secretKeys(declared) };
  if (judged.failures.length > 0)
    return { name, inputs, failures: judged.failures.map(withoutSelector), tunnels: undefined };

  const checked = async (role: Role): Promise<CheckedInputs> =>
    checkInputs(partOf(olds, role), partOf({ ...declared, ...nameIn(given) }, role), ports);
  const [master, slave] = await Promise.all([checked("master"), checked("slave")]);
  const tunnels = { master, slave };
  const isOwn = (path: string): boolean => path in judged.values || judged.unknown.has(path);
  const failures = ROLES.flatMap((role) =>
    tunnels[role].failures.map(({ property, reason }) => ({
      property: declaredPath(property, role, isOwn),
      reason: property === "onAdopt" ? `of the ${role}: ${reason}` : reason,
    })),
  );
  return {
    name,
    inputs: { ...inputs, ...observedIn(tunnels), ...secretPathsOf(own, tunnels) },
    failures: withoutRepetitions(failures),
    tunnels,
  };
}

/** What selects one tunnel has no place in a pair, and no name of a pair comes near it. */
function withoutSelector(failure: Failure): Failure {
  const name = failure.property.slice(failure.property.lastIndexOf(".") + 1);
  if (!["role", "tunnelId"].includes(name)) return failure;
  const way = "what differs between the tunnels stands in master and slave. For one tunnel alone there is VpnTunnel";
  return { ...failure, reason: `cannot be declared on a pair, which has both tunnels: leave it out; ${way}` };
}

const nameIn = (name: unknown): Properties => (typeof name === "string" ? { __resourceName: name } : {});

/** What `check` found of each tunnel, for policies. */
function observedIn(tunnels: Readonly<Record<Role, CheckedInputs>>): Properties {
  const found = ROLES.map((role) => [role, tunnels[role].inputs[OBSERVED]] as const);
  return found.every(([, observed]) => observed === undefined)
    ? {}
    : { [OBSERVED]: Object.fromEntries(found.filter(([, observed]) => observed !== undefined)) };
}

/** What the program calls secret, and what it called so and declares no more. */
function secretPathsOf(own: readonly string[], tunnels: Readonly<Record<Role, CheckedInputs>>): Properties {
  const still = ROLES.flatMap((role) =>
    secretPathsIn(tunnels[role].inputs)
      .filter((path) => !own.includes(path) && !own.includes(`${role}.${path}`) && !own.includes(role))
      .map((path) => `${role}.${path}`),
  );
  const paths = [...new Set([...own, ...still])].sort();
  return paths.length === 0 ? {} : { [SECRET_PATHS]: paths };
}

/**
 * Takes each key out of its group, because a secret in a group hides the whole group. The sdk does the same, but a
 * transformation of the stack may set a key after it.
 */
function withKeysApart(news: Properties): Properties {
  const shared = withKeyApart(news);
  return ROLES.reduce<Properties>((bag, role) => {
    const group = bag[role];
    if (!isProperties(group)) return bag;
    const { preSharedKey, ...rest } = withKeyApart(group);
    return preSharedKey === undefined ? bag : { ...bag, [role]: rest, [keyNameOf(role)]: preSharedKey };
  }, withoutNulls(shared));
}

/** A secret that resolves to nothing arrives as null. */
const withoutNulls = (news: Properties): Properties =>
  Object.fromEntries(Object.entries(news).filter(([name, value]) => !(KEY_NAMES.has(name) && value === null)));

const KEY_NAMES: ReadonlySet<string> = new Set(["preSharedKey", ...ROLES.map(keyNameOf)]);

const secretKeys = (declared: Properties): Properties =>
  Object.fromEntries(
    Object.entries(declared)
      .filter(([name, value]) => KEY_NAMES.has(name) && value !== undefined && value !== null)
      .map(([name, value]) => [name, asSecret(value)]),
  );

/** A problem of a value that both tunnels share is told once. */
const withoutRepetitions = (failures: readonly Failure[]): readonly Failure[] =>
  failures.filter(
    (failure, index) =>
      failures.findIndex(({ property, reason }) => property === failure.property && reason === failure.reason) ===
      index,
  );

/** The connection that a pair is; undefined while it is not known. */
export function connectionIn({ vpnConnectionId }: Properties): string | undefined {
  return typeof vpnConnectionId === "string" && !isUnknown(vpnConnectionId) ? vpnConnectionId : undefined;
}
