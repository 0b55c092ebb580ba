// The citation of each rule: the place, and what the text does there. Each line was read in the text itself.
import { PACKS } from "../../policies/assembly/packs";
import { MAPPINGS, mappingsOf } from "../../policies/presets/mappings";
import { VERBS } from "../../policies/rule/citation";
import { ALL_RULES } from "../../policies/rules";

const NIST = "NIST SP 800-77";
const DUAL = "Alibaba Cloud VPN Gateway, dual-tunnel mode";
const API = "Alibaba Cloud VPC API";

/** By rule: source, place, verb, and a word of what it says. */
const READ: Readonly<Record<string, readonly [string, string, string, string]>> = {
  "tunnel-crypto-profile": [NIST, "Table 1", "recommends", "table"],
  "tunnel-standard-limits": [API, "ModifyTunnelAttribute", "describes", "algorithms"],
  "tunnel-upgrade-crypto": [NIST, "Table 1", "recommends", "table"],
  // "implementers should carefully review the default values for each setting".
  "tunnel-explicit-crypto": [NIST, "Section 7.3, Default Settings", "recommends", "default values"],
  // "the aggressive mode should be avoided".
  "tunnel-ike-aggressive-mode": [NIST, "Section 7.2.6", "discourages", "aggressive mode"],
  "tunnel-ike-dh-group": ["RFC 8247", "Section 2.4", "requires", "MUST NOT"],
  "tunnel-ike-encryption": [NIST, "Table 1", "recommends", "AES"],
  // "HMAC-SHA-2 algorithms are recommended"; "HMAC-SHA-1 is still a NIST-approved option".
  "tunnel-ike-integrity": [NIST, "Section 7.2.3", "recommends", "still approved"],
  // The column "Recommended" has "24 hours"; "a common default setting", not a maximum.
  "tunnel-ike-lifetime": [NIST, "Table 1; Section 7.2.6", "recommends", "common default"],
  "tunnel-ike-version": ["RFC 9395", "Abstract", "recommends", "IKEv2"],
  "tunnel-ipsec-encryption": ["RFC 8221", "Section 5", "requires", "AES-CBC (MUST)"],
  "tunnel-ipsec-integrity": ["RFC 8221", "Section 6", "requires", "MUST-"],
  "tunnel-ipsec-lifetime": [NIST, "Table 1; Section 7.2.6", "recommends", "common default"],
  "tunnel-ipsec-pfs": [NIST, "Section 7.2.6", "recommends", "perfect forward secrecy"],
  // "IPsec SA lifetimes should generally be set to a few hours with IKE SA lifetimes set somewhat higher".
  "tunnel-lifetime-order": [NIST, "Section 7.2.6", "recommends", "a few hours"],
  "tunnel-pfs-matches-ike-group": [NIST, "Table 1; Section 3.9", "recommends", "or stronger"],
  // Section 7.2.6 speaks of untrusted hosts; 7.2.5 says what a packet filter is.
  "connection-any-selector": [NIST, "Section 7.2.5", "describes", "packet filter"],
  "connection-local-cidrs": [NIST, "Section 7.2.5", "describes", "packet filter"],
  "connection-remote-cidrs": [NIST, "Section 7.2.5", "describes", "packet filter"],
  "connection-ikev1-single-selector": [API, "ModifyIkeV1WithMultiRoutes", "requires", "IKEv2"],
  "connection-local-remote-disjoint": ["RFC 1918", "Section 3", "describes", "unique"],
  "connection-selector-overlap": [API, "TrafficSelectorOverlap", "requires", "do not overlap"],
  "connection-selectors-canonical": ["RFC 4632", "Section 3.1", "describes", "prefix length"],
  "connection-special-purpose-cidrs": ["RFC 6890", "Section 2.2.2", "describes", "special purposes"],
  "tunnel-bgp-addressing": [API, "TunnelCidr and LocalBgpIp", "requires", "/30"],
  "tunnel-bgp-cidr-unique": [API, "TunnelCidr", "requires", "unique"],
  // "PSKs should only be used [...] with at least 112 bits of entropy".
  "tunnel-psk-age": [NIST, "Section 7.2.2.1", "recommends", "periodically"],
  "tunnel-psk-names": [NIST, "Section 3.3.4", "describes", "made of words"],
  "tunnel-psk-explicit": [NIST, "Section 7.2.2", "recommends", "112 bits"],
  "tunnel-psk-strength": [NIST, "Sections 7.2.2 and 3.3.4", "recommends", "112 bits"],
  // "NIST discourages the use of a PSK for more than two entities".
  "tunnel-psk-unique": [NIST, "Section 7.2.2.1", "discourages", "more than two entities"],
  "tunnel-bgp-private-asn": ["RFC 6996", "IANA Considerations", "describes", "private use"],
  "tunnel-dpd-enabled": [NIST, "Section 7.3.1, DPD", "describes", "dead peer detection"],
  "connection-ike-config-consistent": [API, "DifferentIkeConfigs", "requires", "same pre-shared key"],
  "tunnel-nat-traversal-enabled": ["RFC 7296", "Section 2.23", "describes", "UDP"],
  "tunnel-probe-required": [API, "DescribeVpnConnections", "describes", "BgpStatus"],
  "connection-rollout-complete": [API, "TunnelId", "describes", "one tunnel"],
  // Not NIST's Section 7.2.3, which speaks of screens of a product.
  "connection-tunnel-parity": ["Alibaba Cloud VPN Gateway", "text before the first heading", "describes", "takes over"],
  "connection-dual-tunnel": [DUAL, "text before the first heading", "describes", "takes over"],
  "connection-tunnel-roles": [DUAL, "text before the first heading", "describes", "a standby tunnel"],
  "gateway-zones": [DUAL, "text before the first heading", "describes", "different zones"],
  "connection-health-check": ["Alibaba Cloud VPN Gateway, single-tunnel", "Health Check", "describes", "health check"],
  "connection-peer-overlap": ["RFC 1918", "Section 3", "describes", "unique"],
  "connection-vpc-overlap": ["RFC 1918", "Section 3", "describes", "unique"],
  "route-cidrs": [NIST, "Section 7.2.5", "describes", "packet filter"],
  "ssl-server-parameters": [
    "Alibaba Cloud provider of Pulumi",
    "SslVpnServer, cipher",
    "describes",
    "none as a cipher",
  ],
  "types-not-judged": ["Alibaba Cloud provider of Pulumi", "vpn, Resources", "describes", "further types"],
  // "Develop a plan of action and milestones"; "Update existing plan of action and milestones".
  exemptions: ["NIST SP 800-53", "CA-5", "requires", "kept up to date"],
  "not-judged": [API, "ModifyTunnelAttribute", "describes", "left out"],
  "not-known": [API, "ModifyTunnelAttribute", "describes", "left out"],
};

const short = (name: string): string => name.replace("alicloud-vpn-", "");

describe("the citation of a rule", () => {
  it("has been read for every rule", () => {
    expect(PACKS.policies.map(({ name }) => short(name)).sort()).toEqual(Object.keys(READ).sort());
  });

  it.each(PACKS.policies.map((rule) => [short(rule.name), rule] as const))("%s carries its rule", (name, rule) => {
    const [source, place, says, word] = READ[name] ?? ["", "", "", ""];
    const { citation, framework } = rule;
    expect(citation).toMatchObject({
      source: { name: expect.stringContaining(source) },
      place: expect.stringContaining(place),
      says,
      what: expect.stringContaining(word),
    });
    expect(VERBS).toContain(says);
    expect(["primary text", "secondary sources"]).toContain(citation.source.evidence);
    // What Pulumi shows has the verb of the text, and does not make more of it.
    expect(framework.specification).toBe(`${citation.source.name} ${says} ${citation.what}.`);
    expect(framework.reference).toBe(citation.place);
  });
});

describe("the controls of wider frameworks", () => {
  it("name rules that there are, and pages", () => {
    const names = ALL_RULES.map((rule) => short(rule.name));
    for (const { rules, url, tag } of MAPPINGS) {
      expect(rules.filter((rule) => !names.includes(rule))).toEqual([]);
      expect(new Set(rules).size).toBe(rules.length);
      expect(new URL(url).pathname.length).toBeGreaterThan(1);
      expect(tag).toMatch(/^[a-z0-9.-]+:[A-Za-z0-9.-]+$/);
    }
    expect(new Set(MAPPINGS.map(({ tag }) => tag)).size).toBe(MAPPINGS.length);
  });

  it("are found by a rule", () => {
    expect(mappingsOf("alicloud-vpn-tunnel-ipsec-encryption").map(({ tag }) => tag)).toEqual([
      "nist-sp800-53r5:SC-8",
      "nist-sp800-53r5:SC-13",
      "iso-27001-2022:A.8.24",
      "mlps-2.0-level-3:8.1.2.2",
      "alibaba-cloud-config:vpn-ipsec-connection-encrypt-enable",
    ]);
    expect(mappingsOf("alicloud-vpn-connection-rollout-complete")).toEqual([]);
  });
});
