import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../../ipsec/algorithms";
import { PeerConfigError, renderers } from "../../../peer";
import type { Renderer } from "../../../peer";
import { EVERYTHING, model } from "./sample";
import type { Sample } from "./sample";

/** The property, and one connection for each of its values. */
const PROPERTIES: readonly (readonly [string, readonly Sample[]])[] = [
  ["tunnelIkeConfig.ikeVersion", IKE_VERSIONS.map((IkeVersion) => ({ ike: { IkeVersion } }))],
  ["tunnelIkeConfig.ikeMode", IKE_MODES.map((IkeMode) => ({ ike: { IkeVersion: "ikev1", IkeMode } }))],
  ["tunnelIkeConfig.ikeEncAlg", ENCRYPTION_ALGORITHMS.map((IkeEncAlg) => ({ ike: { IkeEncAlg } }))],
  [
    "tunnelIkeConfig.ikeEncAlg",
    ENCRYPTION_ALGORITHMS.map((IkeEncAlg) => ({ ike: { IkeVersion: "ikev1", IkeEncAlg } })),
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

/** The configuration, or the property that it is refused for. */
function outcome(renderer: Renderer, sample: Sample): { readonly text: string } | { readonly refused: string } {
  const everything = renderer.id === "routeros" ? {} : EVERYTHING;
  try {
    const { files } = renderer.render(model({ tunnels: 1, ...everything, ...sample }), { interface: "port1" });
    return { text: files.map((file) => file.text).join("\n") };
  } catch (error) {
    if (!(error instanceof PeerConfigError)) throw error;
    return { refused: error.property };
  }
}

const withTunnels = renderers.filter((renderer) => renderer.id !== "frr");

describe.each(withTunnels.map((renderer) => [renderer.id, renderer] as const))(
  "the configuration for %s",
  (_, renderer) => {
    it.each(PROPERTIES)("tells every value of %s from every other, or refuses it by this name", (property, samples) => {
      const outcomes = samples.map((sample) => outcome(renderer, sample));
      const texts = outcomes.flatMap((one) => ("text" in one ? [one.text] : []));
      expect(texts.length).toBeGreaterThan(0);
      expect(new Set(texts).size).toBe(texts.length);
      const refusals = outcomes.flatMap((one) => ("refused" in one ? [one.refused] : []));
      expect(refusals.filter((refused) => refused !== property)).toEqual([]);
    });
  },
);

/** What is refused, and by whom; everything else of the enumerations is taken by every device. */
it("refuses exactly these algorithms", () => {
  const refused = withTunnels.flatMap((renderer) =>
    PROPERTIES.flatMap(([property, samples]) =>
      samples.flatMap((sample) => {
        const value = Object.values({ ...sample.ike, ...sample.ipsec }).at(-1);
        return /Alg|Pfs/u.test(property) && "refused" in outcome(renderer, sample)
          ? [`${renderer.id} ${property} ${value}`]
          : [];
      }),
    ),
  );
  expect([...new Set(refused)].sort()).toEqual([
    "libreswan tunnelIkeConfig.ikeEncAlg des",
    "libreswan tunnelIkeConfig.ikePfs group1",
    "libreswan tunnelIkeConfig.ikePfs group2",
    "libreswan tunnelIpsecConfig.ipsecEncAlg des",
    "libreswan tunnelIpsecConfig.ipsecPfs group1",
    "libreswan tunnelIpsecConfig.ipsecPfs group2",
    "routeros tunnelIpsecConfig.ipsecAuthAlg sha384",
    "vyos tunnelIkeConfig.ikeEncAlg des",
    "vyos tunnelIpsecConfig.ipsecEncAlg des",
  ]);
});
