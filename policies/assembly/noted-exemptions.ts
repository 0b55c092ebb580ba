/**
 * The exemptions that the rules of one pack were configured with. Pulumi hands a rule its own configuration only, so
 * each rule notes what it got, and the last rule of the pack reports what somebody should look at.
 */

import { exemptionKey } from "./exemption";
import type { Exemption } from "./exemption";

export interface NotedExemption {
  readonly exemption: Exemption;
  /** The rules that were configured with it. */
  readonly rules: readonly string[];
}

export class NotedExemptions {
  private readonly byRule = new Map<string, readonly Exemption[]>();

  /** Replaces what the rule noted before. */
  note(rule: string, exemptions: readonly Exemption[]): void {
    this.byRule.set(rule, exemptions);
  }

  /** Each exemption once, with its rules. */
  all(): readonly NotedExemption[] {
    const noted = new Map<string, { readonly exemption: Exemption; readonly rules: string[] }>();
    for (const [rule, exemptions] of this.byRule)
      for (const exemption of exemptions) {
        const key = exemptionKey(exemption);
        const entry = noted.get(key) ?? { exemption, rules: [] };
        if (!entry.rules.includes(rule)) entry.rules.push(rule);
        noted.set(key, entry);
      }
    return [...noted.values()];
  }
}
