/**
 * The controls of wider frameworks that a rule serves. They name no algorithms, so they give no values to rules: they
 * are tags of the rules, and a table for an auditor.
 */

import type { Evidence } from "../rule/citation";

export interface Mapping {
  /** The tag, such as `nist-sp800-53r5:SC-8`. */
  readonly tag: string;
  readonly framework: string;
  readonly control: string;
  readonly title: string;
  readonly url: string;
  readonly evidence: Evidence;
  /** The names of the rules without the prefix `alicloud-vpn-`. */
  readonly rules: readonly string[];
}

/** What protects traffic between two networks. */
const PROTECTION = [
  "tunnel-ike-version",
  "tunnel-ike-aggressive-mode",
  "tunnel-ike-encryption",
  "tunnel-ike-integrity",
  "tunnel-ike-dh-group",
  "tunnel-ipsec-encryption",
  "tunnel-ipsec-integrity",
  "tunnel-ipsec-pfs",
] as const;
const LIFETIMES = ["tunnel-ike-lifetime", "tunnel-ipsec-lifetime", "tunnel-lifetime-order"] as const;
const KEYS = ["tunnel-psk-strength", "tunnel-psk-explicit", "tunnel-psk-unique"] as const;
const STANDARDS = ["tunnel-crypto-profile", "tunnel-explicit-crypto", "tunnel-pfs-matches-ike-group"] as const;
const NETWORKS = [
  "connection-any-selector",
  "connection-local-cidrs",
  "connection-remote-cidrs",
  "connection-special-purpose-cidrs",
] as const;

const NIST_800_53 = "NIST SP 800-53 Revision 5";
const ISO_27001 = "ISO/IEC 27001:2022, Annex A";
const MLPS = "MLPS 2.0 (GB/T 22239-2019), level 3";
const CLOUD_CONFIG = "Alibaba Cloud Config, managed rules";

export const MAPPINGS: readonly Mapping[] = [
  {
    tag: "nist-sp800-53r5:SC-8",
    framework: NIST_800_53,
    control: "SC-8",
    title: "Transmission Confidentiality and Integrity",
    url: "https://csf.tools/reference/nist-sp-800-53/r5/sc/sc-8/",
    evidence: "primary text",
    rules: [...PROTECTION, ...STANDARDS],
  },
  {
    tag: "nist-sp800-53r5:SC-13",
    framework: NIST_800_53,
    control: "SC-13",
    title: "Cryptographic Protection",
    url: "https://csf.tools/reference/nist-sp-800-53/r5/sc/sc-13/",
    evidence: "primary text",
    rules: [...PROTECTION, ...LIFETIMES, ...STANDARDS, ...KEYS],
  },
  {
    tag: "iso-27001-2022:A.8.24",
    framework: ISO_27001,
    control: "A.8.24",
    title: "Use of cryptography, key management included",
    url: "https://www.isms.online/iso-27001/annex-a/8-24-use-of-cryptography-2022",
    evidence: "secondary sources",
    rules: [...PROTECTION, ...LIFETIMES, ...STANDARDS, ...KEYS],
  },
  {
    tag: "iso-27001-2022:A.8.21",
    framework: ISO_27001,
    control: "A.8.21",
    title: "Security of network services",
    url: "https://www.iso.org/standard/27001",
    evidence: "secondary sources",
    rules: NETWORKS,
  },
  {
    tag: "mlps-2.0-level-3:8.1.2.2",
    framework: MLPS,
    control: "8.1.2.2",
    title: "Transmission: integrity and confidentiality by cryptographic means",
    url: "https://www.chinesestandard.net/PDF/English.aspx/GBT22239-2019",
    evidence: "secondary sources",
    rules: [...PROTECTION, ...STANDARDS],
  },
  {
    tag: "alibaba-cloud-config:vpn-ipsec-connection-encrypt-enable",
    framework: CLOUD_CONFIG,
    control: "vpn-ipsec-connection-encrypt-enable",
    title: "The encryption algorithm for the VPN connection is not None",
    url: "https://www.alibabacloud.com/help/en/cloud-config/latest/vpn-ipsec-connection-encrypt-enable",
    evidence: "primary text",
    rules: ["tunnel-ipsec-encryption"],
  },
];

/** The controls that a rule serves. */
export function mappingsOf(rule: string): readonly Mapping[] {
  return MAPPINGS.filter(({ rules }) => rules.some((name) => rule === `alicloud-vpn-${name}`));
}
