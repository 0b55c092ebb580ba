import { fieldsOf } from "../../provider/core/field";
import { isProperties, type Properties } from "../../provider/core/property-tree";
import { isScalar, type Scalar } from "../../provider/core/scalar";
import { pairOutputs } from "../../provider/resources/vpn-tunnel-pair/state/pair-state";
import { keyNameOf, ROLES, vpnTunnelPairTable, type Role } from "../../provider/resources/vpn-tunnel-pair/table/fields";
import { textsIn } from "../../provider/resources/vpn-tunnel/state/shape";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel/table/fields";
import { bagIn, isSameJson, urnsIn, type StoredResource } from "./stack-export";

/** The two stored tunnels of a connection. */
export type StoredTunnels = Readonly<Record<Role, StoredResource>>;

/** Names at the top of a tunnel's inputs under which settings stand. A pair has them in `master` and `slave`. */
const SETTING_NAMES: ReadonlySet<string> = new Set(
  fieldsOf(vpnTunnelTable, "setting").map(({ path }) => path.split(".")[0] ?? path),
);
/** What selects a tunnel. A pair has both. */
const SELECTORS: ReadonlySet<string> = new Set(["tunnelId", "role"]);
/** Options of a tunnel that are options of the roll-out in a pair, such as `whenAlone`. */
const ROLLOUT_OPTIONS: ReadonlySet<string> = rolloutOptions();
const KEY = "preSharedKey";
/** Inputs that are put together in a way of their own. */
const APART: ReadonlySet<string> = new Set([KEY, "observed", "__secretPaths", "__provider", "__resourceName"]);

function rolloutOptions(): ReadonlySet<string> {
  const ofPair = new Set(vpnTunnelPairTable.fields.map(({ path }) => path));
  const options = fieldsOf(vpnTunnelTable, "option").map(({ path }) => path);
  return new Set(options.filter((path) => !ofPair.has(path) && ofPair.has(`rollout.${path}`)));
}

/** The place of a tunnel's path in a pair; undefined where a pair has no such path. */
function pairPath(path: string, role: Role): string | undefined {
  const [first = path] = path.split(".");
  if (SELECTORS.has(first)) return undefined;
  if (ROLLOUT_OPTIONS.has(first)) return `rollout.${path}`;
  return SETTING_NAMES.has(first) ? `${role}.${path}` : path;
}

/** The names at the top of a tunnel's inputs that a pair has for both tunnels together. */
const commonNames = (inputs: Properties): readonly string[] =>
  Object.keys(inputs).filter((name) => !SETTING_NAMES.has(name) && !SELECTORS.has(name) && !APART.has(name));

/** Options and places in which the inputs of two tunnels differ, so that no pair can have them. */
export function differingInputs({ master, slave }: StoredTunnels): readonly string[] {
  const [one, other] = [bagIn(master["inputs"]), bagIn(slave["inputs"])];
  const names = new Set([...commonNames(one), ...commonNames(other)]);
  return [...names].filter((name) => !isSameJson(one[name], other[name]));
}

/** The handler's text of a pair, from that of a tunnel; undefined if the text is of another kind. */
export function pairHandler(handler: unknown): string | undefined {
  if (typeof handler !== "string") return undefined;
  const parts = handler.split(".vpnTunnel}");
  return parts.length === 2 ? parts.join(".vpnTunnelPair}") : undefined;
}

/** The inputs of the pair. Secrets are moved as they are, in ciphertext. */
export function pairInputs(tunnels: StoredTunnels, handler: string): Properties {
  const inputsOf = (role: Role): Properties => bagIn(tunnels[role]["inputs"]);
  const common = inputsOf("master");
  const [options, rollout] = [false, true].map((isRollout) =>
    commonNames(common).filter((name) => ROLLOUT_OPTIONS.has(name) === isRollout),
  );
  const settingsOf = (role: Role): Properties => picked(inputsOf(role), (name) => SETTING_NAMES.has(name));
  const forBoth = (name: string, nameOf: (role: Role) => string): Properties =>
    Object.fromEntries(
      ROLES.flatMap((role) => {
        const value = inputsOf(role)[name];
        return value === undefined ? [] : [[nameOf(role), value]];
      }),
    );
  const observed = forBoth("observed", (role) => role);
  const secretPaths = ROLES.flatMap((role) =>
    textsIn(inputsOf(role)["__secretPaths"]).flatMap((path) => pairPath(path, role) ?? []),
  );
  return {
    ...picked(common, (name) => options?.includes(name) === true),
    ...groupUnless(
      "rollout",
      picked(common, (name) => rollout?.includes(name) === true),
    ),
    ...Object.assign({}, ...ROLES.map((role) => groupUnless(role, settingsOf(role)))),
    ...forBoth(KEY, keyNameOf),
    ...groupUnless("observed", observed),
    ...(secretPaths.length === 0 ? {} : { __secretPaths: [...new Set(secretPaths)].sort() }),
    __provider: handler,
  };
}

/** The outputs of the pair, in the shape that the resource stores. */
export function pairOutputsOf(tunnels: StoredTunnels, handler: string): Properties {
  const outputsOf = (role: Role): Properties => {
    const { __provider: _, ...outputs } = bagIn(tunnels[role]["outputs"]);
    return picked(outputs, (name) => !ROLLOUT_OPTIONS.has(name));
  };
  const rollout: Record<string, Scalar> = {};
  for (const name of ROLLOUT_OPTIONS) {
    const value = bagIn(tunnels.master["outputs"])[name];
    if (isScalar(value)) rollout[`rollout.${name}`] = value;
  }
  return {
    ...pairOutputs({
      tunnels: { master: outputsOf("master"), slave: outputsOf("slave") },
      managed: managedPaths(tunnels),
      rollout,
      record: {},
    }),
    __provider: handler,
  };
}

/** What the program has to declare of the pair, by path. */
export const managedPaths = (tunnels: StoredTunnels): readonly string[] => [
  ...new Set(
    ROLES.flatMap((role) =>
      textsIn(bagIn(tunnels[role]["outputs"])["managed"]).flatMap((path) => pairPath(path, role) ?? []),
    ),
  ),
];

/** The URNs that each input of the pair depends on. */
export function pairPropertyDependencies(tunnels: StoredTunnels): Properties {
  const found = new Map<string, Set<string>>();
  for (const role of ROLES)
    for (const [name, urns] of Object.entries(bagIn(tunnels[role]["propertyDependencies"]))) {
      const place = name === KEY ? keyNameOf(role) : pairPath(name, role)?.split(".")[0];
      if (place === undefined) continue;
      const all = found.get(place) ?? new Set();
      for (const urn of urnsIn(urns)) all.add(urn);
      found.set(place, all);
    }
  return Object.fromEntries([...found].map(([name, urns]) => [name, [...urns]]));
}

const picked = (bag: Properties, keep: (name: string) => boolean): Properties =>
  Object.fromEntries(Object.entries(bag).filter(([name]) => keep(name)));

/** A group under its name; nothing where it is empty. */
const groupUnless = (name: string, group: Properties): Properties =>
  isProperties(group) && Object.keys(group).length > 0 ? { [name]: group } : {};
