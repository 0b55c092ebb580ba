/** The standards that no tunnel of Alibaba Cloud can meet in full, whatever its values. Each names the obstacles. */

import type { Blocker, Preset } from "./preset";
import { AES, SHA2, SHA384_UP, recommends, requires } from "./values";

const group = (need: string, cite: string): Blocker => ({
  what: "Diffie-Hellman group",
  need,
  have: "group14 (2048 bits) at most",
  cite,
});

const signatures = (need: string, cite: string): Blocker => ({
  what: "authentication",
  need,
  have: "pre-shared keys only",
  cite,
});

const IKE_PROFILE = "IKE encryption profile, lowest value";
const IPSEC_PROFILE = "IPsec encryption profile, lowest value";

export const ANSSI_RGS_MINIMUM: Preset = {
  id: "anssi-rgs-minimum",
  name: "ANSSI (RGS)",
  title: "ANSSI recommendations for IPsec, lowest values",
  edition: "as Stormshield documents them for SNS 4.3 LTSB",
  url: "https://documentation.stormshield.eu/SNS/v4/en/Content/ANSSI_Configuration_Recommendations_SNS_v4.3-LTSB/Encryption_profiles.htm",
  evidence: "secondary sources",
  named: {
    ikeVersion: recommends(["ikev2"], "R39"),
    ikeEncAlg: recommends([], IKE_PROFILE),
    ikeAuthAlg: recommends(SHA2, "Encryption profiles"),
    ikePfs: recommends([], IKE_PROFILE),
    ipsecEncAlg: recommends(["aes256"], IPSEC_PROFILE, ["aes", "aes192"]),
    ipsecAuthAlg: recommends(SHA2, IPSEC_PROFILE),
    ipsecPfs: recommends(["group14"], IPSEC_PROFILE),
  },
  lifetimes: {
    ikeLifetime: { max: 86_400, recommendedMax: 21_600, says: "recommends", cite: IKE_PROFILE },
    ipsecLifetime: { max: 21_600, recommendedMax: 3600, says: "recommends", cite: IPSEC_PROFILE },
  },
  blockers: [
    { what: "IKE encryption", need: "AES-GCM with 256 bits", have: "AES-CBC only", cite: IKE_PROFILE },
    { ...group("group 15 (3072 bits)", IKE_PROFILE), what: "Diffie-Hellman group of IKE" },
  ],
  limits: ["The lifetimes are Stormshield's own; R40 recommends certificates over pre-shared keys."],
};

export const BSI_TR_02102_3: Preset = {
  id: "bsi-tr-02102-3",
  name: "BSI TR-02102-3",
  title: "BSI TR-02102-3, Use of IPsec and IKEv2",
  edition: "Version 2026-01",
  url: "https://www.bsi.bund.de/SharedDocs/Downloads/EN/BSI/Publications/TechGuidelines/TG02102/BSI-TR-02102-3.html",
  evidence: "secondary sources",
  named: {
    ikeVersion: recommends(["ikev2"], "scope: IKEv2 only"),
    ikeEncAlg: recommends(AES, "encryption algorithms"),
    ikeAuthAlg: recommends(SHA2, "document history, 2020-01: HMAC-SHA-1 deprecated"),
    ikePfs: recommends([], "document history, 2017-01"),
    ipsecEncAlg: recommends(AES, "encryption algorithms"),
    ipsecAuthAlg: recommends(SHA2, "document history, 2020-01: HMAC-SHA-1 deprecated"),
    ipsecPfs: recommends([], "document history, 2017-01; Section 2.1.5"),
  },
  lifetimes: {
    ikeLifetime: { max: 86_400, says: "recommends", cite: "Section 2.1.2" },
    ipsecLifetime: { max: 14_400, says: "recommends", cite: "Section 2.1.2" },
  },
  blockers: [group("3000 bits or more since 2023", "document history, 2017-01: 3000-bit key lengths from 2023")],
  limits: [],
};

export const CNSA_1: Preset = {
  id: "cnsa-1.0",
  name: "CNSA 1.0",
  title: "CNSA suite 1.0 for IPsec",
  edition: "RFC 9206, February 2022",
  url: "https://www.rfc-editor.org/rfc/rfc9206",
  evidence: "primary text",
  named: {
    ikeVersion: requires(["ikev2"], "Section 4"),
    ikeEncAlg: requires(["aes256"], "Section 4"),
    ikeAuthAlg: requires(SHA384_UP, "Section 8"),
    ikePfs: requires([], "Section 5"),
    ipsecEncAlg: requires(["aes256"], "Section 4"),
    ipsecAuthAlg: requires(SHA384_UP, "Section 8"),
    ipsecPfs: requires(["disabled"], "Section 11"),
  },
  lifetimes: {},
  blockers: [
    group("3072 bits or more, or the curve P-384", "Section 5"),
    signatures("signatures", "Sections 6 and 11"),
  ],
  limits: [],
};

export const CNSA_2: Preset = {
  id: "cnsa-2.0",
  name: "CNSA 2.0",
  title: "CNSA suite 2.0 for IPsec",
  edition: "draft-guthrie-cnsa2-ipsec-profile-02",
  url: "https://datatracker.ietf.org/doc/draft-guthrie-cnsa2-ipsec-profile/",
  evidence: "secondary sources",
  named: {
    ikeVersion: requires(["ikev2"], "draft"),
    ikeEncAlg: requires(["aes256"], "draft"),
    ikeAuthAlg: requires(SHA384_UP, "draft"),
    ikePfs: requires([], "draft, Section 3"),
    ipsecEncAlg: requires(["aes256"], "draft"),
    ipsecAuthAlg: requires(SHA384_UP, "draft"),
  },
  lifetimes: {},
  blockers: [
    {
      what: "key agreement",
      need: "ML-KEM-1024",
      have: "Diffie-Hellman only, group14 at most",
      cite: "draft, Section 3",
    },
    signatures("ML-DSA-87 signatures", "draft, Section 3"),
  ],
  limits: [],
};

export const DISA_VPN_SRG_V2R6: Preset = {
  id: "disa-vpn-srg-v2r6",
  name: "DISA VPN SRG",
  title: "DISA VPN Security Requirements Guide",
  edition: "V2R6",
  url: "https://public.cyber.mil/stigs/downloads/",
  evidence: "primary text",
  named: {
    ikeVersion: requires(["ikev2"], "V-207205"),
    ikeAuthAlg: requires(SHA384_UP, "V-207223"),
    ikePfs: requires([], "V-207193"),
    ipsecAuthAlg: requires(SHA384_UP, "V-207223"),
    ipsecPfs: requires([], "V-207244; V-207193"),
  },
  lifetimes: {
    ikeLifetime: { max: 28_800, says: "requires", cite: "SRG-NET-000337-VPN-001300" },
    ipsecLifetime: { max: 28_800, says: "requires", cite: "SRG-NET-000337-VPN-001290" },
  },
  blockers: [group("group 16 or stronger", "V-207193")],
  limits: ["V-207193 and V-207223 are for phase 1 and both phases; the group of phase 2 is held against the same."],
};

export const NCSC_RECOMMENDED: Preset = {
  id: "uk-ncsc",
  name: "UK NCSC",
  title: "UK NCSC, Using IPsec to protect data: Recommended Profile (PRIME)",
  edition: "profiles of 2022, as cloud and device guides quote them",
  url: "https://www.ncsc.gov.uk/guidance/using-ipsec-protect-data",
  evidence: "secondary sources",
  named: {
    ikeVersion: recommends(["ikev2"], "Recommended Profile, IKEv2"),
    ikeEncAlg: recommends(AES, "Recommended Profile, IKEv2"),
    ikeAuthAlg: recommends(SHA2, "Recommended Profile, IKEv2"),
    ikePfs: recommends([], "Recommended Profile, IKEv2"),
    ipsecEncAlg: recommends([], "Recommended Profile, ESP"),
    ipsecAuthAlg: recommends(SHA2, "Recommended Profile, ESP"),
    ipsecPfs: recommends([], "Recommended Profile, IKEv2"),
  },
  lifetimes: {
    ikeLifetime: { max: 86_400, says: "recommends", cite: "Recommended Profile, SA lifetimes" },
    ipsecLifetime: { max: 28_800, says: "recommends", cite: "Recommended Profile, SA lifetimes" },
  },
  blockers: [
    group("group 19 (elliptic curve)", "Recommended Profile, IKEv2"),
    { what: "IPsec encryption", need: "AES-GCM", have: "AES-CBC only", cite: "Recommended Profile, ESP" },
    signatures("ECDSA certificates", "Recommended Profile, IKEv2"),
  ],
  limits: [
    "The profile names AES-128 and SHA-256; longer ones are accepted here as no weaker.",
    "The Legacy Profile (Foundation) is for devices without IKEv2, and asks for certificates as well.",
  ],
};

export const GM_T_0022: Preset = {
  id: "gm-t-0022",
  name: "GM/T 0022",
  title: "GM/T 0022, IPsec VPN specification (ShangMi)",
  edition: "GM/T 0022-2023",
  url: "https://www.chinesestandard.net/PDF.aspx/GMT0022-2023",
  evidence: "secondary sources",
  named: {
    ikeVersion: requires(["ikev1"], "no section; Alibaba Cloud's ShangMi gateways have IKEv1 only"),
    ikeMode: requires(["main"], "no section; Alibaba Cloud's ShangMi gateways have main mode only"),
    ikeEncAlg: requires(["sm4"], "Section 5.1"),
    ikeAuthAlg: requires(["sm3"], "Section 5.1"),
    ipsecEncAlg: requires(["sm4"], "Section 5.1"),
    ipsecAuthAlg: requires(["sm3"], "Section 5.1"),
  },
  lifetimes: {},
  blockers: [
    { what: "encryption", need: "SM4", have: "SM4 on ShangMi gateways of the China site only", cite: "Section 5.1" },
    { what: "integrity", need: "SM3", have: "SM3 on ShangMi gateways of the China site only", cite: "Section 5.1" },
  ],
  isMetByShangMi: true,
  limits: ["A tunnel of a ShangMi gateway can meet it. Whether its certificates are SM2 certificates is not shown."],
};
