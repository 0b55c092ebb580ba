/** The standards that a tunnel of Alibaba Cloud can meet. */

import type { Preset } from "./preset";
import { AES, SHA2, SHA384_UP, recommends, requires } from "./values";

export const IETF: Preset = {
  id: "ietf",
  name: "IETF",
  title: "IETF algorithm requirements for IKEv2 and ESP",
  edition: "RFC 8247, RFC 8221 and RFC 9395",
  url: "https://www.rfc-editor.org/rfc/rfc8247",
  evidence: "primary text",
  named: {
    ikeVersion: recommends(["ikev2"], "RFC 9395, Abstract"),
    ikeEncAlg: requires(["aes", "aes256"], "RFC 8247, Section 2.1", ["aes192"]),
    ikeAuthAlg: requires(SHA2, "RFC 8247, Sections 2.2 and 2.3", ["sha1"]),
    ikePfs: requires(["group14"], "RFC 8247, Section 2.4"),
    ipsecEncAlg: requires(["aes", "aes256"], "RFC 8221, Section 5", ["aes192"]),
    ipsecAuthAlg: requires(SHA2, "RFC 8221, Section 6", ["sha1"]),
    ipsecPfs: requires(["disabled", "group14"], "RFC 8247, Section 2.4"),
  },
  lifetimes: {},
  pskBits: { min: 128, says: "recommends", cite: "RFC 7296, Section 2.15" },
  blockers: [],
  limits: [
    "The RFCs say what programs must implement, not what operators must use; this preset is derived from them. " +
      "What an RFC calls MAY or MUST- counts as discouraged.",
    "RFC 7296 asks for a key as random as the strongest key negotiated; " +
      "with aes256 that is 256 bits, and 128 are checked.",
  ],
};

export const NIST_SP_800_77R1: Preset = {
  id: "nist-sp800-77r1",
  name: "NIST SP 800-77r1",
  title: "NIST SP 800-77, Guide to IPsec VPNs",
  edition: "Revision 1, June 2020",
  url: "https://doi.org/10.6028/NIST.SP.800-77r1",
  evidence: "primary text",
  named: {
    ikeVersion: recommends(["ikev2"], "Table 1; Sections 3.11 and 7.2.6"),
    ikeEncAlg: recommends(AES, "Table 1"),
    ikeAuthAlg: recommends(SHA2, "Table 1; Section 7.2.3", ["sha1"]),
    ikePfs: requires(["group14"], "Table 1; Sections 7.2.3 and 7.2.4.2"),
    ipsecEncAlg: recommends(AES, "Table 1"),
    ipsecAuthAlg: recommends(SHA2, "Table 1; Section 7.2.3", ["sha1"]),
    ipsecPfs: recommends(["group14"], "Table 1; Section 7.2.6"),
  },
  lifetimes: {
    ikeLifetime: { max: 86_400, says: "recommends", cite: "Table 1; Section 7.2.6" },
    ipsecLifetime: { max: 28_800, says: "recommends", cite: "Table 1; Section 7.2.6" },
  },
  pskBits: { min: 112, recommended: 128, says: "recommends", cite: "Sections 7.2.2 and 3.3.4" },
  blockers: [],
  limits: [
    "Whether the implementations are FIPS-validated cannot be seen from here.",
    "Table 1 recommends signatures; pre-shared keys are for gateways of different administrations (Section 7.2.2).",
    "Section 7.2.3 calls HMAC-SHA-1 still approved, and Section 4.1.4 no longer approved.",
  ],
};

export const NIST_SP_800_131AR2: Preset = {
  id: "nist-sp800-131ar2",
  name: "NIST SP 800-131Ar2",
  title: "NIST SP 800-131A, Transitioning the Use of Cryptographic Algorithms and Key Lengths",
  edition: "Revision 2, March 2019",
  url: "https://doi.org/10.6028/NIST.SP.800-131Ar2",
  evidence: "secondary sources",
  named: {
    ikeEncAlg: requires(AES, "Table 1 (three-key TDEA disallowed after 2023)"),
    ikeAuthAlg: requires(SHA2, "HMAC; the draft of Revision 3 retires SHA-1", ["sha1"]),
    ikePfs: requires(["group14"], "Diffie-Hellman below 112 bits disallowed"),
    ipsecEncAlg: requires(AES, "Table 1 (three-key TDEA disallowed after 2023)"),
    ipsecAuthAlg: requires(SHA2, "HMAC; the draft of Revision 3 retires SHA-1", ["sha1"]),
    ipsecPfs: requires(["disabled", "group14"], "Diffie-Hellman below 112 bits disallowed"),
  },
  lifetimes: {},
  pskBits: { min: 112, says: "requires", cite: "Keys of 112 bits or more" },
  blockers: [],
  limits: [
    "It says nothing about the version of IKE, perfect forward secrecy or lifetimes.",
    "A draft of revision 3 moves to 128 bits by the end of 2030, which group14 does not reach.",
  ],
};

const GLOSSARY = "Glossary, Strong Cryptography";

export const PCI_DSS_4: Preset = {
  id: "pci-dss-4",
  name: "PCI DSS 4.0.1",
  title: "PCI DSS, strong cryptography (Requirement 4.2.1)",
  edition: "Version 4.0.1, glossary",
  url: "https://www.pcisecuritystandards.org/glossary/strong-cryptography/",
  evidence: "primary text",
  named: {
    ikeEncAlg: requires(AES, GLOSSARY, ["3des"]),
    ikeAuthAlg: requires(SHA2, GLOSSARY, ["sha1"]),
    ikePfs: requires(["group14"], GLOSSARY),
    ipsecEncAlg: requires(AES, GLOSSARY, ["3des"]),
    ipsecAuthAlg: requires(SHA2, GLOSSARY, ["sha1"]),
    ipsecPfs: requires(["disabled", "group14"], GLOSSARY),
  },
  lifetimes: {},
  pskBits: { min: 112, recommended: 128, says: "requires", cite: GLOSSARY },
  blockers: [],
  limits: [
    "Only the glossary's definition of strong cryptography is checked; the standard asks for much more than a tunnel.",
    "The glossary asks for 112 bits and recommends 128, which 3des and group14 do not reach. It names no hash: SHA-1 " +
      "counts as discouraged, as it does in the NIST publications that the glossary refers to.",
  ],
};

export const ASD_ISM: Preset = {
  id: "asd-ism",
  name: "ASD ISM",
  title: "Australian Information Security Manual, Guidelines for cryptography",
  edition: "September 2025",
  url: "https://www.cyber.gov.au/business-government/asds-cyber-security-frameworks/ism/cybersecurity-guidelines/guidelines-for-cryptography",
  evidence: "primary text",
  named: {
    ikeVersion: requires(["ikev2"], "ISM-1233"),
    ikeEncAlg: requires(["aes256"], "ISM-1771 and ISM-1769", ["aes", "aes192"]),
    ikeAuthAlg: requires(SHA384_UP, "ISM-0998, ISM-1772 and ISM-1766", ["sha256"]),
    ikePfs: requires(["group14"], "ISM-0999 and ISM-0472"),
    ipsecEncAlg: requires(["aes256"], "ISM-1771 and ISM-1769", ["aes", "aes192"]),
    ipsecAuthAlg: requires(SHA384_UP, "ISM-0998 and ISM-1766", ["sha256"]),
    ipsecPfs: requires(["group14"], "ISM-1000 and ISM-0472"),
  },
  lifetimes: {
    ikeLifetime: { max: 14_399, says: "requires", cite: "ISM-0498" },
    ipsecLifetime: { max: 14_399, says: "requires", cite: "ISM-0498" },
  },
  blockers: [],
  limits: [
    "The values are for OFFICIAL and PROTECTED data: for SECRET and TOP SECRET, ISM-1759 asks for 3072 bits, which " +
      "no group of the API has.",
    "ISM-0999 prefers groups of 3072 bits or more, and ISM-1771 prefers AES-GCM: the API offers neither. " +
      "AES-256 and SHA-384 or longer, which the manual prefers, are what a strict preset asks for.",
  ],
};
