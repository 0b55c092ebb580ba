/** What a finding about a property means for the device at the other end, by the last part of the property's path. */

const PHASE_1 = "the same value in its IKE proposal (phase 1)";
const PHASE_2 = "the same value in its IPsec proposal (phase 2, ESP)";
const NETWORKS = "the same networks as its traffic selectors, with the sides exchanged: local here is remote there";
const BGP = "its own address of the /30, and the neighbour's address and number, in its BGP configuration";

const BY_PROPERTY: Readonly<Record<string, string>> = {
  ikeVersion: "the same IKE version",
  ikeMode: "the same negotiation mode",
  ikeEncAlg: PHASE_1,
  ikeAuthAlg: PHASE_1,
  ikePfs: PHASE_1,
  ikeLifetime: PHASE_1,
  ipsecEncAlg: PHASE_2,
  ipsecAuthAlg: PHASE_2,
  ipsecPfs: PHASE_2,
  ipsecLifetime: PHASE_2,
  psk: "the same pre-shared key (docs/rotate-keys.md has the order that loses no traffic)",
  enableDpd: "dead peer detection",
  enableNatTraversal: "NAT traversal",
  localSubnets: NETWORKS,
  remoteSubnets: NETWORKS,
  localAsn: BGP,
  localBgpIp: BGP,
  tunnelCidr: BGP,
};

/** A sentence about the device; that nothing changes there, for a property that the device does not know. */
export function deviceSide(paths: readonly string[]): string {
  const properties = paths.flatMap((path) => path.split(", ")).map((path) => path.split(".").at(-1) ?? "");
  const parts = [...new Set(properties.flatMap((property) => BY_PROPERTY[property] ?? []))];
  return parts.length === 0
    ? "Nothing changes on the device."
    : `The device needs ${parts.join("; and ")}. Change it at the same time.`;
}
