import { PRESET_IDS, presetById } from "../../presets";
import { isSatisfiable } from "../../presets/preset";
import type { Preset } from "../../presets/preset";
import { ALIBABA_API, cite } from "../../rule/citation";
import type { StackRule } from "../../rule/rule";
import { stackRule } from "../../rule/rule-kinds";
import { choice } from "../../rule/settings";

/** Says once for a stack what no tunnel can meet, whatever its values: once for each tunnel would only be noise. */
export function standardLimitsOf(standards: () => readonly Preset[]): StackRule {
  const rule = stackRule({
    name: "alicloud-vpn-tunnel-standard-limits",
    title: "What no tunnel can meet",
    description:
      "A standard that tunnels are held against should be one that a tunnel of Alibaba Cloud can meet in full.",
    group: "algorithms",
    severity: "medium",
    level: "advisory",
    ...cite(
      ALIBABA_API,
      "ModifyTunnelAttribute, TunnelOptionsSpecification",
      "describes",
      "the algorithms, groups and keys that a tunnel can have; there are no others",
    ),
    remediationSteps:
      "Choose another standard or another product, or accept the limit: all that can be met is enforced all the same.",
    compares: [],
    settings: {
      standard: choice(
        ["none", ...PRESET_IDS],
        "none",
        "A standard to report on besides those that the pack enforces.",
      ),
    },
    judge({ tunnels }, { standard }, violate) {
      // The rule about the standard judges these one by one, as another gateway could meet what they cannot.
      const [first] = tunnels.filter(({ tunnel }) => !tunnel.isShangMi);
      if (first === undefined) return;
      const named = standard === "none" ? [] : [presetById(standard)];
      const all = [...standards(), ...named].filter((preset) => !isSatisfiable(preset));
      for (const preset of new Set(all)) {
        const obstacles = preset.blockers.map(
          ({ what, need, have, cite: at }) => `${what}: needs ${need}, has ${have} (${at})`,
        );
        violate(
          first.tunnel,
          [],
          ({ label }) =>
            `no tunnel, such as ${label}, can meet ${preset.title} (${preset.edition}) in full: ` +
            `${obstacles.join("; ")}. All else is enforced. Choose another standard or product, or accept the limit.`,
          { path: "" },
        );
      }
    },
  });
  // It reads no value of a tunnel, so an unknown one is none of its business.
  return { ...rule, evaluate: (...given) => ({ ...rule.evaluate(...given), unknown: [], notJudged: [] }) };
}

export const standardLimits = standardLimitsOf(() => []);
