/** The place of each value of a tunnel in the judged resources, and the default that the API fills in for it. */

import { CREATION_DEFAULTS, IPSEC_SERVER_DEFAULTS } from "../../ipsec/algorithms";
import type { Path, Scalar } from "./reading";

export interface FieldPlace {
  /** In a VpnTunnel, in its `observed` input, and in an element of `tunnelOptionsSpecifications`. */
  readonly inTunnel: Path;
  /** At the top of a single-tunnel connection. */
  readonly onConnection: Path;
  /** The default that the API fills in at creation; undefined where it fills in none. */
  readonly created?: Scalar;
  /** On an IPsec server, with its default; undefined for a field that such a server lacks. */
  readonly onServer?: { readonly at: Path; readonly created?: Scalar };
}

const ike = (name: keyof typeof IPSEC_SERVER_DEFAULTS): FieldPlace => ({
  inTunnel: ["tunnelIkeConfig", name],
  onConnection: ["ikeConfig", name],
  created: CREATION_DEFAULTS[name],
  onServer: { at: ["ikeConfigs", 0, name], created: IPSEC_SERVER_DEFAULTS[name] },
});
const ipsec = (name: keyof typeof IPSEC_SERVER_DEFAULTS): FieldPlace => ({
  inTunnel: ["tunnelIpsecConfig", name],
  onConnection: ["ipsecConfig", name],
  created: CREATION_DEFAULTS[name],
  onServer: { at: ["ipsecConfigs", 0, name], created: IPSEC_SERVER_DEFAULTS[name] },
});
const bgp = (name: string): FieldPlace => ({ inTunnel: ["tunnelBgpConfig", name], onConnection: ["bgpConfig", name] });

export const TUNNEL_FIELDS = {
  ikeVersion: ike("ikeVersion"),
  ikeMode: ike("ikeMode"),
  ikeEncAlg: ike("ikeEncAlg"),
  ikeAuthAlg: ike("ikeAuthAlg"),
  ikePfs: ike("ikePfs"),
  ikeLifetime: ike("ikeLifetime"),
  psk: { inTunnel: ["tunnelIkeConfig", "psk"], onConnection: ["ikeConfig", "psk"], onServer: { at: ["psk"] } },
  pskFrom: { inTunnel: ["tunnelIkeConfig", "pskFrom"], onConnection: ["ikeConfig", "pskFrom"] },
  ipsecEncAlg: ipsec("ipsecEncAlg"),
  ipsecAuthAlg: ipsec("ipsecAuthAlg"),
  ipsecPfs: ipsec("ipsecPfs"),
  ipsecLifetime: ipsec("ipsecLifetime"),
  localAsn: bgp("localAsn"),
  localBgpIp: bgp("localBgpIp"),
  tunnelCidr: bgp("tunnelCidr"),
  enableDpd: { inTunnel: ["enableDpd"], onConnection: ["enableDpd"], created: CREATION_DEFAULTS.enableDpd },
  enableNatTraversal: {
    inTunnel: ["enableNatTraversal"],
    onConnection: ["enableNatTraversal"],
    created: CREATION_DEFAULTS.enableNatTraversal,
  },
  /** The peer's CA certificate, which tunnels of ShangMi gateways have instead of a key. */
  remoteCaCertificate: { inTunnel: ["remoteCaCertificate"], onConnection: ["remoteCaCertificate"] },
  /** An option of our own resources: how to prove that traffic passes. */
  probe: { inTunnel: ["probe"], onConnection: ["probe"] },
} as const satisfies Record<string, FieldPlace>;

export type FieldName = keyof typeof TUNNEL_FIELDS;

export function fieldPlace(field: FieldName): FieldPlace {
  return TUNNEL_FIELDS[field];
}

/** The algorithms and lifetimes of IKE (phase 1); every tunnel has each of them. */
export const IKE_FIELDS = [
  "ikeVersion",
  "ikeMode",
  "ikeEncAlg",
  "ikeAuthAlg",
  "ikePfs",
  "ikeLifetime",
] as const satisfies readonly FieldName[];

/** The values of a tunnel with BGP; one without has none of them. */
export const BGP_FIELDS = ["localAsn", "localBgpIp", "tunnelCidr"] as const satisfies readonly FieldName[];

/** All algorithms and lifetimes, also those of IPsec (phase 2); every tunnel has each of them. */
export const CRYPTO_FIELDS = [
  ...IKE_FIELDS,
  "ipsecEncAlg",
  "ipsecAuthAlg",
  "ipsecPfs",
  "ipsecLifetime",
] as const satisfies readonly FieldName[];
