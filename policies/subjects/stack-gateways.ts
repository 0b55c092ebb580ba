/** What the resources of a stack have to do with its VPN gateways and its VPCs. */

import { parseCidr } from "../../ipsec/cidr";
import { connectionOf, isRouteBased, readableBlocks, routeOf } from "./connection";
import type { Connection, ReadableBlock } from "./connection";
import { firstText, read, readElements } from "./reading";
import type { Path, Reading } from "./reading";
import { NETWORK_TYPE, kindOf } from "./resource";
import type { JudgedResource } from "./resource";
import { idIn } from "./stack";
import type { Id, Stack } from "./stack";

const gatewaysIn = ({ resources }: Stack): readonly JudgedResource[] =>
  resources.filter((resource) => kindOf(resource) === "gateway");

/** Gives one name to a VPN gateway, whether its id or its resource is known; undefined for any that is not known. */
export function gatewayNames(stack: Stack): (id: Id) => string | undefined {
  const urns = new Map(
    gatewaysIn(stack).flatMap(({ props, urn }) => {
      const id = firstText(read(props, ["id"]));
      return id === undefined ? [] : [[id, urn] as const];
    }),
  );
  return (id) => (typeof id === "string" ? (urns.get(id) ?? id) : undefined);
}

/** The names of the gateways that offer two tunnels: they have a second zone, or a connection with two tunnels. */
export function dualGateways(stack: Stack): ReadonlySet<string> {
  const nameOf = gatewayNames(stack);
  const withZones = gatewaysIn(stack).filter(
    // An id that is not known yet is one all the same.
    ({ props }) => read(props, ["disasterRecoveryVswitchId"]).state !== "absent",
  );
  const used = stack.tunnels
    .filter(({ tunnel, resource }) => !tunnel.isSingle && kindOf(resource) !== "ipsec-server")
    .flatMap(({ vpnGateway }) => nameOf(vpnGateway) ?? []);
  return new Set([...withZones.map(({ urn }) => urn), ...used]);
}

/** Networks that are reached through a VPN: those of a peer, the pool of a server's clients, or those of a route. */
export interface FarSide {
  readonly of: Connection;
  readonly property: string;
  readonly blocks: readonly ReadableBlock[];
  /** The name of the VPN gateway. */
  readonly gateway: string | undefined;
  /** The ids of the devices; empty for clients, and undefined where one is not known. */
  readonly peers: readonly string[] | undefined;
}

function farSide(of: Connection, gateway: string | undefined, peers: readonly string[] | undefined) {
  // The selectors of a route-based connection name no network.
  const remote = isRouteBased(of) ? undefined : of.selectors("remote");
  if (remote === undefined) return [];
  return [{ of, property: remote.property, blocks: readableBlocks(remote), gateway, peers } satisfies FarSide];
}

/** The far side of each connection and of each server. */
export function farSidesIn(stack: Stack): readonly FarSide[] {
  const nameOf = gatewayNames(stack);
  const connections = stack.connections.flatMap(({ connection, tunnels }) => {
    const isServer = kindOf(connection.resource) === "ipsec-server";
    const ids = tunnels.map(({ customerGateway }) => customerGateway).filter((id) => !isServer || id !== undefined);
    const peers = ids.filter((id) => typeof id === "string");
    const [gateway] = tunnels.flatMap(({ vpnGateway }) => nameOf(vpnGateway) ?? []);
    return farSide(connection, gateway, peers.length < ids.length ? undefined : peers);
  });
  const servers = stack.resources.flatMap((resource) => {
    const server = kindOf(resource) === "ssl-server" ? connectionOf(resource, stack.ledger) : undefined;
    if (server === undefined) return [];
    const id = idIn(resource, stack.ledger, read(resource.props, ["vpnGatewayId"]), "vpnGatewayId");
    return farSide(server, nameOf(id), []);
  });
  return [...connections, ...servers];
}

/** The destinations of routes. */
export const routesIn = ({ resources, ledger }: Stack): readonly FarSide[] =>
  resources.flatMap((resource) => {
    const route = routeOf(resource, ledger);
    return route === undefined ? [] : farSide(route, undefined, undefined);
  });

/** The blocks of the stack's VPCs. */
export function networksIn({ resources, ledger }: Stack): readonly (ReadableBlock & { readonly name: string })[] {
  return resources
    .filter(({ type }) => type === NETWORK_TYPE)
    .flatMap(({ name, props }) => {
      const at = (path: Path): Reading => read(props, path);
      const more = readElements(at, ["secondaryCidrBlocks"]);
      return [at(["cidrBlock"]), ...("state" in more ? [] : more)].flatMap((reading) => {
        const text = ledger.valueOf(reading);
        const parsed = typeof text === "string" ? parseCidr(text, { allowHostBits: true }) : undefined;
        return parsed?.ok === true ? [{ name, text: parsed.cidr.text, cidr: parsed.cidr }] : [];
      });
    });
}
