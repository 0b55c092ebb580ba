import type { IkeValues, IpsecValues } from "../../peer/model/input";

/** One side's values; the ids are seen from the device: LocalId is its own. */
export interface SideValues {
  readonly ike: IkeValues;
  readonly ipsec: IpsecValues;
  readonly deviceSubnet: string;
  readonly cloudSubnet: string;
}

/** Two sides of a tunnel that may disagree. */
export interface Pair {
  readonly title: string;
  readonly cloud: SideValues;
  readonly device: SideValues;
}

interface Change {
  readonly ike?: IkeValues;
  readonly ipsec?: IpsecValues;
  readonly deviceSubnet?: string;
  readonly cloudSubnet?: string;
}

const BASE: SideValues = {
  ike: {
    IkeVersion: "ikev2",
    IkeMode: "main",
    IkeEncAlg: "aes",
    IkeAuthAlg: "sha256",
    IkePfs: "group2",
    IkeLifetime: 86_400,
    LocalId: "203.0.113.5",
    RemoteId: "47.98.10.1",
    Psk: "The-same-key",
  },
  ipsec: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2", IpsecLifetime: 86_400 },
  deviceSubnet: "10.1.0.0/16",
  cloudSubnet: "10.2.0.0/16",
};

const changed = (side: SideValues, change: Change): SideValues => ({
  ...side,
  ...change,
  ike: { ...side.ike, ...change.ike },
  ipsec: { ...side.ipsec, ...change.ipsec },
});

const VERSIONS: Readonly<Record<string, Change>> = {
  "ikev1 main": { ike: { IkeVersion: "ikev1" } },
  "ikev1 aggressive": { ike: { IkeVersion: "ikev1", IkeMode: "aggressive" } },
  ikev2: {},
};

/**
 * What the device has otherwise than the cloud, in each version; the cloud's own deviation from the base comes second.
 */
const DIFFERENCES: Readonly<Record<string, readonly [Change, Change?]>> = {
  "nothing differs": [{}],
  "another key": [{ ike: { Psk: "Another-key" } }],
  "another cipher in phase 1": [{ ike: { IkeEncAlg: "aes256" } }],
  "another hash in phase 1": [{ ike: { IkeAuthAlg: "sha1" } }],
  "another group in phase 1": [{ ike: { IkePfs: "group14" } }],
  "another cipher and hash in phase 1": [{ ike: { IkeEncAlg: "3des", IkeAuthAlg: "md5" } }],
  "another identity of the device": [{ ike: { LocalId: "203.0.113.99" } }],
  "another identity expected of the cloud": [{ ike: { RemoteId: "47.98.10.99" } }],
  "another cipher in phase 2": [{ ipsec: { IpsecEncAlg: "3des" } }],
  "another hash in phase 2": [{ ipsec: { IpsecAuthAlg: "sha512" } }],
  "another cipher and hash in phase 2": [{ ipsec: { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256" } }],
  "another PFS group": [{ ipsec: { IpsecPfs: "group5" } }],
  "no PFS on the device": [{ ipsec: { IpsecPfs: "disabled" } }],
  "PFS on the device only": [{ ipsec: { IpsecPfs: "group2" } }, { ipsec: { IpsecPfs: "disabled" } }],
  "longer lifetimes on the device": [
    { ike: { IkeLifetime: 86_400 }, ipsec: { IpsecLifetime: 86_400 } },
    { ike: { IkeLifetime: 3600 }, ipsec: { IpsecLifetime: 3600 } },
  ],
  "shorter lifetimes on the device": [{ ike: { IkeLifetime: 3600 }, ipsec: { IpsecLifetime: 1800 } }],
  "another network behind the device": [{ deviceSubnet: "10.9.0.0/16" }],
  "a wider network behind the device": [{ deviceSubnet: "10.0.0.0/15" }],
  "a narrower network behind the device": [{ deviceSubnet: "10.1.0.0/17" }],
  "everything on the device": [{ deviceSubnet: "0.0.0.0/0", cloudSubnet: "0.0.0.0/0" }],
};

/** What there is in one version only. */
const PARTICULAR: readonly (readonly [string, Change, Change])[] = [
  ["ikev2 at the cloud, ikev1 on the device", {}, { ike: { IkeVersion: "ikev1" } }],
  ["ikev1 at the cloud, ikev2 on the device", { ike: { IkeVersion: "ikev1" } }, { ike: { IkeVersion: "ikev2" } }],
  ["main at the cloud, aggressive on the device", { ike: { IkeVersion: "ikev1" } }, { ike: { IkeMode: "aggressive" } }],
  [
    "aggressive at the cloud, main on the device",
    { ike: { IkeVersion: "ikev1", IkeMode: "aggressive" } },
    { ike: { IkeMode: "main" } },
  ],
  ["ikev2 with names that fit", { ike: { LocalId: "device", RemoteId: "cloud" } }, {}],
  ["ikev2 with names that do not", { ike: { LocalId: "device", RemoteId: "cloud" } }, { ike: { LocalId: "devise" } }],
  ["ikev2 with two networks behind the device", { deviceSubnet: "10.1.0.0/16,10.3.0.0/16" }, {}],
];

export const pairs: readonly Pair[] = [
  ...Object.entries(VERSIONS).flatMap(([version, own]) =>
    Object.entries(DIFFERENCES).map(([title, [difference, atCloud = {}]]): Pair => {
      const cloud = changed(changed(BASE, own), atCloud);
      return { title: `${version}: ${title}`, cloud, device: changed(cloud, difference) };
    }),
  ),
  ...PARTICULAR.map(([title, atCloud, difference]): Pair => {
    const cloud = changed(BASE, atCloud);
    return { title, cloud, device: changed(cloud, difference) };
  }),
];

/** How far a tunnel comes; `renewal` comes up, and fails when phase 2 is renewed. */
export type Outcome = "up" | "phase 1" | "phase 2" | "renewal";
