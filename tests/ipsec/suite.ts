import type { Association } from "./charon";
import type { Combination } from "./combinations";
import type { Section } from "./raw-answer";

/** The IANA-like names in which strongSwan reports what was negotiated, for the API's words. */
const CIPHERS: Readonly<Record<string, string>> = {
  aes: "AES_CBC-128",
  aes192: "AES_CBC-192",
  aes256: "AES_CBC-256",
  des: "DES_CBC",
  "3des": "3DES_CBC",
};
const HASHES: Readonly<Record<string, string>> = {
  md5: "HMAC_MD5_96",
  sha1: "HMAC_SHA1_96",
  sha256: "HMAC_SHA2_256_128",
  sha384: "HMAC_SHA2_384_192",
  sha512: "HMAC_SHA2_512_256",
};
const GROUPS: Readonly<Record<string, string>> = {
  group1: "MODP_768",
  group2: "MODP_1024",
  group5: "MODP_1536",
  group14: "MODP_2048",
};

/** What was declared, and what the daemon says that it negotiated, in the same words. */
export interface Suite {
  readonly version: string | undefined;
  readonly ike: string;
  readonly esp: string;
  readonly ids: string;
}

const text = (section: Section, key: string): string => {
  const value = section[key];
  return typeof value === "string" ? value : "";
};

const cipher = (section: Section): string =>
  [text(section, "encr-alg"), text(section, "encr-keysize")].filter((part) => part !== "").join("-");

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join(" ");

/** `child`: the CHILD SA whose own key exchange counts. */
export function negotiated({ ike, child }: Association): Suite {
  return {
    version: text(ike, "version"),
    ike: joined(cipher(ike), text(ike, "integ-alg"), text(ike, "dh-group")),
    esp: joined(cipher(child), text(child, "integ-alg"), text(child, "dh-group")),
    ids: joined(text(ike, "local-id"), text(ike, "remote-id")),
  };
}

/** The same for what both sides were told; the ids as the device sees them. */
export function declared({ ike, ipsec }: Combination, ids: readonly [string, string]): Suite {
  return {
    version: ike.IkeVersion === "ikev1" ? "1" : "2",
    ike: joined(CIPHERS[String(ike.IkeEncAlg)], HASHES[String(ike.IkeAuthAlg)], GROUPS[String(ike.IkePfs)]),
    esp: joined(CIPHERS[String(ipsec.IpsecEncAlg)], HASHES[String(ipsec.IpsecAuthAlg)], GROUPS[String(ipsec.IpsecPfs)]),
    ids: joined(...ids),
  };
}
