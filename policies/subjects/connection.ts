/** A connection's traffic selectors as rules see them. */

import { parseCidr } from "../../ipsec/cidr";
import type { Cidr } from "../../ipsec/cidr";
import { ownTunnelsOf } from "./own-tunnels";
import { firstText, pathText, read, readElements } from "./reading";
import type { Ledger, Path, Reading } from "./reading";
import { POLICY_ROUTE_TYPE, kindOf } from "./resource";
import type { JudgedResource, ResourceKind } from "./resource";
import { connectionNameIn } from "./vpn-tunnel";
import type { VpnTunnelValues } from "./vpn-tunnel";

export const SIDES = ["local", "remote"] as const;
export type Side = (typeof SIDES)[number];

/** The traffic selectors of one side. */
export interface Selectors {
  readonly side: Side;
  /** The property as one writes it. */
  readonly property: string;
  /** The property for a message: `remoteSubnets (as the connection has it)` where the program does not declare it. */
  readonly description: string;
  /** The blocks that are known, as written. */
  readonly blocks: readonly string[];
  /** Whether all blocks are known: only then may a rule conclude that a block is missing. */
  readonly complete: boolean;
  /** Notes that a rule could not judge the list, or one of its blocks. */
  noteNotJudged(why: string): void;
}

export interface ReadableBlock {
  readonly text: string;
  readonly cidr: Cidr;
}

export interface Connection {
  readonly resource: JudgedResource;
  readonly label: string;
  /** Undefined where the list is unknown, empty or missing. Each of these is noted. */
  selectors(side: Side): Selectors | undefined;
}

const LISTS: Readonly<Record<Side, Path>> = { local: ["localSubnets"], remote: ["remoteSubnets"] };
// The attachment has one text with commas where the connection has a list.
const TEXTS: Readonly<Record<Side, Path>> = { local: ["localSubnet"], remote: ["remoteSubnet"] };

// The clients of a server are its remote side: they get their addresses from a pool.
const SERVER: Readonly<Record<Side, Path>> = { local: ["localSubnet"], remote: ["clientIpPool"] };

const PLACES: Partial<Readonly<Record<ResourceKind, Readonly<Record<Side, Path>>>>> = {
  tunnel: LISTS,
  pair: LISTS,
  connection: LISTS,
  attachment: TEXTS,
  "ipsec-server": SERVER,
  "ssl-server": SERVER,
};

/** The connection that a resource is or belongs to; undefined when there is none. */
export function connectionOf(resource: JudgedResource, ledger: Ledger): Connection | undefined {
  const kind = kindOf(resource);
  const places = kind === undefined ? undefined : PLACES[kind];
  // Both tunnels of a pair tell the same about their connection.
  const [tunnel] = ownTunnelsOf(resource);
  return places === undefined ? undefined : sidesOf(resource, labelOf(resource, tunnel), places, tunnel, ledger);
}

/** The networks of a route, read like those of a connection; undefined for another resource. */
export function routeOf(resource: JudgedResource, ledger: Ledger): Connection | undefined {
  if (kindOf(resource) !== "route") return undefined;
  const isByPolicy = resource.type === POLICY_ROUTE_TYPE;
  const places = { remote: ["routeDest"], ...(isByPolicy && { local: ["routeSource"] }) };
  return sidesOf(resource, `${resource.name}: the route`, places, undefined, ledger);
}

function sidesOf(
  resource: JudgedResource,
  label: string,
  places: Partial<Readonly<Record<Side, Path>>>,
  tunnel: VpnTunnelValues | undefined,
  ledger: Ledger,
): Connection {
  const readAt = (path: Path): Reading =>
    tunnel === undefined ? read(resource.props, path) : readInConnection(tunnel, path);
  return {
    resource,
    label,
    selectors(side): Selectors | undefined {
      const place = places[side];
      if (place === undefined) return undefined;
      const property = pathText(place);
      const name = tunnel === undefined ? property : `the connection's ${property}`;
      const list = readBlocks(readAt, place, name, ledger);
      if (list === undefined) return undefined;
      const description = tunnel === undefined ? property : `${property} (as the connection has it)`;
      return { side, property, description, ...list, noteNotJudged: (why) => ledger.noteNotJudged(name, why) };
    },
  };
}

function labelOf(resource: JudgedResource, tunnel: VpnTunnelValues | undefined): string {
  const isServer = ["ipsec-server", "ssl-server"].includes(kindOf(resource) ?? "");
  if (tunnel === undefined) return `${resource.name}: the ${isServer ? "server" : "connection"}`;
  const id = firstText(tunnel.value(["vpnConnectionId"]).reading);
  return `${resource.name}: connection${id === undefined ? "" : ` ${id}`}${connectionNameIn(tunnel)}`;
}

/** A property of the connection of one of our tunnels, or an element of it. */
function readInConnection(tunnel: VpnTunnelValues, [property, ...rest]: Path): Reading {
  const reading = tunnel.connection(String(property));
  return reading.state === "known" ? read(reading.value, rest) : reading;
}

type BlockList = Pick<Selectors, "blocks" | "complete">;

function readBlocks(readAt: (path: Path) => Reading, path: Path, name: string, ledger: Ledger): BlockList | undefined {
  const whole = readAt(path);
  if (whole.state === "unknown") ledger.noteUnknown(whole);
  if (whole.state === "absent") ledger.noteNotJudged(name);
  if (whole.state !== "known") return undefined;
  if (typeof whole.value === "string") return blocksInText(whole.value, name, ledger);
  const elements = readElements(readAt, path);
  if ("state" in elements) {
    ledger.noteNotJudged(name, "it is no list");
    return undefined;
  }
  const blocks = elements.flatMap((element, index) => {
    if (element.state === "unknown") ledger.noteUnknown(element);
    if (element.state === "known" && typeof element.value === "string") return [element.value];
    if (element.state !== "unknown") ledger.noteNotJudged(`${name}[${index}]`, "it is no text");
    return [];
  });
  if (elements.length === 0) ledger.noteNotJudged(name, "the list is empty");
  return blocks.length === 0 ? undefined : { blocks, complete: blocks.length === elements.length };
}

function blocksInText(text: string, name: string, ledger: Ledger): BlockList | undefined {
  if (text.trim() === "") {
    ledger.noteNotJudged(name, "the text is empty");
    return undefined;
  }
  return { blocks: text.split(",").map((block) => block.trim()), complete: true };
}

/**
 * The blocks that can be read as CIDR blocks; any other is noted as not judged. Host bits are allowed here, because
 * they leave no doubt about the block. The rule `selectors-canonical` reports them.
 */
export function readableBlocks(selectors: Selectors): readonly ReadableBlock[] {
  return selectors.blocks.flatMap((text) => {
    const parsed = parseCidr(text, { allowHostBits: true });
    if (parsed.ok) return [{ text, cidr: parsed.cidr }];
    selectors.noteNotJudged(`${JSON.stringify(text.slice(0, 40))} cannot be read as a CIDR block`);
    return [];
  });
}

const isAnyAddress = (selectors: Selectors): boolean =>
  selectors.complete && selectors.blocks.length === 1 && selectors.blocks[0] === "0.0.0.0/0";

/** The API's destination routing mode: 0.0.0.0/0 is alone on both sides, and routes decide what enters the tunnel. */
export function isRouteBased(connection: Connection): boolean {
  const [local, remote] = [connection.selectors("local"), connection.selectors("remote")];
  return local !== undefined && remote !== undefined && isAnyAddress(local) && isAnyAddress(remote);
}

/**
 * For a rule about the networks that selectors name: a route-based connection names none, so the rule cannot judge it.
 * Returns true for such a connection, and notes the sides as not judged.
 */
export function skipsRouteBased(connection: Connection, sides: readonly Side[]): boolean {
  if (!isRouteBased(connection)) return false;
  for (const side of sides) connection.selectors(side)?.noteNotJudged(ROUTE_BASED);
  return true;
}

const ROUTE_BASED = "0.0.0.0/0 is on both sides, so routes decide which networks are reached";
