import { cite, describeValue, fieldsOf, integer, tunnelRule } from "pulumi-alicloud-vpn/policies";

const STANDARD = { name: "ACME network standard", version: "7", url: "https://acme.example/network-standard" };

export const shortPhase2 = tunnelRule({
  name: "acme-short-phase-2",
  title: "Short phase 2",
  description: "A tunnel must renew its traffic keys (phase 2) every hour.",
  group: "algorithms",
  severity: "medium",
  level: "mandatory",
  ...cite(STANDARD, "Section 4.2", "Traffic keys are used for an hour at most."),
  remediationSteps: "Set ipsecLifetime to 3600 or less, on the tunnel and on the peer device.",
  settings: { max: integer({ min: 600, max: 86_400 }, 3600, "The longest lifetime that is allowed, in seconds.") },
  judge(tunnel, { max }, violate) {
    const lifetime = tunnel.required("ipsecLifetime");
    if (lifetime === undefined || Number(lifetime.value) <= max) return;
    violate(
      `${describeValue(lifetime)}; allowed: ${max} at most. Set ${lifetime.property} to ${max}.`,
      fieldsOf(lifetime, `${max} at most`),
    );
  },
});
