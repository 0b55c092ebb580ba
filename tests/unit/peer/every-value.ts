/** One tunnel with each value of the API's enumerations and switches. */

import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../../ipsec/algorithms";
import { PeerConfigError } from "../../../peer";
import type { Renderer } from "../../../peer";
import { model, oneTunnelFor } from "./sample";
import type { Sample } from "./sample";

/** A hash that every device has with IKEv1. */
const OLD = { IkeAuthAlg: "sha1" };

/** Each property, with one connection for each of its values. */
export const EVERY_VALUE: readonly (readonly [string, readonly Sample[]])[] = [
  ["tunnelIkeConfig.ikeVersion", IKE_VERSIONS.map((IkeVersion) => ({ ike: { ...OLD, IkeVersion } }))],
  ["tunnelIkeConfig.ikeMode", IKE_MODES.map((IkeMode) => ({ ike: { IkeVersion: "ikev1", ...OLD, IkeMode } }))],
  ["tunnelIkeConfig.ikeEncAlg", ENCRYPTION_ALGORITHMS.map((IkeEncAlg) => ({ ike: { IkeEncAlg } }))],
  [
    "tunnelIkeConfig.ikeEncAlg",
    ENCRYPTION_ALGORITHMS.map((IkeEncAlg) => ({ ike: { IkeVersion: "ikev1", ...OLD, IkeEncAlg } })),
  ],
  ["tunnelIkeConfig.ikeAuthAlg", INTEGRITY_ALGORITHMS.map((IkeAuthAlg) => ({ ike: { IkeAuthAlg } }))],
  [
    "tunnelIkeConfig.ikeAuthAlg",
    INTEGRITY_ALGORITHMS.map((IkeAuthAlg) => ({ ike: { IkeVersion: "ikev1", IkeAuthAlg } })),
  ],
  ["tunnelIkeConfig.ikePfs", IKE_DH_GROUPS.map((IkePfs) => ({ ike: { IkePfs } }))],
  ["tunnelIkeConfig.ikeLifetime", [1, 60, 86_400].map((IkeLifetime) => ({ ike: { IkeLifetime } }))],
  ["tunnelIpsecConfig.ipsecEncAlg", ENCRYPTION_ALGORITHMS.map((IpsecEncAlg) => ({ ipsec: { IpsecEncAlg } }))],
  ["tunnelIpsecConfig.ipsecAuthAlg", INTEGRITY_ALGORITHMS.map((IpsecAuthAlg) => ({ ipsec: { IpsecAuthAlg } }))],
  ["tunnelIpsecConfig.ipsecPfs", IPSEC_PFS_GROUPS.map((IpsecPfs) => ({ ipsec: { IpsecPfs } }))],
  ["tunnelIpsecConfig.ipsecLifetime", [1, 60, 86_400].map((IpsecLifetime) => ({ ipsec: { IpsecLifetime } }))],
  ["tunnelIkeConfig.remoteId", ["203.0.113.5", "203.0.113.6", "device"].map((LocalId) => ({ ike: { LocalId } }))],
  ["tunnelIkeConfig.localId", ["47.98.10.1", "47.98.10.9", "cloud"].map((RemoteId) => ({ ike: { RemoteId } }))],
  ["enableDpd", [true, false].map((EnableDpd) => ({ live: { EnableDpd } }))],
];

/** The configuration of one tunnel, or the property that the renderer refuses. */
export function outcome(renderer: Renderer, sample: Sample): { readonly text: string } | { readonly refused: string } {
  try {
    const { files } = renderer.render(model({ ...oneTunnelFor(renderer), ...sample }), { interface: "port1" });
    return { text: files.map((file) => file.text).join("\n") };
  } catch (error) {
    if (!(error instanceof PeerConfigError)) throw error;
    return { refused: error.property };
  }
}

/** The values of algorithms that the renderer refuses, one on each line. */
export function refusedAlgorithms(renderer: Renderer): readonly string[] {
  const refused = EVERY_VALUE.filter(([property]) => /Alg$|Pfs$/u.test(property)).flatMap(([property, samples]) =>
    samples
      .filter((sample) => "refused" in outcome(renderer, sample))
      .map((sample) => `${property} ${Object.values({ ...sample.ike, ...sample.ipsec }).at(-1)}`),
  );
  return [...new Set(refused)].sort();
}
