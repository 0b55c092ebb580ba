import { isProperties, pick, flatten, nest, type Properties } from "../../../core/property-tree";
import { fieldsOf } from "../../../core/field";
import { SETTING_NAMES } from "../../vpn-tunnel/table/path-kinds";
import { textsIn } from "../../vpn-tunnel/state/shape";
import { declaredOf } from "../parts";
import { keyNameOf, ROLES, vpnTunnelPairTable, type Role } from "../table/fields";

/**
 * What Pulumi stores of a pair: the outputs of its two tunnels, each in a group, with what they have in common above
 * them. Each tunnel's bookkeeping stands beside the other's.
 */

/** Version of the shape of the outputs. */
const STATE_VERSION = 1;
const BOOKKEEPING = "__bookkeeping";
const MANAGED = "managed";

/** Outputs of a tunnel that both tunnels of a connection have in common: their place, their account, the options. */
const COMMON: readonly string[] = [
  ...new Set([
    "connectionName",
    "vpnGatewayId",
    "localSubnets",
    "remoteSubnets",
    ...fieldsOf(vpnTunnelPairTable, "identity", "option").map(({ path }) => path.split(".")[0] ?? path),
  ]),
].filter((name) => !["rollout", ...ROLES].includes(name) && !SETTING_NAMES.has(name));
const COMMON_NAMES: ReadonlySet<string> = new Set(COMMON);

/** What the provider remembers of a roll-out from one operation to the next. */
export interface RolloutRecord {
  /** With `stage: "first"`: the tunnel that has what is declared. */
  readonly first?: Role | undefined;
}

/** The outputs of a pair. */
export interface PairState {
  /** Each tunnel's outputs, as a resource for it alone would store them. */
  readonly tunnels: Readonly<Record<Role, Properties>>;
  /** Paths that the program declares, as it writes them. */
  readonly managed: readonly string[];
  /** `rollout.*` as declared. */
  readonly rollout: Readonly<Record<string, string | number | boolean>>;
  readonly record: RolloutRecord;
}

/** The outputs that hold a state. */
export function pairOutputs({ tunnels, managed, rollout, record }: PairState): Record<string, unknown> {
  // At the first stage of a roll-out, only the tunnel that went first has the options that are declared now.
  const latest = tunnels[record.first ?? "master"];
  return {
    ...Object.fromEntries(COMMON.filter((name) => latest[name] !== undefined).map((name) => [name, latest[name]])),
    ...nest(rollout),
    ...Object.fromEntries(ROLES.flatMap((role) => ownOutputs(tunnels[role], role))),
    [MANAGED]: [...managed].sort(),
    [BOOKKEEPING]: {
      version: STATE_VERSION,
      ...Object.fromEntries(ROLES.map((role) => [role, tunnels[role][BOOKKEEPING]])),
      ...(record.first === undefined ? {} : { first: record.first }),
    },
  };
}

function ownOutputs(outputs: Properties, role: Role): readonly (readonly [string, unknown])[] {
  const { preSharedKey, [MANAGED]: _managed, [BOOKKEEPING]: _bookkeeping, role: _role, ...rest } = outputs;
  const own = Object.fromEntries(Object.entries(rest).filter(([name]) => !COMMON_NAMES.has(name)));
  return [[role, own], ...(preSharedKey === undefined ? [] : [[keyNameOf(role), preSharedKey] as const])];
}

/** Reads outputs back. */
export function readPairState(outputs: Properties): PairState {
  const bookkeeping = isProperties(outputs[BOOKKEEPING]) ? outputs[BOOKKEEPING] : {};
  const managed = textsIn(outputs[MANAGED]);
  const common = Object.fromEntries(Object.entries(outputs).filter(([name]) => COMMON_NAMES.has(name)));
  const tunnelOf = (role: Role): Properties => {
    const own = isProperties(outputs[role]) ? outputs[role] : {};
    const key = outputs[keyNameOf(role)];
    return {
      ...common,
      ...own,
      role,
      ...(key === undefined ? {} : { preSharedKey: key }),
      [MANAGED]: declaredOf(managed, role),
      ...(isProperties(bookkeeping[role]) ? { [BOOKKEEPING]: bookkeeping[role] } : {}),
    };
  };
  const { first } = bookkeeping;
  return {
    tunnels: { master: tunnelOf("master"), slave: tunnelOf("slave") },
    managed,
    rollout: rolloutIn(outputs),
    record: { first: ROLES.find((role) => role === first) },
  };
}

/** The options of the roll-out in a pair's inputs or outputs, by path. */
export const rolloutIn = (properties: Properties): PairState["rollout"] =>
  pick(flatten(vpnTunnelPairTable, properties), (path) => path.startsWith("rollout."));
