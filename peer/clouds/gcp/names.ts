/** Google Cloud's names for algorithms. */

import type { AlgorithmNames } from "../../renderer/spec";

const AES = { aes: "AES-CBC-128", aes192: "AES-CBC-192", aes256: "AES-CBC-256" };
const SHARED_INTEGRITY = { sha1: "HMAC-SHA1-96", sha256: "HMAC-SHA2-256-128", sha512: "HMAC-SHA2-512-256" };
const GROUPS = { group2: "Group-2", group5: "Group-5", group14: "Group-14" };

export const GCP_NAMES: AlgorithmNames = {
  ikeEncryption: { ...AES, "3des": "3DES-CBC" },
  ikeIntegrity: { ...SHARED_INTEGRITY, md5: "HMAC-MD5-96", sha384: "HMAC-SHA2-384-192" },
  ikeGroup: GROUPS,
  espEncryption: AES,
  espIntegrity: SHARED_INTEGRITY,
  espGroup: GROUPS,
};

/** The pseudo-random function that goes with an integrity, as on Alibaba Cloud. */
export const PSEUDO_RANDOM_FUNCTIONS = {
  md5: "PRF-HMAC-MD5",
  sha1: "PRF-HMAC-SHA1",
  sha256: "PRF-HMAC-SHA2-256",
  sha384: "PRF-HMAC-SHA2-384",
  sha512: "PRF-HMAC-SHA2-512",
} as const;
