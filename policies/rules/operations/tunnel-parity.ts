import { ALIBABA_DUAL_TUNNEL, cite } from "../../rule/citation";
import { stackRule } from "../../rule/rule-kinds";
import { choices } from "../../rule/settings";
import { latestTunnels } from "../../subjects/latest-tunnels";
import { shortList } from "../../subjects/short-list";
import { differencesOf } from "../../subjects/tunnel";
import { CRYPTO_FIELDS } from "../../subjects/tunnel-fields";
import type { FieldName } from "../../subjects/tunnel-fields";

export const tunnelParity = stackRule({
  name: "alicloud-vpn-connection-tunnel-parity",
  title: "Equal tunnels",
  description:
    "Both tunnels of a connection should have the same algorithms, as traffic falls back to the other one at any time.",
  group: "operations",
  severity: "medium",
  level: "advisory",
  ...cite(
    ALIBABA_DUAL_TUNNEL,
    "text before the first heading",
    "describes",
    "a standby tunnel that takes over when the active tunnel fails",
  ),
  remediationSteps:
    "Give both tunnels the values of the stronger one, and change the peer device with them, one tunnel after the " +
    "other.",
  compares: CRYPTO_FIELDS,
  settings: { fields: choices(CRYPTO_FIELDS, CRYPTO_FIELDS, "The properties that must be equal.") },
  judge({ connections }, { fields }, violate) {
    const compared = CRYPTO_FIELDS.filter((field: FieldName) => fields.includes(field));
    for (const { tunnels } of connections) {
      const [first, ...rest] = latestTunnels(tunnels);
      for (const other of rest) {
        if (first === undefined) continue;
        // Two resources with one role, or without roles, may be about one tunnel. Two options of one resource are not.
        if (first.resource !== other.resource && first.tunnel.role === other.tunnel.role) continue;
        const differences = differencesOf(first.tunnel, other.tunnel, compared);
        if (differences.length === 0) continue;
        const texts = differences.map(({ text }) => text);
        violate(
          other.tunnel,
          [first.tunnel],
          ({ label, others }) => `${label} differs from ${others}: ${shortList(texts, "; ", 3)}. Make them equal.`,
          { path: differences.map(({ path }) => path).join(", ") },
        );
      }
    }
  },
});
