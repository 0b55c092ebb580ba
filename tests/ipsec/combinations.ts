import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../provider/ipsec/algorithms";
import type { IkeValues, IpsecValues } from "../../provider/ipsec/peer/input";

/** What both sides are told. The ids are seen from the device, as DownloadVpnConnectionConfig has them. */
export interface Combination {
  readonly ike: IkeValues;
  readonly ipsec: IpsecValues;
}

const MODES: readonly IkeValues[] = [
  { IkeVersion: "ikev1", IkeMode: "main" },
  { IkeVersion: "ikev1", IkeMode: "aggressive" },
  { IkeVersion: "ikev2", IkeMode: "main" },
];

const IKE: IkeValues = {
  IkeVersion: "ikev2",
  IkeMode: "main",
  IkeEncAlg: "aes",
  IkeAuthAlg: "sha256",
  IkePfs: "group14",
};
const IPSEC: IpsecValues = { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha1", IpsecPfs: "group2" };

const combination = (ike: IkeValues, ipsec: IpsecValues = {}): Combination => ({
  ike: { ...IKE, ...ike },
  ipsec: { ...IPSEC, ...ipsec },
});

/** Version and mode x encryption x integrity x group: every phase 1 there is. */
const everyPhase1 = MODES.flatMap((mode) =>
  ENCRYPTION_ALGORITHMS.flatMap((IkeEncAlg) =>
    INTEGRITY_ALGORITHMS.flatMap((IkeAuthAlg) =>
      IKE_DH_GROUPS.map((IkePfs) => combination({ ...mode, IkeEncAlg, IkeAuthAlg, IkePfs })),
    ),
  ),
);

/** Encryption x integrity x PFS: every phase 2 there is, in each version of IKE by turns. */
const everyPhase2 = ENCRYPTION_ALGORITHMS.flatMap((IpsecEncAlg) =>
  INTEGRITY_ALGORITHMS.flatMap((IpsecAuthAlg) =>
    IPSEC_PFS_GROUPS.map((IpsecPfs) => ({ IpsecEncAlg, IpsecAuthAlg, IpsecPfs })),
  ),
).map((ipsec, index) => combination(index % 2 === 0 ? { IkeVersion: "ikev1" } : {}, ipsec));

/** What a key's escaping, or the kind of an identity, could get wrong. */
const awkward: readonly Combination[] = [
  combination({ Psk: "0x616263" }),
  combination({ Psk: "0sYWJj" }),
  combination({ Psk: '"a#b{c}d$e;f`g\'h"' }),
  combination({ Psk: "?<>|\\&" + "x".repeat(90) }),
  combination({ Psk: "x", IkeVersion: "ikev1" }),
  combination({ LocalId: "branch.example.com", RemoteId: "cloud.example.com" }),
  combination({ LocalId: "testalice2", RemoteId: "testbob2", IkeVersion: "ikev1", IkeMode: "aggressive" }),
  combination({ LocalId: "testalice2" }),
  combination({ LocalId: "192.168.9.9" }),
];

/** Each value of each parameter at least once, in each version. */
const selected: readonly Combination[] = [
  combination(
    { IkeVersion: "ikev1", IkeEncAlg: "des", IkeAuthAlg: "md5", IkePfs: "group1" },
    { IpsecEncAlg: "des", IpsecAuthAlg: "md5", IpsecPfs: "group1" },
  ),
  combination(
    { IkeVersion: "ikev1", IkeMode: "aggressive", IkeEncAlg: "3des", IkeAuthAlg: "sha1", IkePfs: "group2" },
    { IpsecEncAlg: "3des", IpsecAuthAlg: "sha256", IpsecPfs: "group14" },
  ),
  combination(
    { IkeVersion: "ikev1", IkeEncAlg: "aes192", IkeAuthAlg: "sha384", IkePfs: "group5" },
    { IpsecEncAlg: "aes192", IpsecAuthAlg: "sha384", IpsecPfs: "group5" },
  ),
  combination(
    { IkeVersion: "ikev1", IkeEncAlg: "aes256", IkeAuthAlg: "sha512", IkePfs: "group14" },
    { IpsecEncAlg: "aes", IpsecAuthAlg: "sha512", IpsecPfs: "disabled" },
  ),
  combination(
    { IkeEncAlg: "des", IkeAuthAlg: "sha384", IkePfs: "group2" },
    { IpsecEncAlg: "3des", IpsecAuthAlg: "sha512", IpsecPfs: "group1" },
  ),
  combination(
    { IkeEncAlg: "3des", IkeAuthAlg: "md5", IkePfs: "group1" },
    { IpsecEncAlg: "des", IpsecAuthAlg: "sha256", IpsecPfs: "disabled" },
  ),
  combination(
    { IkeEncAlg: "aes192", IkeAuthAlg: "sha512", IkePfs: "group5" },
    { IpsecEncAlg: "aes192", IpsecAuthAlg: "md5", IpsecPfs: "group5" },
  ),
  combination(
    { IkeEncAlg: "aes256", IkeAuthAlg: "sha1", IkePfs: "group14" },
    { IpsecEncAlg: "aes", IpsecAuthAlg: "sha384", IpsecPfs: "group14" },
  ),
];

/** IPSEC_MATRIX=full runs everything, for about a quarter of an hour; otherwise a fixed selection. */
export const combinations: readonly Combination[] =
  process.env["IPSEC_MATRIX"] === "full" ? [...everyPhase1, ...everyPhase2, ...awkward] : [...selected, ...awkward];

export function titleOf({ ike, ipsec }: Combination): string {
  const mode = ike.IkeVersion === "ikev1" ? `ikev1 ${String(ike.IkeMode)}` : "ikev2";
  const ids = [ike.LocalId, ike.RemoteId].filter((id) => id !== undefined).map((id) => `, id ${id}`);
  const key = ike.Psk === undefined ? "" : `, key ${String(ike.Psk).slice(0, 20)}`;
  return `${mode} ${[ike.IkeEncAlg, ike.IkeAuthAlg, ike.IkePfs].join("-")}, ESP ${[ipsec.IpsecEncAlg, ipsec.IpsecAuthAlg, ipsec.IpsecPfs].join("-")}${ids.join("")}${key}`;
}
