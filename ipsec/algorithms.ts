/** The API's enumerations in the API's own spelling, and facts about each value. */

export const IKE_VERSIONS = ["ikev1", "ikev2"] as const;
export const IKE_MODES = ["main", "aggressive"] as const;
export const ENCRYPTION_ALGORITHMS = ["aes", "aes192", "aes256", "des", "3des"] as const;
export const INTEGRITY_ALGORITHMS = ["md5", "sha1", "sha256", "sha384", "sha512"] as const;
export const IKE_DH_GROUPS = ["group1", "group2", "group5", "group14"] as const;
export const IPSEC_PFS_GROUPS = ["disabled", "group1", "group2", "group5", "group14"] as const;

export type IkeVersion = (typeof IKE_VERSIONS)[number];
export type IkeMode = (typeof IKE_MODES)[number];
export type EncryptionAlgorithm = (typeof ENCRYPTION_ALGORITHMS)[number];
export type IntegrityAlgorithm = (typeof INTEGRITY_ALGORITHMS)[number];
export type IkeDhGroup = (typeof IKE_DH_GROUPS)[number];
export type IpsecPfsGroup = (typeof IPSEC_PFS_GROUPS)[number];

/** IkeLifetime and IpsecLifetime, in seconds. The API accepts 0 and does not document its meaning. */
export const LIFETIME_RANGE = { min: 0, max: 86_400 } as const;

/** LocalAsn. */
export const ASN_RANGE = { min: 1, max: 4_294_967_295 } as const;

/** The API's `aes` is AES with a 128-bit key. All of these run in CBC mode. */
export const ENCRYPTION_FACTS: Readonly<
  Record<EncryptionAlgorithm, { keyBits: number; strengthBits: number; name: string }>
> = {
  aes: { keyBits: 128, strengthBits: 128, name: "AES-128-CBC" },
  aes192: { keyBits: 192, strengthBits: 192, name: "AES-192-CBC" },
  aes256: { keyBits: 256, strengthBits: 256, name: "AES-256-CBC" },
  des: { keyBits: 56, strengthBits: 56, name: "DES-CBC" },
  // Three 56-bit keys have a strength of 112 bits, because of the meet-in-the-middle attack.
  "3des": { keyBits: 168, strengthBits: 112, name: "3DES-CBC" },
};

/** Truncated lengths are those of HMAC in ESP and IKE (RFC 2403, 2404, 4868). */
export const INTEGRITY_FACTS: Readonly<
  Record<IntegrityAlgorithm, { digestBits: number; truncatedBits: number; name: string }>
> = {
  md5: { digestBits: 128, truncatedBits: 96, name: "HMAC-MD5-96" },
  sha1: { digestBits: 160, truncatedBits: 96, name: "HMAC-SHA1-96" },
  sha256: { digestBits: 256, truncatedBits: 128, name: "HMAC-SHA2-256-128" },
  sha384: { digestBits: 384, truncatedBits: 192, name: "HMAC-SHA2-384-192" },
  sha512: { digestBits: 512, truncatedBits: 256, name: "HMAC-SHA2-512-256" },
};

/** All groups the API knows are finite-field (MODP); it offers no elliptic curve and none above 2048 bits. */
export const DH_GROUP_FACTS: Readonly<
  Record<IkeDhGroup, { number: number; modulusBits: number; strengthBits: number; name: string }>
> = {
  group1: { number: 1, modulusBits: 768, strengthBits: 64, name: "MODP-768" },
  group2: { number: 2, modulusBits: 1024, strengthBits: 80, name: "MODP-1024" },
  group5: { number: 5, modulusBits: 1536, strengthBits: 96, name: "MODP-1536" },
  group14: { number: 14, modulusBits: 2048, strengthBits: 112, name: "MODP-2048" },
};

/** ShangMi gateways (China site) use these; the reference does not list them among the values of a tunnel. */
export const SHANGMI_ENCRYPTION = "sm4";
export const SHANGMI_INTEGRITY = "sm3";

/** What a tunnel of a ShangMi gateway has: IKEv1 in main mode, and certificates instead of a pre-shared key. */
export const SHANGMI_VALUES: Readonly<Record<string, string>> = {
  ikeVersion: "ikev1",
  ikeMode: "main",
  ikeEncAlg: SHANGMI_ENCRYPTION,
  ikeAuthAlg: SHANGMI_INTEGRITY,
  ipsecEncAlg: SHANGMI_ENCRYPTION,
  ipsecAuthAlg: SHANGMI_INTEGRITY,
};

/** Whether a value is an algorithm that only ShangMi gateways have. */
export const isShangMiAlgorithm = (value: unknown): boolean =>
  value === SHANGMI_ENCRYPTION || value === SHANGMI_INTEGRITY;

/**
 * The values that CreateVpnConnection uses for omitted fields. They are weaker than the values that people write down.
 * ModifyTunnelAttribute documents no defaults: there, an omitted field keeps the value in force.
 */
export const CREATION_DEFAULTS = {
  enableDpd: true,
  enableNatTraversal: true,
  ikeVersion: "ikev1",
  ikeMode: "main",
  ikeEncAlg: "aes",
  ikeAuthAlg: "md5",
  ikePfs: "group2",
  ikeLifetime: 86_400,
  ipsecEncAlg: "aes",
  ipsecAuthAlg: "md5",
  ipsecPfs: "group2",
  ipsecLifetime: 86_400,
  localAsn: 45_104,
} as const;

/**
 * The same for an IPsec server, which is for clients instead of a device.
 * Source: the reference of alicloud_vpn_ipsec_server, ike_config and ipsec_config.
 */
export const IPSEC_SERVER_DEFAULTS = {
  ikeVersion: "ikev2",
  ikeMode: "main",
  ikeEncAlg: "aes",
  ikeAuthAlg: "sha1",
  ikePfs: "group2",
  ikeLifetime: 86_400,
  ipsecEncAlg: "aes",
  ipsecAuthAlg: "sha1",
  ipsecPfs: "group2",
  ipsecLifetime: 86_400,
} as const;

/** The length of a key that the API generates. */
export const GENERATED_PSK_LENGTH = 16;

/** Whether a text is one of these values. It narrows the text's type. */
export function isOneOf<const T extends readonly string[]>(values: T, text: string): text is T[number] {
  return values.includes(text);
}
