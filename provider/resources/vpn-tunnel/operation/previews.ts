import type { Properties } from "../../../core/property-tree";
import { isUnknown } from "../../../core/unknown";

/**
 * What the checks of an operation note for the comparisons that follow, one for the whole process. Pulumi compares a
 * stored tunnel again after it read it, before any program ran: that is a refresh, and no preview of a change. So only
 * a tunnel that was checked has a name here, and is told of.
 */
export class Previews {
  readonly #checked = new Map<string, { readonly name: string; readonly isDifferent: boolean }>();
  readonly #told = new Set<string>();

  /**
   * A program declares a tunnel.
   * @param isDifferent True where its inputs are others than those that are stored.
   */
  checked(inputs: Properties, name: string, isDifferent: boolean): void {
    const key = keyOf(inputs);
    if (key !== undefined) this.#checked.set(key, { name, isDifferent });
  }

  /** The resource's name, the first time that it is asked for a tunnel which a program declares. */
  nameToTell(inputs: Properties): string | undefined {
    const key = keyOf(inputs);
    if (key === undefined || this.#told.has(key)) return undefined;
    const name = this.#checked.get(key)?.name;
    if (name !== undefined) this.#told.add(key);
    return name;
  }

  /**
   * True where the inputs differ from the stored ones; what a refresh compares always does, where it differs at all.
   */
  differsInInputs(inputs: Properties): boolean {
    const key = keyOf(inputs);
    return key !== undefined && (this.#checked.get(key)?.isDifferent ?? true);
  }
}

/** What a program selects a tunnel by; undefined where a part of it is not known yet. */
function keyOf({ vpnConnectionId, tunnelId, role }: Properties): string | undefined {
  const parts = [vpnConnectionId, tunnelId ?? role];
  return parts.every((part) => typeof part === "string" && !isUnknown(part)) ? parts.join(":") : undefined;
}
