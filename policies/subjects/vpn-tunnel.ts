/**
 * The values of a VpnTunnel, whether Pulumi hands its inputs or its outputs to a rule.
 *
 * - Inputs hold the values that the program declares. Their `observed` holds the values in force that it does not.
 * - Outputs hold every value under its name. Their `managed` lists the paths that the program declares.
 *
 * A rule over one resource gets inputs. A rule over a stack gets inputs while a change is previewed; it gets outputs
 * after an update, and in a preview that changes nothing.
 */

import { ABSENT, firstText, pathText, read } from "./reading";
import type { Path, Reading } from "./reading";
import { observedIn, oldOutputs } from "./old-shapes";

/**
 * Why no value in force is there beside the declared ones. `off`: comparing is switched off. `unknown`: the connection
 * is not known yet. `outage`: the API could not be asked. `unobserved`: nobody has read the tunnel, and no
 * reason is given.
 */
export type NotRead = "off" | "unknown" | "outage" | "unobserved";

export interface TunnelReading {
  readonly reading: Reading;
  readonly isDeclared: boolean;
}

export interface VpnTunnelValues {
  /** The value of a setting, or of an id: the declared one, or else the one in force. */
  value(path: Path): TunnelReading;
  /** The value in force beside a declared one; absent where nobody has looked, or where both are the same. */
  beside(path: Path): Reading;
  /** Whether the program declares this path, or anything below it. */
  isDeclared(path: Path): Reading;
  /** Where the program declares this path, or would declare it. */
  place(path: Path): Path;
  /** A property of the connection, such as `localSubnets`. A program does not declare them on a tunnel. */
  connection(property: string): Reading;
  /** The declared pre-shared key. No rule judges a key that is only in force, because nobody chose it. */
  readonly key: Reading;
  /** What the provider says of a declared key without showing it. Only inputs have it. */
  readonly keyFacts: Reading;
  /** Since when the key in force is known, and how; only outputs have it. */
  keyDay(name: "keyChangedOn" | "keySeenSince"): Reading;
  /** True for outputs. */
  readonly isStored: boolean;
  /** Undefined where the live tunnel was read. */
  readonly notRead: NotRead | undefined;
}

const KEY_PATHS: readonly string[] = ["preSharedKey", "tunnelIkeConfig.psk"];
const REASONS: readonly NotRead[] = ["off", "unknown", "outage"];

/** Reads the inputs or outputs of a VpnTunnel, of this release or an older one. */
export function vpnTunnelValues(props: unknown): VpnTunnelValues {
  const managed = read(props, ["managed"]);
  if (managed.state === "known" && Array.isArray(managed.value)) return outputs([props], managed.value.map(String));
  const old = oldOutputs(props);
  return old === undefined ? inputs(props) : outputs(old.roots, old.declared);
}

function inputs(props: unknown): VpnTunnelValues {
  const observed = observedIn(props);
  const beside = (path: Path): Reading => (observed.state === "known" ? read(observed.value, path) : observed);
  return {
    value(path) {
      const own = read(props, path);
      return own.state === "absent" ? { reading: beside(path), isDeclared: false } : { reading: own, isDeclared: true };
    },
    beside,
    isDeclared: (path) => read(props, path),
    place: (path) => path,
    connection: (property) => beside([property]),
    key: firstPresent([read(props, ["preSharedKey"]), read(props, ["tunnelIkeConfig", "psk"])]),
    keyFacts: beside(["keyFacts"]),
    keyDay: () => ABSENT,
    isStored: false,
    notRead: reasonIn(observed),
  };
}

function outputs(roots: readonly unknown[], declared: readonly string[]): VpnTunnelValues {
  const find = (path: Path): Reading => firstPresent(roots.map((root) => read(root, path)));
  const covers = (path: string): boolean => isAmong(declared, path);
  return {
    value: (path) => ({ reading: find(path), isDeclared: covers(pathText(path)) }),
    beside: () => ABSENT,
    isDeclared: (path) => (covers(pathText(path)) ? { state: "known", value: true } : ABSENT),
    place: (path) => path,
    connection: (property) => find([property]),
    key: KEY_PATHS.some(covers) ? find(["preSharedKey"]) : ABSENT,
    keyFacts: ABSENT,
    keyDay: (name) => find([name]),
    isStored: true,
    notRead: undefined,
  };
}

/** Whether this path, or anything below it, is among the declared ones. */
export const isAmong = (declared: readonly string[], path: string): boolean =>
  declared.some((one) => one === path || one.startsWith(`${path}.`));

/** Undefined for an unknown `observed`: each value in it is unknown then, and each rule that reads one reports that. */
export function reasonIn(observed: Reading): NotRead | undefined {
  if (observed.state === "absent") return "unobserved";
  const reason = observed.state === "known" ? read(observed.value, ["notRead"]) : ABSENT;
  if (reason.state !== "known") return undefined;
  return REASONS.find((one) => one === reason.value) ?? "unobserved";
}

export const firstPresent = (readings: readonly Reading[]): Reading =>
  readings.find(({ state }) => state !== "absent") ?? ABSENT;

/** ` "branch-office"`, for a label; empty where the connection has no name, or none that is known. */
export function connectionNameIn(values: VpnTunnelValues): string {
  const name = firstText(values.connection("connectionName"));
  return name === undefined || name === "" ? "" : ` "${name}"`;
}
