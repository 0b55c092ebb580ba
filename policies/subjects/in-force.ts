/**
 * A VpnTunnel as one subject, whichever of its two bags Pulumi hands to a rule. Inputs have what the program declares,
 * and beside it `observed`, what is in force and not declared. Outputs have every value under its name, and in
 * `managed` which of them the program declares. A rule over one resource gets inputs; a rule over a stack gets
 * outputs where nothing changes and after an update, and inputs while a change is previewed.
 */

import { ABSENT, firstText, pathText, read } from "../rule/reading";
import type { Path, Reading } from "../rule/reading";
import { observedIn, oldOutputs } from "./old-shapes";

/**
 * Why there is nothing in force beside the declaration. `off`: comparing is switched off. `unknown`: the connection is
 * not known yet. `outage`: the API could not be asked. `unobserved`: nobody has looked, and nothing says why.
 */
export type NotRead = "off" | "unknown" | "outage" | "unobserved";

/** Where a value was found. */
export interface Found {
  readonly reading: Reading;
  readonly isDeclared: boolean;
}

export interface VpnTunnelFacts {
  /** The value of a setting, or of an id: the declared one, or else the one in force. */
  value(path: Path): Found;
  /** Whether the program declares this path, or anything below it. */
  isDeclared(path: Path): Reading;
  /** A fact about the connection, such as `localSubnets`; a program does not declare them on a tunnel. */
  connection(property: string): Reading;
  /** The declared pre-shared key. A key that is only in force is nobody's decision, and no rule judges it. */
  readonly key: Reading;
  /** Undefined where the live tunnel was read. */
  readonly notRead: NotRead | undefined;
}

const KEY_PATHS: readonly string[] = ["preSharedKey", "tunnelIkeConfig.psk"];
const REASONS: readonly NotRead[] = ["off", "unknown", "outage"];

/** Reads the inputs or outputs of a VpnTunnel, of this release or an older one. */
export function factsOf(props: unknown): VpnTunnelFacts {
  const managed = read(props, ["managed"]);
  if (managed.state === "known" && Array.isArray(managed.value)) return outputs([props], managed.value.map(String));
  const old = oldOutputs(props);
  return old === undefined ? inputs(props) : outputs(old.roots, old.declared);
}

function inputs(props: unknown): VpnTunnelFacts {
  const observed = observedIn(props);
  const beside = (path: Path): Reading => (observed.state === "known" ? read(observed.value, path) : observed);
  return {
    value(path) {
      const own = read(props, path);
      return own.state === "absent" ? { reading: beside(path), isDeclared: false } : { reading: own, isDeclared: true };
    },
    isDeclared: (path) => read(props, path),
    connection: (property) => beside([property]),
    key: firstPresent([read(props, ["preSharedKey"]), read(props, ["tunnelIkeConfig", "psk"])]),
    notRead: reasonIn(observed),
  };
}

function outputs(roots: readonly unknown[], declared: readonly string[]): VpnTunnelFacts {
  const find = (path: Path): Reading => firstPresent(roots.map((root) => read(root, path)));
  const covers = (path: string): boolean => declared.some((one) => one === path || one.startsWith(`${path}.`));
  return {
    value: (path) => ({ reading: find(path), isDeclared: covers(pathText(path)) }),
    isDeclared: (path) => (covers(pathText(path)) ? { state: "known", value: true } : ABSENT),
    connection: (property) => find([property]),
    key: KEY_PATHS.some(covers) ? find(["preSharedKey"]) : ABSENT,
    notRead: undefined,
  };
}

/** An unknown `observed` is no answer: what is read in it is unknown, and each rule says so itself. */
function reasonIn(observed: Reading): NotRead | undefined {
  if (observed.state === "absent") return "unobserved";
  const reason = observed.state === "known" ? read(observed.value, ["notRead"]) : ABSENT;
  if (reason.state !== "known") return undefined;
  return REASONS.find((one) => one === reason.value) ?? "unobserved";
}

const firstPresent = (readings: readonly Reading[]): Reading =>
  readings.find(({ state }) => state !== "absent") ?? ABSENT;

/** ` "branch-office"`, for a label; empty where the connection has no name, or none that is known. */
export function connectionNameIn(facts: VpnTunnelFacts): string {
  const name = firstText(facts.connection("connectionName"));
  return name === undefined || name === "" ? "" : ` "${name}"`;
}
