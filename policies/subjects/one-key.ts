/** Tunnels with one key, and how many peers that makes. */

import { NOT_KNOWN, mayBeSameTunnel } from "./stack";
import type { StackTunnel } from "./stack";

/** What makes two tunnels with one key one peer. */
export interface OnePeer {
  readonly sameCustomerGateway: boolean;
  readonly sameConnection: boolean;
}

/**
 * The tunnels by peer. One whose connection or customer gateway is not known belongs to no peer that anybody could
 * name, so it is left out: reading its gateway notes the gap.
 */
export function byPeer(tunnels: readonly StackTunnel[], one: OnePeer): readonly (readonly StackTunnel[])[] {
  const peers = new Peers();
  const known = tunnels.filter((each) => each.customerGateway !== NOT_KNOWN && each.isPlaced);
  const connections = new Map<string, StackTunnel[]>();
  for (const each of known) {
    peers.add(each);
    const siblings = connections.get(each.connection) ?? [];
    connections.set(each.connection, siblings);
    for (const other of siblings) {
      const isOne = one.sameConnection || mayBeSameTunnel(each, other) || bothWithoutGateway(each, other, one);
      if (isOne) peers.join(each, other);
    }
    siblings.push(each);
    if (one.sameCustomerGateway && typeof each.customerGateway === "string")
      peers.joinAll(each, `gateway ${each.customerGateway}`);
  }
  return peers.groups(known);
}

/** A connection has one customer gateway where its tunnels name none. */
const bothWithoutGateway = (one: StackTunnel, other: StackTunnel, { sameCustomerGateway }: OnePeer): boolean =>
  sameCustomerGateway && one.customerGateway === undefined && other.customerGateway === undefined;

/** Disjoint sets of tunnels. */
class Peers {
  private readonly parents = new Map<StackTunnel, StackTunnel>();
  private readonly named = new Map<string, StackTunnel>();

  add(tunnel: StackTunnel): void {
    this.parents.set(tunnel, tunnel);
  }

  join(one: StackTunnel, other: StackTunnel): void {
    this.parents.set(this.rootOf(one), this.rootOf(other));
  }

  /** Joins a tunnel with all others of one name. */
  joinAll(tunnel: StackTunnel, name: string): void {
    const first = this.named.get(name);
    if (first === undefined) this.named.set(name, tunnel);
    else this.join(tunnel, first);
  }

  groups(tunnels: readonly StackTunnel[]): readonly (readonly StackTunnel[])[] {
    const groups = new Map<StackTunnel, StackTunnel[]>();
    for (const tunnel of tunnels) {
      const root = this.rootOf(tunnel);
      const group = groups.get(root) ?? [];
      group.push(tunnel);
      groups.set(root, group);
    }
    return [...groups.values()];
  }

  private rootOf(tunnel: StackTunnel): StackTunnel {
    let here = tunnel;
    for (
      let parent = this.parents.get(here);
      parent !== undefined && parent !== here;
      parent = this.parents.get(here)
    ) {
      // Halves the way for whoever asks next.
      this.parents.set(here, this.parents.get(parent) ?? parent);
      here = parent;
    }
    return here;
  }
}
