/** Names of algorithms that several kinds of device use. */

import type { AlgorithmNames } from "./spec";

/** Encryption names with the key's bits: `aes128`. */
export const ENCRYPTION_WITH_BITS = { aes: "aes128", aes192: "aes192", aes256: "aes256", "3des": "3des" };

/** Encryption names with the mode and the key's bits: `aes-128-cbc`. */
export const ENCRYPTION_WITH_MODE = {
  aes: "aes-128-cbc",
  aes192: "aes-192-cbc",
  aes256: "aes-256-cbc",
  des: "des-cbc",
  "3des": "3des-cbc",
};

/** The API's own names of the integrity algorithms. */
export const INTEGRITY = { md5: "md5", sha1: "sha1", sha256: "sha256", sha384: "sha384", sha512: "sha512" };

/** The API's own names of the Diffie-Hellman groups. */
export const GROUPS = { group1: "group1", group2: "group2", group5: "group5", group14: "group14" };
export const DH_GROUPS = { group1: "dh-group1", group2: "dh-group2", group5: "dh-group5", group14: "dh-group14" };
export const GROUP_NUMBERS = { group1: "1", group2: "2", group5: "5", group14: "14" };
export const MODP_GROUPS = { group1: "modp768", group2: "modp1024", group5: "modp1536", group14: "modp2048" };

/** The names of a device that calls an algorithm the same in both phases. */
export function sameInBothPhases(names: {
  readonly encryption: AlgorithmNames["ikeEncryption"];
  readonly integrity: AlgorithmNames["ikeIntegrity"];
  readonly group: AlgorithmNames["ikeGroup"];
}): AlgorithmNames {
  const { encryption, integrity, group } = names;
  return {
    ikeEncryption: encryption,
    ikeIntegrity: integrity,
    ikeGroup: group,
    espEncryption: encryption,
    espIntegrity: integrity,
    espGroup: group,
  };
}
