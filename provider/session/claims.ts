/** A resource of a program, as messages name it. */
export interface Claimant {
  /** Tells it from every other resource of the program. */
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

/**
 * The live objects that the resources of one operation declare. Two resources for one object would undo each other's
 * changes at every `up`.
 */
export class Claims {
  readonly #holders = new Map<string, Claimant>();

  /**
   * Notes the objects of a resource, by each of their names.
   * @returns Why they cannot be declared; undefined where no other resource declares one of them.
   */
  claim(claimant: Claimant, objects: readonly string[]): string | undefined {
    for (const object of objects) {
      const holder = this.#holders.get(object);
      if (holder !== undefined && holder.urn !== claimant.urn) return sameTunnelText(claimant, holder, object);
    }
    for (const object of objects) this.#holders.set(object, claimant);
    return undefined;
  }
}

function sameTunnelText(one: Claimant, other: Claimant, object: string): string {
  const isRoleSlip = one.type === other.type && one.type === "VpnTunnel";
  const way = isRoleSlip ? "keep one of them, or give one the other role" : "keep one of them";
  return `${one.type} "${one.name}" and ${other.type} "${other.name}" declare the same tunnel ${object}: ${way}`;
}
