import {
  DH_GROUP_FACTS,
  ENCRYPTION_ALGORITHMS,
  ENCRYPTION_FACTS,
  IKE_DH_GROUPS,
  INTEGRITY_ALGORITHMS,
  INTEGRITY_FACTS,
  isOneOf,
} from "../../../ipsec/algorithms";
import { presetById } from "../../presets";
import { acceptedBy, boundsBy, faultsOf } from "../../presets/preset";
import type { JudgedField, Preset } from "../../presets/preset";
import { NIST_800_77, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { flag } from "../../rule/settings";
import { PROFILE_SETTINGS, faultyValues } from "../../templates/crypto-profile";

export const upgradeCrypto = tunnelRule({
  name: "alicloud-vpn-tunnel-upgrade-crypto",
  title: "Proposal of stronger values",
  description:
    "A tunnel's values should be raised to what a standard accepts; this proposes the edited declaration and the " +
    "change of the peer device, and changes nothing.",
  group: "algorithms",
  severity: "low",
  level: "advisory",
  ...cite(
    NIST_800_77,
    "Table 1",
    "recommends",
    "the algorithms and lifetimes of its table; the rule can be configured with other standards",
  ),
  remediationSteps:
    "Edit the declaration as proposed, change the peer device at the same time, and change one tunnel after the other.",
  settings: {
    propose: flag(
      false,
      "Whether to propose values; off unless a team asks for it, as other rules name the same values.",
    ),
    ...PROFILE_SETTINGS,
  },
  judge(tunnel, { propose, profile, strict }, violate) {
    if (!propose || tunnel.isShangMi) return;
    const preset = presetById(profile);
    const proposals = faultyValues(tunnel, preset, strict).flatMap(({ field, value }) => {
      const inForce = tunnel.inForce(field);
      const isInForce = inForce !== undefined && faultsOf(preset, { [field]: inForce }, strict).length === 0;
      const proposed = isInForce ? inForce : strongest(preset, field, strict);
      return proposed === undefined ? [] : [{ field, value, proposed, isInForce }];
    });
    if (proposals.length === 0) return;
    const edits = proposals.map(({ value, proposed }) => `${value.property}: ${literal(proposed)}`).join(", ");
    const peer = proposals
      .filter(({ field, isInForce }) => !isInForce && field !== "ikeLifetime" && field !== "ipsecLifetime")
      .map(({ field, proposed }) => `${PEER_WORDS[field]} ${nameOf(String(proposed))}`);
    const change =
      peer.length === 0
        ? "Nothing changes on the peer device."
        : `On the peer device: ${peer.join(", ")}. Change one tunnel, and the other when it carries traffic again.`;
    violate(`Declare ${edits} to meet ${preset.name}. ${change}`, {
      path: proposals.map(({ value }) => value.property).join(", "),
      allowed: proposals.map(({ proposed }) => String(proposed)).join(", "),
    });
  },
});

/** The strongest of the accepted values: the lists of presets are written from weak to strong. */
function strongest(preset: Preset, field: JudgedField, strict: boolean): string | number | undefined {
  if (field === "ikeLifetime" || field === "ipsecLifetime") return boundsBy(preset, field, strict)?.max;
  return acceptedBy(preset, field, true)?.values.at(-1);
}

const literal = (value: string | number): string =>
  typeof value === "number" || /^\d+$/.test(value) ? String(value) : JSON.stringify(value);

const PEER_WORDS: Readonly<Record<JudgedField, string>> = {
  ikeVersion: "the version",
  ikeMode: "the mode of IKE",
  ikeEncAlg: "encryption of IKE (phase 1)",
  ikeAuthAlg: "integrity of IKE (phase 1)",
  ikePfs: "the group of IKE (phase 1)",
  ikeLifetime: "the lifetime of IKE (phase 1)",
  ipsecEncAlg: "encryption of IPsec (phase 2)",
  ipsecAuthAlg: "integrity of IPsec (phase 2)",
  ipsecPfs: "perfect forward secrecy (phase 2)",
  ipsecLifetime: "the lifetime of IPsec (phase 2)",
};

/** The value as devices call it. */
function nameOf(value: string): string {
  if (isOneOf(ENCRYPTION_ALGORITHMS, value)) return ENCRYPTION_FACTS[value].name;
  if (isOneOf(INTEGRITY_ALGORITHMS, value)) return INTEGRITY_FACTS[value].name;
  if (isOneOf(IKE_DH_GROUPS, value)) return `group ${DH_GROUP_FACTS[value].number} (${DH_GROUP_FACTS[value].name})`;
  return value;
}
