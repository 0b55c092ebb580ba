import type { Nested } from "../../provider/core/property-tree";
import type { Declaration } from "./declaration";

/** Both tunnels of a live connection as one resource declares them. */
export interface PairDeclaration {
  readonly vpnConnectionId: string;
  readonly connectionName: string;
  /** Settings that have the same value in both tunnels. */
  readonly shared: Nested;
  readonly master: PairSide;
  readonly slave: PairSide;
}

/** One tunnel of a pair. */
export interface PairSide {
  readonly tunnelId: string;
  /** The settings that the other tunnel has otherwise, or not at all. */
  readonly own: Nested;
  readonly key: string | undefined;
  readonly refused: readonly string[];
}

/** The declarations of one connection as a pair, or the reason why they stay two. */
export function pairOf(declarations: readonly Declaration[]): PairDeclaration | string {
  const [master, slave] = ["master", "slave"].map((role) => declarations.find((each) => each.role === role));
  if (master === undefined || slave === undefined) return "the service's answer does not tell a master and a slave";
  if (declarations.length !== 2) return `the service reports ${declarations.length} tunnels`;
  const { vpnConnectionId, connectionName } = master;
  const shared = inBoth(master.settings, slave.settings);
  return {
    vpnConnectionId,
    connectionName,
    shared,
    master: sideOf(master, shared),
    slave: sideOf(slave, shared),
  };
}

const sideOf = ({ tunnelId, settings, key, refused }: Declaration, shared: Nested): PairSide => ({
  tunnelId,
  own: without(settings, shared),
  key,
  refused,
});

/** The settings that are the same in both, leaf by leaf. */
function inBoth(a: Nested, b: Nested): Nested {
  const common: Nested = {};
  for (const [name, value] of Object.entries(a)) {
    const other = b[name];
    if (typeof value === "object" && typeof other === "object") {
      const inner = inBoth(value, other);
      if (Object.keys(inner).length > 0) common[name] = inner;
    } else if (value === other) common[name] = value;
  }
  return common;
}

/** The settings without those that are shared. */
function without(settings: Nested, shared: Nested): Nested {
  const own: Nested = {};
  for (const [name, value] of Object.entries(settings)) {
    const common = shared[name];
    if (typeof value === "object") {
      const inner = without(value, typeof common === "object" ? common : {});
      if (Object.keys(inner).length > 0) own[name] = inner;
    } else if (common === undefined) own[name] = value;
  }
  return own;
}
