/**
 * The values of the two tunnels of a VpnTunnelPair, each read like those of a VpnTunnel. A tunnel's own value in
 * `master` or `slave` goes before the value that both share.
 *
 * - Inputs hold the declared values, with the keys at the top: `preSharedKey` for both, `masterPreSharedKey` and
 *   `slavePreSharedKey`. Their `observed` has a part for each tunnel.
 * - Outputs hold the values in force in `master` and `slave`, and above them what both have in common. Their `managed`
 *   lists the paths that the program declares, such as `master.tunnelIkeConfig.psk`.
 */

import { ABSENT, pathText, read } from "./reading";
import type { Path, Reading } from "./reading";
import { firstPresent, isAmong, reasonIn } from "./vpn-tunnel";
import type { NotRead, TunnelReading, VpnTunnelValues } from "./vpn-tunnel";

const ROLES = ["master", "slave"] as const;
type Role = (typeof ROLES)[number];

/** What the properties say, whether they are inputs or outputs. */
interface Pair {
  /** What the program declares for one tunnel. */
  own(role: Role, path: Path): Reading;
  /** What it declares for both. */
  shared(path: Path): Reading;
  /** The value of a declared path, and of one that is only in force. */
  declaredValue(role: Role, path: Path): Reading;
  valueInForce(role: Role, path: Path): Reading;
  /** The value in force beside a declared one, where inputs hold it. */
  beside(role: Role, path: Path): Reading;
  connection(role: Role, property: string): Reading;
  key(role: Role): Reading;
  keyFacts(role: Role): Reading;
  keyDay(role: Role, name: string): Reading;
  readonly isStored: boolean;
  notRead(role: Role): NotRead | undefined;
}

const PSK = "tunnelIkeConfig.psk";
/** A key and the place that it is read from are one choice: a tunnel's own one goes before both that are shared. */
const RIVALS: ReadonlyMap<string, Path> = new Map([
  [PSK, ["tunnelIkeConfig", "pskFrom"]],
  ["tunnelIkeConfig.pskFrom", ["tunnelIkeConfig", "psk"]],
]);
/** Two tunnels cannot share these, so nobody would declare them for both. */
const NEVER_SHARED: readonly string[] = ["tunnelBgpConfig.tunnelCidr", "tunnelBgpConfig.localBgpIp"];

/** Reads the inputs or outputs of a VpnTunnelPair: its master, then its slave. */
export function vpnTunnelPairValues(props: unknown): readonly VpnTunnelValues[] {
  const managed = read(props, ["managed"]);
  const isOutput = managed.state === "known" && Array.isArray(managed.value);
  const pair = isOutput ? outputs(props, managed.value.map(String)) : inputs(props);
  return ROLES.map((role) => tunnelOf(pair, role));
}

const keyNameOf = (role: Role): string => `${role}PreSharedKey`;

function inputs(props: unknown): Pair {
  const observed = (role: Role): Reading => read(props, ["observed", role]);
  const beside = (role: Role, path: Path): Reading => {
    const seen = observed(role);
    return seen.state === "known" ? read(seen.value, path) : seen;
  };
  const declared = (at: Path, keyName: string, path: Path): Reading => {
    const inGroup = read(props, [...at, ...path]);
    return pathText(path) === PSK ? firstPresent([read(props, [keyName]), inGroup]) : inGroup;
  };
  const own = (role: Role, path: Path): Reading => declared([role], keyNameOf(role), path);
  const shared = (path: Path): Reading => declared([], "preSharedKey", path);
  return {
    own,
    shared,
    declaredValue: (role, path) => firstPresent([own(role, path), shared(path)]),
    valueInForce: beside,
    beside,
    connection: (role, property) => beside(role, [property]),
    key: (role) => firstPresent([own(role, ["tunnelIkeConfig", "psk"]), shared(["tunnelIkeConfig", "psk"])]),
    keyFacts: (role) => beside(role, ["keyFacts"]),
    keyDay: () => ABSENT,
    isStored: false,
    notRead: (role) => reasonIn(observed(role)),
  };
}

function outputs(props: unknown, managed: readonly string[]): Pair {
  const covered = (names: readonly string[]): Reading =>
    names.some((name) => isAmong(managed, name)) ? { state: "known", value: true } : ABSENT;
  const declared = (at: Path, keyName: string, path: Path): Reading => {
    const name = pathText([...at, ...path]);
    return covered(pathText(path) === PSK ? [name, keyName] : [name]);
  };
  const find = (role: Role, path: Path): Reading => firstPresent([read(props, [role, ...path]), read(props, path)]);
  return {
    own: (role, path) => declared([role], keyNameOf(role), path),
    shared: (path) => declared([], "preSharedKey", path),
    declaredValue: find,
    valueInForce: find,
    beside: () => ABSENT,
    connection: (_, property) => read(props, [property]),
    key: (role) => firstPresent([read(props, [keyNameOf(role)]), read(props, ["preSharedKey"])]),
    keyFacts: () => ABSENT,
    keyDay: (role, name) => read(props, [role, name]),
    isStored: true,
    notRead: () => undefined,
  };
}

function tunnelOf(pair: Pair, role: Role): VpnTunnelValues {
  const other = role === "master" ? "slave" : "master";
  const declarationOf = (one: Role, path: Path): { readonly reading: Reading; readonly isOwn: boolean } => {
    const own = pair.own(one, path);
    if (own.state !== "absent") return { reading: own, isOwn: true };
    const rival = RIVALS.get(pathText(path));
    const isReplaced = rival !== undefined && pair.own(one, rival).state !== "absent";
    return { reading: isReplaced ? ABSENT : pair.shared(path), isOwn: isReplaced };
  };
  const valueOf = (one: Role, path: Path): TunnelReading => {
    if (pathText(path) === "role") return { reading: { state: "known", value: one }, isDeclared: false };
    const isDeclared = declarationOf(one, path).reading.state !== "absent";
    return { reading: isDeclared ? pair.declaredValue(one, path) : pair.valueInForce(one, path), isDeclared };
  };
  const isPlacedOwn = (path: Path): boolean => {
    const { reading, isOwn } = declarationOf(role, path);
    if (isOwn || reading.state !== "absent") return isOwn;
    if (NEVER_SHARED.includes(pathText(path)) || declarationOf(other, path).isOwn) return true;
    // A value that this tunnel alone lacks is missing in this tunnel.
    return valueOf(role, path).reading.state === "absent" && valueOf(other, path).reading.state !== "absent";
  };
  return {
    value: (path) => valueOf(role, path),
    beside: (path) => pair.beside(role, path),
    isDeclared: (path) => declarationOf(role, path).reading,
    place: (path) => (isPlacedOwn(path) ? [role, ...path] : path),
    // The connection is the same for both, so it is enough that one of them was read.
    connection: (property) => firstPresent([pair.connection(role, property), pair.connection(other, property)]),
    get key() {
      return declarationOf(role, ["tunnelIkeConfig", "psk"]).reading.state === "absent" ? ABSENT : pair.key(role);
    },
    get keyFacts() {
      return pair.keyFacts(role);
    },
    keyDay: (name) => pair.keyDay(role, name),
    isStored: pair.isStored,
    notRead: pair.notRead(role),
  };
}
