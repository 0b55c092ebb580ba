/**
 * The sources of rules. A citation names the place in a source and what the source does there, so that a reader can
 * check it: a source that only describes something must not look as if it required it.
 */

import type { PolicyComplianceFramework } from "@pulumi/policy";

/** What a source does: "shall" and "MUST" require, "should" recommends, "should not" discourages; else it describes. */
export const VERBS = ["requires", "recommends", "discourages", "describes"] as const;
export type Verb = (typeof VERBS)[number];

/** Whether somebody of this project read the text itself, or texts about it. */
export type Evidence = "primary text" | "secondary sources";

export interface Source {
  readonly name: string;
  readonly version: string;
  /** The page of the text. */
  readonly url: string;
  /** Left out where nobody says. */
  readonly evidence?: Evidence;
}

export interface Citation {
  readonly source: Source;
  /** The section, table or control, under its own name. A place without one is described, in small letters. */
  readonly place: string;
  readonly says: Verb;
  /** What the source requires, recommends, discourages or describes there, in words of ours that follow the verb. */
  readonly what: string;
}

export const ALIBABA_API: Source = {
  name: "Alibaba Cloud VPC API",
  version: "2016-04-28",
  url: "https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifytunnelattribute-vpns",
  evidence: "primary text",
};
export const ALIBABA_DUAL_TUNNEL: Source = {
  name: "Alibaba Cloud VPN Gateway, dual-tunnel mode",
  version: "2024-12-16",
  url: "https://www.alibabacloud.com/help/en/vpn/product-overview/ipsec-vpn-connections-support-the-dual-tunnel-mode",
  evidence: "primary text",
};
export const NIST_800_53: Source = {
  name: "NIST SP 800-53",
  version: "Revision 5 (2020-09)",
  url: "https://doi.org/10.6028/NIST.SP.800-53r5",
  evidence: "primary text",
};
export const ALIBABA_SINGLE_TUNNEL: Source = {
  name: "Alibaba Cloud VPN Gateway, single-tunnel mode",
  version: "2023-08-14",
  url: "https://www.alibabacloud.com/help/en/vpn/user-guide/create-and-manage-ipsec-vpn-connections-in-single-tunnel-mode",
  evidence: "secondary sources",
};
/** The reference of the resources of @pulumi/alicloud, which are made from it. */
export const ALICLOUD_PROVIDER: Source = {
  name: "Alibaba Cloud provider of Pulumi",
  version: "3.105 (2026-07)",
  url: "https://www.pulumi.com/registry/packages/alicloud/api-docs/vpn/",
  evidence: "primary text",
};
export const NIST_800_77: Source = {
  name: "NIST SP 800-77",
  version: "Revision 1 (2020-06)",
  url: "https://doi.org/10.6028/NIST.SP.800-77r1",
  evidence: "primary text",
};

const rfc = (number: number, version: string): Source => ({
  name: `RFC ${number}`,
  version,
  url: `https://www.rfc-editor.org/rfc/rfc${number}`,
  evidence: "primary text",
});

export const RFC_1918 = rfc(1918, "1996-02");
export const RFC_4632 = rfc(4632, "2006-08");
export const RFC_6890 = rfc(6890, "2013-04");
export const RFC_6996 = rfc(6996, "2013-07");
export const RFC_7296 = rfc(7296, "2014-10");
export const RFC_8221 = rfc(8221, "2017-10");
export const RFC_8247 = rfc(8247, "2017-09");
export const RFC_9395 = rfc(9395, "2023-04");

export interface Cited {
  readonly citation: Citation;
  readonly framework: PolicyComplianceFramework;
  readonly url: string;
}

/** The metadata of a rule that rests on this place: `cite(RFC_8247, "Section 2.4", "requires", "group 14")`. */
export function cite(source: Source, place: string, says: Verb, what: string): Cited {
  const { name, version, url } = source;
  const specification = `${name} ${says} ${what}.`;
  return {
    citation: { source, place, says, what },
    framework: { name, version, reference: place, specification },
    url,
  };
}
