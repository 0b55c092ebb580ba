import { delta } from "../../core/delta";
import type { Values } from "../../core/field";
import { flatten, pick, type Properties } from "../../core/property-tree";
import { withoutMarks } from "../../core/secret";
import { careOfPair, probeIn } from "../vpn-tunnel/change/care";
import { assumedKeys } from "../vpn-tunnel/change/history";
import { withOwnTimes } from "../vpn-tunnel/change/own-times";
import { unprovenText } from "../vpn-tunnel/change/proof";
import { carriesTraffic } from "../vpn-tunnel/observation";
import type { TunnelPorts } from "../vpn-tunnel/ports";
import { block, quoted } from "../vpn-tunnel/preview/report-text";
import { readState } from "../vpn-tunnel/state/tunnel-state";
import { isSetting } from "../vpn-tunnel/table/path-kinds";
import { vpnTunnelTable } from "../vpn-tunnel/table/fields";
import { inScope, type Both } from "./order-of-tunnels";
import { partOf } from "./parts";
import { rolloutIn, type PairState } from "./state/pair-state";
import { ROLES, type Role } from "./table/fields";

/** A pair and the live tunnels that it is for. */
export interface Planned {
  /** Name of the resource in the program. */
  readonly name: string;
  readonly inputs: Properties;
  readonly seen: Both;
  readonly stored: PairState | undefined;
}

/**
 * What a preview says of the roll-out: the steps in their order, the effect on traffic, when the device needs the new
 * values, and the longest that it can take; undefined where nothing is sent.
 */
export function planText(planned: Planned, ports: TunnelPorts): string | undefined {
  const { name, inputs, seen, stored } = planned;
  const options = rolloutIn(inputs);
  const scope = inScope(seen, options, stored?.record);
  const left = ROLES.filter((role) => !scope.includes(role));
  const changing = scope.filter((role) => isChanging(planned, role));
  if (changing.length === 0) return undefined;
  const { connection } = seen.master;
  const title = connection.name === "" ? "" : ` ${quoted(connection.name)}`;
  const all = values(inputs, "master");
  const care = careOfPair(options, ports, probeIn(all));
  const holdSeconds = (care.holdMs?.(connection) ?? ports.establish.renegotiateMs) / 1000;
  const isDown = (role: Role): boolean => !carriesTraffic(seen[role]);
  const isAtOnce = ROLES.every(isDown);
  const stepsOf = (role: Role): string =>
    [
      ...(care.hook === undefined ? [] : isDown(role) || isAtOnce ? ["prepare"] : ["drain", "prepare"]),
      "send",
      ...(care.hook === undefined ? [] : ["follow"]),
      ...(isDown(role) ? [] : [`back (held for ${Math.max(holdSeconds, ports.establish.renegotiateMs / 1000)} s)`]),
      ...(care.hook === undefined ? [] : ["undrain"]),
    ].join(", ");
  const unproven = unprovenText(connection, probeIn(all));
  const times = withOwnTimes(ports, all);
  const longestMs = changing.length * longest(times, holdSeconds * 1000, care.hook?.timeoutMs);
  return block(`${name}: ${connection.id}${title}: the roll-out of this change:`, [
    ...changing.map((role, index) => `${index + 1}. ${role} (${seen[role].tunnelId}): ${stepsOf(role)}`),
    ...left.map((role) => `stage "first": the ${role} keeps what it has until rollout.stage is "both"`),
    `traffic: ${trafficText(changing, seen, care.whenAlone === "change", care.hook !== undefined)}`,
    `device: ${deviceText(care.hook !== undefined, care.isPeerInitiator === true || connection.effectImmediately === false)}`,
    `longest: ${Math.ceil(longestMs / 60_000)} min`,
    ...(unproven === undefined ? [] : [unproven]),
  ]);
}

function values(inputs: Properties, role: Role): Values {
  const bag = withoutMarks(partOf(inputs, role));
  return flatten(vpnTunnelTable, Object(bag));
}

/** True where a tunnel is not as declared. A key that cannot be read here counts as unchanged. */
function isChanging({ inputs, seen, stored }: Planned, role: Role): boolean {
  const declared = pick(values(inputs, role), isSetting);
  const state = stored && readState(stored.tunnels[role]);
  const assumed = assumedKeys(state, declared["tunnelIkeConfig.psk"]);
  return delta(vpnTunnelTable, declared, seen[role].values, assumed).differing.length > 0;
}

function trafficText(
  changing: readonly Role[],
  seen: Planned["seen"],
  acceptsOutage: boolean,
  hasHook: boolean,
): string {
  const carrying = ROLES.filter((role) => carriesTraffic(seen[role]));
  const [only, second] = carrying;
  if (only === undefined) return "neither tunnel carries any now; both are changed at once";
  if (second === undefined) {
    if (!changing.includes(only)) return `stays on the ${only}, which is not changed`;
    const outcome = acceptsOutage
      ? "the change is an OUTAGE until the device has the same"
      : "it is changed only if the other one comes up first";
    return `the ${only} is the only tunnel that carries any, and ${outcome}`;
  }
  const moved = hasHook
    ? "it is moved to the other tunnel before each change"
    : "it moves to the other tunnel when the one that changes goes down; a hook can move it before (rollout.hook)";
  return `the connection keeps it: ${moved}`;
}

function deviceText(hasHook: boolean, isPeerInitiator: boolean): string {
  if (hasHook)
    return "the hook gives it the new values before each tunnel is sent (prepare), and applies them (follow)";
  const when = "it needs the new values of each tunnel as soon as that one is sent";
  return isPeerInitiator ? `${when}, and has to start the negotiation` : when;
}

/** The longest that one tunnel can take. */
function longest({ settle, establish }: TunnelPorts, holdMs: number, hookMs: number | undefined): number {
  const calls = 4;
  return 2 * settle.timeoutMs + establish.timeoutMs + holdMs + (hookMs === undefined ? 0 : calls * hookMs);
}
