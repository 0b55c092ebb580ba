/** Every rule, by group. Each one is exported alone as well, for a pack that takes only some. */

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
import { anySelector } from "./cidrs/any-selector";
import { bgpAddressing } from "./cidrs/bgp-addressing";
import { localCidrs } from "./cidrs/local-cidrs";
import { remoteCidrs } from "./cidrs/remote-cidrs";
import { selectorsCanonical } from "./cidrs/selectors-canonical";
import { specialPurposeCidrs } from "./cidrs/special-purpose-cidrs";
import { pskStrength } from "./keys/psk-strength";
import type { Rule } from "./rule/rule";

export const ALGORITHM_RULES = [
  ikeVersion,
  ikeAggressiveMode,
  ikeEncryption,
  ikeIntegrity,
  ikeDhGroup,
  ikeLifetime,
  ipsecEncryption,
  ipsecIntegrity,
  ipsecPfs,
  ipsecLifetime,
  explicitCrypto,
] as const satisfies readonly Rule[];

export const CIDR_RULES = [
  bgpAddressing,
  selectorsCanonical,
  anySelector,
  remoteCidrs,
  localCidrs,
  specialPurposeCidrs,
] as const satisfies readonly Rule[];

export const KEY_RULES = [pskStrength] as const satisfies readonly Rule[];

export const ALL_RULES: readonly Rule[] = [...ALGORITHM_RULES, ...CIDR_RULES, ...KEY_RULES];
