/** Azure's names for algorithms. */

import type { AlgorithmNames } from "../../renderer/spec";

const AES = { aes: "AES128", aes192: "AES192", aes256: "AES256" };
const INTEGRITY = { md5: "MD5", sha1: "SHA1", sha256: "SHA256" };

export const AZURE_NAMES: AlgorithmNames = {
  ikeEncryption: AES,
  ikeIntegrity: { ...INTEGRITY, sha384: "SHA384" },
  ikeGroup: { group1: "DHGroup1", group2: "DHGroup2", group14: "DHGroup14" },
  espEncryption: { ...AES, des: "DES", "3des": "DES3" },
  espIntegrity: INTEGRITY,
  espGroup: { group1: "PFS1", group2: "PFS2", group14: "PFS2048" },
};
