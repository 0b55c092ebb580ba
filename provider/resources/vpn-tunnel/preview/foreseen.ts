import { delta } from "../../../core/delta";
import { fieldsOf, type Values } from "../../../core/field";
import { pick, scalarsIn, type Properties } from "../../../core/property-tree";
import type { Scalar } from "../../../core/scalar";
import { UNKNOWN } from "../../../core/unknown";
import type { Outputs } from "../../resource";
import { PSK, pskSourceIn } from "../psk-source";
import type { ConnectionPlace, KeyDay } from "../state/shape";
import { outputsOf, secretPathsIn } from "../state/tunnel-state";
import { vpnTunnelTable } from "../table/fields";
import { isIdentity, isOutput, isReported, isSetting } from "../table/path-kinds";

/** What is known of a tunnel before it is changed. */
export interface KnownTunnel {
  readonly vpnConnectionId: string;
  readonly tunnelId: string;
  readonly role: string;
  /** Settings and reported values in force; a withheld key is missing. */
  readonly values: Values;
  /** Undefined where a version that did not keep it stored the tunnel. */
  readonly place: ConnectionPlace | undefined;
  /** Of the key among the values. */
  readonly keyDay?: KeyDay | undefined;
}

/** Outputs that a change of the tunnel may move, and that nobody knows before it. */
const MOVING: readonly string[] = ["state", "status", "tunnelBgpConfig.bgpStatus"];

/**
 * The outputs of a tunnel as a preview can know them: what is declared, and what is in force beside it. What nobody
 * knows before the change is unknown.
 * @param known Undefined where nobody has read the tunnel.
 * @param region Undefined while it is not known.
 */
export function foreseenOutputs(
  inputs: Properties,
  known: KnownTunnel | undefined,
  region: string | undefined,
): Outputs {
  const { values, unknown } = scalarsIn(vpnTunnelTable, inputs);
  const declared = pick(values, (path) => !isOutput(path));
  const open = [...unknown].filter((path) => !isOutput(path));
  const inForce = known === undefined ? allUnknown() : inForceAfter(known.values, declared, open);
  const key = declared[PSK] ?? (unknown.has(PSK) ? UNKNOWN : inForce[PSK]);
  const isKeyElsewhere = pskSourceIn(declared) !== undefined || open.some((path) => path.startsWith(`${PSK}From`));
  // A key that is read from elsewhere may be another one by now.
  const isKeyKept = known !== undefined && !isKeyElsewhere && key === known.values[PSK];
  const outs = outputsOf({
    values: {
      vpnConnectionId: known?.vpnConnectionId ?? UNKNOWN,
      tunnelId: known?.tunnelId ?? UNKNOWN,
      role: known?.role ?? UNKNOWN,
      regionId: region ?? UNKNOWN,
      ...pick(inForce, isReported),
      ...pick(declared, (path) => !isIdentity(path) || known === undefined),
      ...Object.fromEntries(open.map((path) => [path, UNKNOWN])),
    },
    key: typeof key === "string" && !isKeyElsewhere ? key : undefined,
    declared: [...Object.keys(declared), ...open].sort(),
    place: known?.place,
    secretPaths: secretPathsIn(inputs),
    restorePoint: {},
    keyDay: isKeyKept ? known?.keyDay : UNKNOWN_DAY,
  });
  return known?.place === undefined ? { ...UNKNOWN_PLACE, ...outs } : outs;
}

/** Values in force once the declaration is applied. */
function inForceAfter(live: Values, declared: Values, open: readonly string[]): Values {
  const change = delta(vpnTunnelTable, pick(declared, isSetting), live);
  const openSettings = open.filter(isSetting);
  const isSent = change.differing.length > 0 || openSettings.length > 0;
  const derived = fieldsOf(vpnTunnelTable, "setting")
    .filter(({ derivedFrom }) => derivedFrom !== undefined && openSettings.includes(derivedFrom.path))
    .map(({ path }) => path);
  const moving = [...change.rederived, ...derived, ...(isSent ? MOVING : [])];
  const after: Record<string, Scalar> = { ...live };
  for (const path of moving) if (path in live) after[path] = UNKNOWN;
  return after;
}

/** Nobody has read the tunnel: each value that it may have is unknown. */
const allUnknown = (): Values =>
  Object.fromEntries(fieldsOf(vpnTunnelTable, "setting", "output").map(({ path }) => [path, UNKNOWN]));

const UNKNOWN_DAY: KeyDay = { keyChangedOn: UNKNOWN, keySeenSince: UNKNOWN };

const UNKNOWN_PLACE: Outputs = {
  connectionName: UNKNOWN,
  vpnGatewayId: UNKNOWN,
  localSubnets: UNKNOWN,
  remoteSubnets: UNKNOWN,
};
