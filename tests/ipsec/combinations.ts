import { ENCRYPTION_ALGORITHMS, IKE_DH_GROUPS, INTEGRITY_ALGORITHMS, IPSEC_PFS_GROUPS } from "../../ipsec/algorithms";
import type { IkeValues, IpsecValues } from "../../peer/model/input";
import { pairwise } from "./pairwise";

/** What both sides are told. The ids are seen from the device, as DownloadVpnConnectionConfig has them. */
export interface Combination {
  readonly group: string;
  readonly ike: IkeValues;
  readonly ipsec: IpsecValues;
  readonly deviceSubnet?: string;
  /** What no device can be told: the property that the refusal names. */
  readonly refused?: string;
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

const combination = (group: string, ike: IkeValues, ipsec: IpsecValues = {}): Combination => ({
  group,
  ike: { ...IKE, ...ike },
  ipsec: { ...IPSEC, ...ipsec },
});

export const PHASE_1 = "Phase 1: version and mode x encryption x integrity x group";
export const PHASE_2 = "Phase 2: encryption x integrity x PFS";
export const CROSS = "Every value of phase 1 with every value of phase 2";
export const IDENTITIES = "Identities: addresses and names";
export const KEYS = "Awkward pre-shared keys";
export const REFUSED = "What no device can be told";
export const SELECTED = "Each value of each parameter, in each version";

/** Version and mode x encryption x integrity x group: every phase 1 there is. */
const everyPhase1 = MODES.flatMap((mode) =>
  ENCRYPTION_ALGORITHMS.flatMap((IkeEncAlg) =>
    INTEGRITY_ALGORITHMS.flatMap((IkeAuthAlg) =>
      IKE_DH_GROUPS.map((IkePfs) => combination(PHASE_1, { ...mode, IkeEncAlg, IkeAuthAlg, IkePfs })),
    ),
  ),
);

/** Encryption x integrity x PFS: every phase 2 there is, in each version of IKE by turns. */
const everyPhase2 = ENCRYPTION_ALGORITHMS.flatMap((IpsecEncAlg) =>
  INTEGRITY_ALGORITHMS.flatMap((IpsecAuthAlg) =>
    IPSEC_PFS_GROUPS.map((IpsecPfs) => ({ IpsecEncAlg, IpsecAuthAlg, IpsecPfs })),
  ),
).map((ipsec, index) => combination(PHASE_2, index % 2 === 0 ? { IkeVersion: "ikev1" } : {}, ipsec));

const modeOf = (name: string): IkeValues => MODES.find((mode) => modeName(mode) === name) ?? {};
const modeName = ({ IkeVersion, IkeMode }: IkeValues): string =>
  IkeVersion === "ikev1" ? `ikev1 ${String(IkeMode)}` : "ikev2";

export const PARAMETERS = {
  first: {
    mode: MODES.map(modeName),
    IkeEncAlg: ENCRYPTION_ALGORITHMS,
    IkeAuthAlg: INTEGRITY_ALGORITHMS,
    IkePfs: IKE_DH_GROUPS,
  },
  second: { IpsecEncAlg: ENCRYPTION_ALGORITHMS, IpsecAuthAlg: INTEGRITY_ALGORITHMS, IpsecPfs: IPSEC_PFS_GROUPS },
};

/** A mistake in how the two phases are put together would show in one of these. */
const crossPhase = pairwise(PARAMETERS.first, PARAMETERS.second).map(
  ({ mode = "", IkeEncAlg = "", IkeAuthAlg = "", IkePfs = "", ...ipsec }) =>
    combination(CROSS, { ...modeOf(mode), IkeEncAlg, IkeAuthAlg, IkePfs }, ipsec),
);

/** Every character that a key may have. */
const ALL_CHARACTERS = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join("");

const KEY_TEXTS = [
  "0x616263",
  "0sYWJj",
  "x",
  "?<>|\\&" + "x".repeat(90),
  '"a#b{c}d$e;f`g\'h"',
  ALL_CHARACTERS,
  ALL_CHARACTERS.split("").reverse().join(""),
  "\\\\ends-with-a-backslash\\",
];
/** What a key's escaping could get wrong. */
const keys = MODES.flatMap((mode) => KEY_TEXTS.map((Psk) => combination(KEYS, { ...mode, Psk })));

/** Of the device and of the cloud; the API has no other kinds. */
const IDS: readonly IkeValues[] = [
  {},
  { LocalId: "192.168.9.9" },
  { LocalId: "branch.example.com" },
  { RemoteId: "cloud.example.com" },
  { LocalId: "branch.example.com", RemoteId: "cloud.example.com" },
  { LocalId: "testalice2", RemoteId: "testbob2" },
];
const isName = (id: IkeValues["LocalId"]): boolean => id !== undefined && !/^[\d.]+$/u.test(String(id));
const identities = MODES.flatMap((mode) =>
  IDS.map((ids): Combination => {
    const isRefused = modeName(mode) === "ikev1 main" && (isName(ids.LocalId) || isName(ids.RemoteId));
    return {
      ...combination(IDENTITIES, { ...mode, ...ids }),
      // "Expecting IP address type in main mode, but FQDN", says the cloud. The device's identity is the cloud's
      // RemoteId.
      ...(isRefused ? { refused: `tunnelIkeConfig.${isName(ids.LocalId) ? "remoteId" : "localId"}` } : {}),
    };
  }),
);

const refused: readonly Combination[] = [
  {
    ...combination(REFUSED, { IkeVersion: "ikev1" }),
    deviceSubnet: "10.1.0.0/16,10.3.0.0/16",
    refused: "remoteSubnet",
  },
  { ...combination(REFUSED, { IkeLifetime: 0 }), refused: "tunnelIkeConfig.ikeLifetime" },
  { ...combination(REFUSED, {}, { IpsecLifetime: 0 }), refused: "tunnelIpsecConfig.ipsecLifetime" },
  { ...combination(REFUSED, { Psk: "123456****" }), refused: "tunnelIkeConfig.psk" },
  { ...combination(REFUSED, { LocalId: "admin@example.com" }), refused: "tunnelIkeConfig.remoteId" },
  { ...combination(REFUSED, { Psk: "" }), refused: "tunnelIkeConfig.psk" },
];

/** Each value of each parameter at least once, in each version. */
const selected: readonly Combination[] = [
  combination(
    SELECTED,
    { IkeVersion: "ikev1", IkeEncAlg: "des", IkeAuthAlg: "md5", IkePfs: "group1" },
    { IpsecEncAlg: "des", IpsecAuthAlg: "md5", IpsecPfs: "group1" },
  ),
  combination(
    SELECTED,
    { IkeVersion: "ikev1", IkeMode: "aggressive", IkeEncAlg: "3des", IkeAuthAlg: "sha1", IkePfs: "group2" },
    { IpsecEncAlg: "3des", IpsecAuthAlg: "sha256", IpsecPfs: "group14" },
  ),
  combination(
    SELECTED,
    { IkeVersion: "ikev1", IkeEncAlg: "aes192", IkeAuthAlg: "sha384", IkePfs: "group5" },
    { IpsecEncAlg: "aes192", IpsecAuthAlg: "sha384", IpsecPfs: "group5" },
  ),
  combination(
    SELECTED,
    { IkeVersion: "ikev1", IkeEncAlg: "aes256", IkeAuthAlg: "sha512", IkePfs: "group14" },
    { IpsecEncAlg: "aes", IpsecAuthAlg: "sha512", IpsecPfs: "disabled" },
  ),
  combination(
    SELECTED,
    { IkeEncAlg: "des", IkeAuthAlg: "sha384", IkePfs: "group2" },
    { IpsecEncAlg: "3des", IpsecAuthAlg: "sha512", IpsecPfs: "group1" },
  ),
  combination(
    SELECTED,
    { IkeEncAlg: "3des", IkeAuthAlg: "md5", IkePfs: "group1" },
    { IpsecEncAlg: "des", IpsecAuthAlg: "sha256", IpsecPfs: "disabled" },
  ),
  combination(
    SELECTED,
    { IkeEncAlg: "aes192", IkeAuthAlg: "sha512", IkePfs: "group5" },
    { IpsecEncAlg: "aes192", IpsecAuthAlg: "md5", IpsecPfs: "group5" },
  ),
  combination(
    SELECTED,
    { IkeEncAlg: "aes256", IkeAuthAlg: "sha1", IkePfs: "group14" },
    { IpsecEncAlg: "aes", IpsecAuthAlg: "sha384", IpsecPfs: "group14" },
  ),
];

/** Without IPSEC_MATRIX=full: what is of one kind each. */
const few = (all: readonly Combination[], step: number): readonly Combination[] =>
  all.filter((_, index) => index % step === 0);

export const everything = { everyPhase1, everyPhase2, crossPhase, identities, keys, refused };

/** IPSEC_MATRIX=full runs everything, for some ten minutes; otherwise a fixed selection. */
export const combinations: readonly Combination[] =
  process.env["IPSEC_MATRIX"] === "full"
    ? Object.values(everything).flat()
    : [...selected, ...few(identities, 4), ...few(keys, 5), ...refused];

export function titleOf({ ike, ipsec, deviceSubnet }: Combination): string {
  const ids = [ike.LocalId, ike.RemoteId].filter((id) => id !== undefined).map((id) => `, id ${id}`);
  const key = ike.Psk === undefined ? "" : `, key ${String(ike.Psk).slice(0, 20)} (${String(ike.Psk).length})`;
  const more = [
    ...(ike.IkeLifetime === undefined ? [] : [`, phase 1 for ${ike.IkeLifetime} s`]),
    ...(ipsec.IpsecLifetime === undefined ? [] : [`, phase 2 for ${ipsec.IpsecLifetime} s`]),
    ...(deviceSubnet === undefined ? [] : [`, ${deviceSubnet}`]),
  ];
  return `${modeName(ike)} ${[ike.IkeEncAlg, ike.IkeAuthAlg, ike.IkePfs].join("-")}, ESP ${[ipsec.IpsecEncAlg, ipsec.IpsecAuthAlg, ipsec.IpsecPfs].join("-")}${ids.join("")}${key}${more.join("")}`;
}
