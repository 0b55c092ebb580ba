import { ASN_RANGE, CREATION_DEFAULTS } from "../../../ipsec/algorithms";
import { RFC_6996, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { integerList } from "../../rule/settings";
import { describeValue, fieldsOf } from "../../subjects/tunnel";

const PRIVATE_RANGES = [
  { min: 64_512, max: 65_534 },
  { min: 4_200_000_000, max: 4_294_967_294 },
] as const;

export const bgpPrivateAsn = tunnelRule({
  name: "alicloud-vpn-tunnel-bgp-private-asn",
  title: "Private autonomous system number",
  description: "A tunnel's own BGP number should be one for private use that is not Alibaba Cloud's default.",
  group: "operations",
  severity: "low",
  level: "advisory",
  ...cite(
    RFC_6996,
    "IANA Considerations",
    "describes",
    "64512 to 65534 and 4200000000 to 4294967294 as numbers for private use",
  ),
  remediationSteps:
    "Set localAsn to a private number that no other network of yours has, and tell the peer device about it.",
  settings: {
    allow: integerList(ASN_RANGE, [], "Numbers that are allowed besides those for private use."),
    deny: integerList(ASN_RANGE, [CREATION_DEFAULTS.localAsn], "Numbers that are not allowed."),
  },
  judge(tunnel, { allow, deny }, violate) {
    const value = tunnel.optional("localAsn");
    if (value === undefined) return;
    const asn = Number(value.value);
    const isPrivate = PRIVATE_RANGES.some(({ min, max }) => asn >= min && asn <= max);
    if ((isPrivate || allow.includes(asn)) && !deny.includes(asn)) return;
    const ranges = [...PRIVATE_RANGES.map(({ min, max }) => `${min} to ${max}`), ...allow].join(", ");
    const allowed = `${ranges}, except ${deny.join(", ")}`;
    violate(
      `${describeValue(value)}; allowed: ${allowed}. Set ${value.property} to a private number.`,
      fieldsOf(value, allowed),
    );
  },
});
