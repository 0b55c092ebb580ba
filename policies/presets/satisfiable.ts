/** The standards that a tunnel of Alibaba Cloud can meet. */

import { AES, SHA2 } from "./preset";
import type { Preset } from "./preset";

export const IETF: Preset = {
  id: "ietf",
  title: "IETF algorithm requirements for IKEv2 and ESP",
  edition: "RFC 8247, RFC 8221 and RFC 9395",
  url: "https://www.rfc-editor.org/rfc/rfc8247",
  evidence: "primary text",
  named: {
    ikeVersion: { accept: ["ikev2"], cite: "RFC 9395, Abstract" },
    ikeEncAlg: { accept: ["aes", "aes256"], discouraged: ["aes192"], cite: "RFC 8247, Section 2.1" },
    ikeAuthAlg: { accept: SHA2, cite: "RFC 8247, Sections 2.2 and 2.3" },
    ikePfs: { accept: ["group14"], cite: "RFC 8247, Section 2.4" },
    ipsecEncAlg: { accept: ["aes", "aes256"], discouraged: ["aes192"], cite: "RFC 8221, Section 5" },
    ipsecAuthAlg: { accept: SHA2, cite: "RFC 8221, Section 6" },
    ipsecPfs: { accept: ["group14"], discouraged: ["disabled"], cite: "RFC 8247, Section 2.4" },
  },
  lifetimes: {},
  pskBits: { min: 128, cite: "RFC 7296, Section 2.15" },
  blockers: [],
  limits: [
    "The RFCs say what programs must implement, not what operators must use; this preset is derived from them.",
    "RFC 7296 asks for a key as random as the strongest key negotiated; " +
      "with aes256 that is 256 bits, and 128 are checked.",
  ],
};

export const NIST_SP_800_77R1: Preset = {
  id: "nist-sp800-77r1",
  title: "NIST SP 800-77, Guide to IPsec VPNs",
  edition: "Revision 1, June 2020",
  url: "https://doi.org/10.6028/NIST.SP.800-77r1",
  evidence: "primary text",
  named: {
    ikeVersion: { accept: ["ikev2"], cite: "Table 1; Sections 3.11 and 7.2.6" },
    ikeEncAlg: { accept: AES, cite: "Table 1" },
    ikeAuthAlg: { accept: SHA2, cite: "Table 1; Section 7.2.3" },
    ikePfs: { accept: ["group14"], cite: "Table 1; Section 7.2.4.2" },
    ipsecEncAlg: { accept: AES, cite: "Table 1" },
    ipsecAuthAlg: { accept: SHA2, cite: "Table 1; Section 7.2.3" },
    ipsecPfs: { accept: ["group14"], cite: "Table 1; Section 7.2.6" },
  },
  lifetimes: {
    ikeLifetime: { max: 86_400, cite: "Table 1; Section 7.2.6" },
    ipsecLifetime: { max: 28_800, cite: "Table 1; Section 7.2.6" },
  },
  pskBits: { min: 112, cite: "Section 7.2.2" },
  blockers: [],
  limits: [
    "Whether the implementations are FIPS-validated cannot be seen from here.",
    "Table 1 recommends signatures; pre-shared keys are for gateways of different administrations (Section 7.2.2).",
  ],
};

export const NIST_SP_800_131AR2: Preset = {
  id: "nist-sp800-131ar2",
  title: "NIST SP 800-131A, Transitioning the Use of Cryptographic Algorithms and Key Lengths",
  edition: "Revision 2, March 2019",
  url: "https://doi.org/10.6028/NIST.SP.800-131Ar2",
  evidence: "secondary sources",
  named: {
    ikeEncAlg: { accept: AES, cite: "Table 1 (three-key TDEA disallowed after 2023)" },
    ikeAuthAlg: { accept: SHA2, discouraged: ["sha1"], cite: "HMAC with keys of 112 bits or more" },
    ikePfs: { accept: ["group14"], cite: "Diffie-Hellman below 112 bits disallowed" },
    ipsecEncAlg: { accept: AES, cite: "Table 1 (three-key TDEA disallowed after 2023)" },
    ipsecAuthAlg: { accept: SHA2, discouraged: ["sha1"], cite: "HMAC with keys of 112 bits or more" },
    ipsecPfs: { accept: ["group14"], discouraged: ["disabled"], cite: "Diffie-Hellman below 112 bits disallowed" },
  },
  lifetimes: {},
  pskBits: { min: 112, cite: "Keys of 112 bits or more" },
  blockers: [],
  limits: [
    "It says nothing about the version of IKE or about lifetimes.",
    "A draft of revision 3 moves to 128 bits by the end of 2030, which group14 does not reach.",
  ],
};

export const PCI_DSS_4: Preset = {
  id: "pci-dss-4",
  title: "PCI DSS, strong cryptography",
  edition: "Version 4, glossary",
  url: "https://www.pcisecuritystandards.org",
  evidence: "primary text",
  named: {
    ikeEncAlg: { accept: AES, discouraged: ["3des"], cite: "Glossary, Strong Cryptography" },
    ikeAuthAlg: { accept: SHA2, discouraged: ["sha1"], cite: "Glossary, Strong Cryptography" },
    ikePfs: { accept: ["group14"], cite: "Glossary, Strong Cryptography" },
    ipsecEncAlg: { accept: AES, discouraged: ["3des"], cite: "Glossary, Strong Cryptography" },
    ipsecAuthAlg: { accept: SHA2, discouraged: ["sha1"], cite: "Glossary, Strong Cryptography" },
    ipsecPfs: { accept: ["group14"], discouraged: ["disabled"], cite: "Glossary, Strong Cryptography" },
  },
  lifetimes: {},
  pskBits: { min: 112, cite: "Glossary, Strong Cryptography" },
  blockers: [],
  limits: [
    "Only the glossary's definition of strong cryptography is checked; the standard asks for much more than a tunnel.",
    "The glossary recommends 128 bits, which group14 does not reach.",
  ],
};
