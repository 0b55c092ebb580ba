/**
 * Finds the blocks that overlap with one, without a look at all others. Two CIDR blocks overlap only if one holds the
 * other, so a tree by the bits of their addresses has each such block on the way to it, or below it.
 */

import type { Cidr } from "./cidr";

interface Node<T> {
  readonly items: T[];
  readonly below: [Node<T> | undefined, Node<T> | undefined];
}

const newNode = <T>(): Node<T> => ({ items: [], below: [undefined, undefined] });

const bitAt = (address: number, depth: number): 0 | 1 => (((address >>> (31 - depth)) & 1) === 1 ? 1 : 0);

export class CidrIndex<T> {
  private readonly root = newNode<T>();

  add(cidr: Cidr, item: T): void {
    let node = this.root;
    for (let depth = 0; depth < cidr.prefixLength; depth++) {
      const bit = bitAt(cidr.first, depth);
      node = node.below[bit] ??= newNode();
    }
    node.items.push(item);
  }

  /** The items of the blocks that share an address with this one: the widest block first, each in the order added. */
  *overlapping(cidr: Cidr): Generator<T, void> {
    let node: Node<T> | undefined = this.root;
    for (let depth = 0; depth < cidr.prefixLength; depth++) {
      yield* node.items;
      node = node.below[bitAt(cidr.first, depth)];
      if (node === undefined) return;
    }
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      yield* next.items;
      for (const child of next.below.toReversed()) if (child !== undefined) open.push(child);
    }
  }

  /** The first of these items that is accepted. */
  firstOverlapping(cidr: Cidr, accepts: (item: T) => boolean): T | undefined {
    for (const item of this.overlapping(cidr)) if (accepts(item)) return item;
    return undefined;
  }
}

/** One index for each place, such as a gateway. */
export class CidrIndexes<T> {
  private readonly byPlace = new Map<string, CidrIndex<T>>();

  in(place: string): CidrIndex<T> {
    const index = this.byPlace.get(place) ?? new CidrIndex<T>();
    this.byPlace.set(place, index);
    return index;
  }
}
