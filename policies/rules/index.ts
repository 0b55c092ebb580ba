// Generated from the files of this folder by `npm run generate`; do not edit.

import type { Rule } from "../rule/rule";
import { cryptoProfile } from "./algorithms/crypto-profile";
import { explicitCrypto } from "./algorithms/explicit-crypto";
import { ikeAggressiveMode } from "./algorithms/ike-aggressive-mode";
import { ikeDhGroup } from "./algorithms/ike-dh-group";
import { ikeEncryption } from "./algorithms/ike-encryption";
import { ikeIntegrity } from "./algorithms/ike-integrity";
import { ikeLifetime } from "./algorithms/ike-lifetime";
import { ikeVersion } from "./algorithms/ike-version";
import { ipsecEncryption } from "./algorithms/ipsec-encryption";
import { ipsecIntegrity } from "./algorithms/ipsec-integrity";
import { ipsecLifetime } from "./algorithms/ipsec-lifetime";
import { ipsecPfs } from "./algorithms/ipsec-pfs";
import { lifetimeOrder } from "./algorithms/lifetime-order";
import { pfsMatchesIkeGroup } from "./algorithms/pfs-matches-ike-group";
import { sslServerParameters } from "./algorithms/ssl-server-parameters";
import { standardLimits } from "./algorithms/standard-limits";
import { upgradeCrypto } from "./algorithms/upgrade-crypto";
import { anySelector } from "./cidrs/any-selector";
import { bgpAddressing } from "./cidrs/bgp-addressing";
import { bgpCidrUnique } from "./cidrs/bgp-cidr-unique";
import { ikev1SingleSelector } from "./cidrs/ikev1-single-selector";
import { localCidrs } from "./cidrs/local-cidrs";
import { localRemoteDisjoint } from "./cidrs/local-remote-disjoint";
import { peerOverlap } from "./cidrs/peer-overlap";
import { remoteCidrs } from "./cidrs/remote-cidrs";
import { routeCidrs } from "./cidrs/route-cidrs";
import { selectorOverlap } from "./cidrs/selector-overlap";
import { selectorsCanonical } from "./cidrs/selectors-canonical";
import { specialPurposeCidrs } from "./cidrs/special-purpose-cidrs";
import { vpcOverlap } from "./cidrs/vpc-overlap";
import { pskAge } from "./keys/psk-age";
import { pskExplicit } from "./keys/psk-explicit";
import { pskNames } from "./keys/psk-names";
import { pskStrength } from "./keys/psk-strength";
import { pskUnique } from "./keys/psk-unique";
import { bgpPrivateAsn } from "./operations/bgp-private-asn";
import { dpdEnabled } from "./operations/dpd-enabled";
import { dualTunnel } from "./operations/dual-tunnel";
import { gatewayZones } from "./operations/gateway-zones";
import { healthCheck } from "./operations/health-check";
import { ikeConfigConsistent } from "./operations/ike-config-consistent";
import { natTraversalEnabled } from "./operations/nat-traversal-enabled";
import { probeRequired } from "./operations/probe-required";
import { rolloutComplete } from "./operations/rollout-complete";
import { tunnelParity } from "./operations/tunnel-parity";
import { tunnelRoles } from "./operations/tunnel-roles";

export {
  cryptoProfile,
  explicitCrypto,
  ikeAggressiveMode,
  ikeDhGroup,
  ikeEncryption,
  ikeIntegrity,
  ikeLifetime,
  ikeVersion,
  ipsecEncryption,
  ipsecIntegrity,
  ipsecLifetime,
  ipsecPfs,
  lifetimeOrder,
  pfsMatchesIkeGroup,
  sslServerParameters,
  standardLimits,
  upgradeCrypto,
  anySelector,
  bgpAddressing,
  bgpCidrUnique,
  ikev1SingleSelector,
  localCidrs,
  localRemoteDisjoint,
  peerOverlap,
  remoteCidrs,
  routeCidrs,
  selectorOverlap,
  selectorsCanonical,
  specialPurposeCidrs,
  vpcOverlap,
  pskAge,
  pskExplicit,
  pskNames,
  pskStrength,
  pskUnique,
  bgpPrivateAsn,
  dpdEnabled,
  dualTunnel,
  gatewayZones,
  healthCheck,
  ikeConfigConsistent,
  natTraversalEnabled,
  probeRequired,
  rolloutComplete,
  tunnelParity,
  tunnelRoles,
};

export const ALGORITHM_RULES: readonly Rule[] = [
  cryptoProfile,
  explicitCrypto,
  ikeAggressiveMode,
  ikeDhGroup,
  ikeEncryption,
  ikeIntegrity,
  ikeLifetime,
  ikeVersion,
  ipsecEncryption,
  ipsecIntegrity,
  ipsecLifetime,
  ipsecPfs,
  lifetimeOrder,
  pfsMatchesIkeGroup,
  sslServerParameters,
  standardLimits,
  upgradeCrypto,
];

export const CIDR_RULES: readonly Rule[] = [
  anySelector,
  bgpAddressing,
  bgpCidrUnique,
  ikev1SingleSelector,
  localCidrs,
  localRemoteDisjoint,
  peerOverlap,
  remoteCidrs,
  routeCidrs,
  selectorOverlap,
  selectorsCanonical,
  specialPurposeCidrs,
  vpcOverlap,
];

export const KEY_RULES: readonly Rule[] = [pskAge, pskExplicit, pskNames, pskStrength, pskUnique];

export const OPERATION_RULES: readonly Rule[] = [
  bgpPrivateAsn,
  dpdEnabled,
  dualTunnel,
  gatewayZones,
  healthCheck,
  ikeConfigConsistent,
  natTraversalEnabled,
  probeRequired,
  rolloutComplete,
  tunnelParity,
  tunnelRoles,
];

export const ALL_RULES: readonly Rule[] = [...ALGORITHM_RULES, ...CIDR_RULES, ...KEY_RULES, ...OPERATION_RULES];
