/** The standards that no tunnel of Alibaba Cloud can meet, whatever its values. Each preset names the obstacles. */

import { AES, SHA2 } from "./preset";
import type { Blocker, Preset } from "./preset";

const SHA384_UP = ["sha384", "sha512"] as const;

const group = (need: string, cite: string): Blocker => ({
  what: "Diffie-Hellman group",
  need,
  have: "group14 (2048 bits) at most",
  cite,
});

export const ANSSI_RGS_MINIMUM: Preset = {
  id: "anssi-rgs-minimum",
  title: "ANSSI recommendations for IPsec, minimum of the RGS",
  edition: "as applied in the vendor profile for Stormshield SNS 4.3",
  url: "https://cyber.gouv.fr",
  evidence: "secondary sources",
  named: {
    ikeVersion: { accept: ["ikev2"], cite: "R39" },
    ikeEncAlg: { accept: AES, cite: "vendor profile, IKE minimum" },
    ikeAuthAlg: { accept: SHA2, cite: "vendor profile, IKE minimum" },
    ikePfs: { accept: ["group14"], cite: "vendor profile, IKE minimum" },
    ipsecEncAlg: { accept: [], cite: "vendor profile, IPsec minimum" },
    ipsecPfs: { accept: [], cite: "vendor profile, IPsec minimum" },
  },
  lifetimes: {
    ikeLifetime: { max: 21_600, cite: "vendor profile, IKE minimum" },
    ipsecLifetime: { max: 3600, cite: "vendor profile, IPsec minimum" },
  },
  blockers: [
    { what: "IPsec encryption", need: "AES-GCM", have: "AES-CBC only", cite: "vendor profile, IPsec minimum; R38" },
    {
      ...group("group 19 (elliptic curve)", "vendor profile, IPsec minimum; R38"),
      what: "Diffie-Hellman group of IPsec",
    },
  ],
  limits: ["The values for IKE can be met; the rules of this pack can be configured with them."],
};

export const BSI_TR_02102_3: Preset = {
  id: "bsi-tr-02102-3",
  title: "BSI TR-02102-3, Use of IPsec and IKEv2",
  edition: "Version 2026-01",
  url: "https://www.bsi.bund.de",
  evidence: "secondary sources",
  named: {
    ikeVersion: { accept: ["ikev2"], cite: "scope: IKEv2 only" },
    ikeEncAlg: { accept: AES, cite: "encryption algorithms" },
    ikeAuthAlg: { accept: SHA2, cite: "document history, 2020-01: HMAC-SHA-1 deprecated" },
    ikePfs: { accept: [], cite: "document history, 2017-01" },
    ipsecEncAlg: { accept: AES, cite: "encryption algorithms" },
    ipsecAuthAlg: { accept: SHA2, cite: "document history, 2020-01: HMAC-SHA-1 deprecated" },
    ipsecPfs: { accept: [], cite: "document history, 2017-01" },
  },
  lifetimes: {
    ikeLifetime: { max: 86_400, cite: "lifetimes: IKE 24 hours" },
    ipsecLifetime: { max: 14_400, cite: "lifetimes: IPsec 4 hours" },
  },
  blockers: [group("3000 bits or more since 2023", "document history, 2017-01: 3000-bit key lengths from 2023")],
  limits: ["All other values can be met; the rules of this pack can be configured with them."],
};

export const CNSA_1: Preset = {
  id: "cnsa-1.0",
  title: "CNSA suite 1.0 for IPsec",
  edition: "RFC 9206, February 2022",
  url: "https://www.rfc-editor.org/rfc/rfc9206",
  evidence: "primary text",
  named: {
    ikeVersion: { accept: ["ikev2"], cite: "Section 4" },
    ikeEncAlg: { accept: ["aes256"], cite: "Section 4" },
    ikeAuthAlg: { accept: SHA384_UP, cite: "Section 8" },
    ikePfs: { accept: [], cite: "Section 5" },
    ipsecEncAlg: { accept: ["aes256"], cite: "Section 4" },
    ipsecAuthAlg: { accept: SHA384_UP, cite: "Section 8" },
    ipsecPfs: { accept: ["disabled"], cite: "Section 11" },
  },
  lifetimes: {},
  blockers: [
    group("3072 bits or more, or the curve P-384", "Section 5"),
    { what: "authentication", need: "signatures", have: "pre-shared keys only", cite: "Sections 6 and 11" },
  ],
  limits: [],
};

export const CNSA_2: Preset = {
  id: "cnsa-2.0",
  title: "CNSA suite 2.0 for IPsec",
  edition: "draft-guthrie-cnsa2-ipsec-profile-02",
  url: "https://datatracker.ietf.org/doc/draft-guthrie-cnsa2-ipsec-profile/",
  evidence: "secondary sources",
  named: {
    ikeVersion: { accept: ["ikev2"], cite: "draft" },
    ikeEncAlg: { accept: ["aes256"], cite: "draft" },
    ikeAuthAlg: { accept: SHA384_UP, cite: "draft" },
    ikePfs: { accept: [], cite: "draft" },
    ipsecEncAlg: { accept: ["aes256"], cite: "draft" },
    ipsecAuthAlg: { accept: SHA384_UP, cite: "draft" },
  },
  lifetimes: {},
  blockers: [
    { what: "key agreement", need: "ML-KEM-1024", have: "Diffie-Hellman only, group14 at most", cite: "draft" },
    { what: "authentication", need: "ML-DSA-87 signatures", have: "pre-shared keys only", cite: "draft" },
  ],
  limits: [],
};

export const DISA_VPN_SRG_V2R6: Preset = {
  id: "disa-vpn-srg-v2r6",
  title: "DISA VPN Security Requirements Guide",
  edition: "V2R6",
  url: "https://public.cyber.mil",
  evidence: "secondary sources",
  named: {
    ikeVersion: { accept: ["ikev2"], cite: "V-207205" },
    ikeAuthAlg: { accept: SHA384_UP, cite: "V-207223" },
    ikePfs: { accept: [], cite: "V-207193" },
    ipsecAuthAlg: { accept: SHA384_UP, cite: "V-207223" },
    ipsecPfs: { accept: [], cite: "SRG-NET-000371-VPN-001640; V-207193" },
  },
  lifetimes: {
    ikeLifetime: { max: 28_800, cite: "SRG-NET-000337-VPN-001290" },
    ipsecLifetime: { max: 28_800, cite: "SRG-NET-000337-VPN-001300" },
  },
  blockers: [group("group 16 or stronger", "V-207193")],
  limits: [],
};

export const GM_T_0022: Preset = {
  id: "gm-t-0022",
  title: "GM/T 0022, IPsec VPN specification (ShangMi)",
  edition: "GM/T 0022-2023",
  url: "https://www.gmbz.org.cn",
  evidence: "secondary sources",
  named: {
    ikeVersion: { accept: ["ikev1"], cite: "ShangMi gateways: IKEv1 only" },
    ikeMode: { accept: ["main"], cite: "ShangMi gateways: main mode only" },
    ikeEncAlg: { accept: ["sm4"], cite: "Section 5.1" },
    ikeAuthAlg: { accept: ["sm3"], cite: "Section 5.1" },
    ipsecEncAlg: { accept: ["sm4"], cite: "Section 5.1" },
    ipsecAuthAlg: { accept: ["sm3"], cite: "Section 5.1" },
  },
  lifetimes: {},
  blockers: [
    { what: "encryption", need: "SM4", have: "SM4 on ShangMi gateways of the China site only", cite: "Section 5.1" },
    { what: "integrity", need: "SM3", have: "SM3 on ShangMi gateways of the China site only", cite: "Section 5.1" },
  ],
  isMetByShangMi: true,
  limits: ["A tunnel of a ShangMi gateway can meet it. Whether its certificates are SM2 certificates is not shown."],
};
