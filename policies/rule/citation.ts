/** The sources of rules. A citation names the place in a source, so that a reader can check it. */

import type { PolicyComplianceFramework } from "@pulumi/policy";

export interface Source {
  readonly name: string;
  readonly version: string;
  readonly url: string;
}

export const ALIBABA_API: Source = {
  name: "Alibaba Cloud VPC API",
  version: "2016-04-28",
  url: "https://www.alibabacloud.com/help/en/vpn/developer-reference/api-vpc-2016-04-28-modifytunnelattribute-vpns",
};
export const NIST_800_53: Source = {
  name: "NIST SP 800-53",
  version: "Revision 5 (2020-09)",
  url: "https://doi.org/10.6028/NIST.SP.800-53r5",
};
export const ALIBABA_DUAL_TUNNEL: Source = {
  name: "Alibaba Cloud VPN Gateway, dual-tunnel mode",
  version: "2024-12-16",
  url: "https://www.alibabacloud.com/help/en/vpn/product-overview/ipsec-vpn-connections-support-the-dual-tunnel-mode",
};
export const ALIBABA_SINGLE_TUNNEL: Source = {
  name: "Alibaba Cloud VPN Gateway, single-tunnel mode",
  version: "2023-08-14",
  url: "https://www.alibabacloud.com/help/en/vpn/user-guide/create-and-manage-ipsec-vpn-connections-in-single-tunnel-mode",
};
/** The reference of the resources of @pulumi/alicloud, which are made from it. */
export const ALICLOUD_PROVIDER: Source = {
  name: "alicloud provider",
  version: "3.105 (2026-07)",
  url: "https://www.pulumi.com/registry/packages/alicloud/api-docs/vpn/",
};
export const NIST_800_77: Source = {
  name: "NIST SP 800-77",
  version: "Revision 1 (2020-06)",
  url: "https://doi.org/10.6028/NIST.SP.800-77r1",
};

const rfc = (number: number, version: string): Source => ({
  name: `RFC ${number}`,
  version,
  url: `https://www.rfc-editor.org/rfc/rfc${number}`,
});

export const RFC_1918 = rfc(1918, "1996-02");
export const RFC_4632 = rfc(4632, "2006-08");
export const RFC_6890 = rfc(6890, "2013-04");
export const RFC_6996 = rfc(6996, "2013-07");
export const RFC_7296 = rfc(7296, "2014-10");
export const RFC_8221 = rfc(8221, "2017-10");
export const RFC_8247 = rfc(8247, "2017-09");
export const RFC_9395 = rfc(9395, "2023-04");

/** `specification` says in a sentence of ours what the source asks for. */
export function cite(
  source: Source,
  reference: string,
  specification: string,
): { framework: PolicyComplianceFramework; url: string } {
  return { framework: { name: source.name, version: source.version, reference, specification }, url: source.url };
}
