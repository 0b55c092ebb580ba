/** The gaps that a pack's rules left in this run. Pulumi runs only those that are on, so no other rule is in it. */

import type { Gap } from "../subjects/reading";

export class GapRecord {
  /** By the URN of a resource, and by the name of a rule. */
  private readonly gaps = new Map<string, Map<string, readonly Gap[]>>();

  /** Notes what a rule could not judge of a resource, in place of what it noted before. */
  note(rule: string, urn: string, gaps: readonly Gap[]): void {
    const ofResource = this.gaps.get(urn) ?? new Map<string, readonly Gap[]>();
    this.gaps.set(urn, ofResource.set(rule, gaps));
  }

  /** What the rules over this resource could not judge so far; a pack asks when all of them have run. */
  of(urn: string, except: readonly string[] = []): readonly Gap[] {
    return [...(this.gaps.get(urn) ?? [])].flatMap(([rule, gaps]) => (except.includes(rule) ? [] : gaps));
  }
}
