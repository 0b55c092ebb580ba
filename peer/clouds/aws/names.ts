/** AWS's names for algorithms. */

import type { AlgorithmNames } from "../../renderer/spec";

const ENCRYPTION = { aes: "AES128", aes256: "AES256" };
const INTEGRITY = { sha1: "SHA1", sha256: "SHA2-256", sha384: "SHA2-384", sha512: "SHA2-512" };

export const AWS_NAMES: AlgorithmNames = {
  ikeEncryption: ENCRYPTION,
  ikeIntegrity: INTEGRITY,
  ikeGroup: { group2: "2", group14: "14" },
  espEncryption: ENCRYPTION,
  espIntegrity: INTEGRITY,
  espGroup: { group2: "2", group5: "5", group14: "14" },
};
