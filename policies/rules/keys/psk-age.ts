import { NIST_800_77, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { integer } from "../../rule/settings";
import { keyAgeOf } from "../../subjects/key-day";
import { groupBy } from "../../subjects/stack";

export const pskAge = stackRule({
  name: "alicloud-vpn-tunnel-psk-age",
  title: "Age of the pre-shared key",
  description: "A tunnel's pre-shared key must be changed before it is too old.",
  group: "keys",
  severity: "medium",
  // A rule that stops a stack on a day when nobody changed anything is a choice.
  level: "disabled",
  ...cite(NIST_800_77, "Section 7.2.2.1", "recommends", "changing pre-shared keys periodically"),
  remediationSteps:
    "Generate a new key, and set it on the tunnel and on the peer device at the same time. " +
    "A tunnel whose key has no known day gets one when this resource changes the key.",
  // The day is in the outputs, which no rule over one resource sees; this rule itself names what it cannot judge.
  compares: [],
  settings: {
    maxDays: integer({ min: 1, max: 3650 }, 365, "The days (of UTC) that a key may be in force."),
  },
  judge({ tunnels }, { maxDays }, violate) {
    const now = new Date();
    const unknown = tunnels.flatMap((each) => {
      const { tunnel } = each;
      const age = keyAgeOf(each, now);
      if (age?.kind === "unknown") return [{ tunnel, why: age.why }];
      if (age?.kind === "later") tunnel.noteNotJudged("psk", "its age is not known before the change is done");
      if (age?.kind !== "known" || age.days <= maxDays) return [];
      const path = tunnel.property("psk");
      const since = age.isChange
        ? `was last changed on ${age.day}`
        : `was there on ${age.day}, when this resource first saw it`;
      violate(
        tunnel,
        [],
        ({ label }) =>
          `${label}: ${path} (not shown) ${since} (allowed: ${maxDays} days of age). Generate a new one, for both sides.`,
        { path, allowed: `${maxDays} days` },
      );
      return [];
    });
    for (const [why, alike] of groupBy(unknown, (each) => each.why)) {
      const [first, ...others] = alike.map(({ tunnel }) => tunnel);
      if (first === undefined) continue;
      const path = first.property("psk");
      const ask = "Look up yourself how old the key is";
      violate(
        first,
        others,
        ({ label, others: more }) =>
          `${label}: could not judge the age of ${path} (${why})${more === "" ? "" : `, nor that of ${more}`}. ${ask}.`,
        { path, stopsNothing: true },
      );
    }
  },
});
