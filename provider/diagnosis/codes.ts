/**
 * The meaning of each code of DiagnoseVpnConnections, and the next step for whoever has to fix the tunnel. The codes
 * are the published list ("Troubleshoot IPsec-VPN connections", 26 rows). The API types the code as a plain text, so
 * that there may be other codes: see `explainDiagnosis`.
 */

/** The phase in which a negotiation fails: phase 1, phase 2, or not known. */
export type Phase = "ike" | "ipsec" | "unknown";

/** The meaning of one code. */
export interface CodeMeaning {
  readonly phase: Phase;
  /** What is wrong, in one sentence. */
  readonly cause: string;
  /** What to do first, as an instruction. */
  readonly nextStep: string;
  /** Properties of the tunnel to look at, as a program declares them; empty where only the device can be changed. */
  readonly look: readonly string[];
}

const row = (phase: Phase, cause: string, nextStep: string, ...look: readonly string[]): CodeMeaning => ({
  phase,
  cause,
  nextStep,
  look,
});

/** The published codes, in the order of the list. */
export const DIAGNOSIS_CODES = {
  PeerMismatch: row(
    "ike",
    "Packets arrive from an address that is not the one registered for the customer gateway.",
    "Compare the customer gateway's address with the one the device really sends from; a device with several public addresses has to send from the registered one.",
    "customerGatewayId",
  ),
  AlgorithmMismatch: row(
    "unknown",
    "Encryption, integrity or Diffie-Hellman group differ between the two ends; the service cannot tell which.",
    "Make encryption, integrity and group equal on both ends in both phases, and let the device offer one value of each: the Alibaba side holds exactly one.",
    "tunnelIkeConfig",
    "tunnelIpsecConfig",
  ),
  EncryptionAlgorithmMismatch: row(
    "ipsec",
    "The two ends encrypt the traffic (phase 2) with different algorithms.",
    "Set the device's IPsec encryption to ipsecEncAlg and let it offer that one only; if it is equal already, compare ikeEncAlg too.",
    "tunnelIpsecConfig.ipsecEncAlg",
  ),
  AuthenticationAlgorithmMismatch: row(
    "ike",
    "The two ends use different integrity (hash) algorithms in phase 1.",
    "Set the device's IKE hash to ikeAuthAlg and let it offer that one only.",
    "tunnelIkeConfig.ikeAuthAlg",
  ),
  DhGroupMismatch: row(
    "ike",
    "The two ends use different Diffie-Hellman groups in phase 1.",
    "Set the device's IKE group to ikePfs and let it offer that one only; connections that share a customer gateway need the same IKE settings everywhere.",
    "tunnelIkeConfig.ikePfs",
  ),
  PskMismatch: row(
    "ike",
    "The two ends hold different pre-shared keys.",
    "Enter the same key on both ends; mind spaces from copying and characters that the device's command line takes for its own. If the keys are equal, compare the algorithms of both phases.",
    "tunnelIkeConfig.psk",
  ),
  PeerIdMismatch: row(
    "ike",
    "The identities do not mirror each other, or their type does not fit the negotiation mode.",
    "Make localId the device's remote identity and remoteId its local one. IKEv1 in main mode takes IP addresses only.",
    "tunnelIkeConfig.localId",
    "tunnelIkeConfig.remoteId",
  ),
  DpdHashNotifyCompatibility: row(
    "ike",
    "The device orders the payloads of its dead-peer-detection messages in another way (IKEv1).",
    "Set the device's DPD message order to hash before notify (on Huawei: dpd msg seq-hash-notify).",
    "enableDpd",
  ),
  DpdTimeout: row(
    "ike",
    "The device stopped answering dead peer detection: the link, the routing or the device itself is down.",
    "Check that the device is up and reachable and has DPD enabled; Alibaba negotiates anew by itself.",
    "enableDpd",
  ),
  IkeVersionMismatch: row(
    "ike",
    "One end speaks IKEv1 and the other IKEv2, or their negotiation modes differ.",
    'Pin the device to the version in ikeVersion (not "auto"), preferably ikev2 on both ends.',
    "tunnelIkeConfig.ikeVersion",
    "tunnelIkeConfig.ikeMode",
  ),
  NegotiationModeMismatch: row(
    "ike",
    "One end uses main mode and the other aggressive mode (IKEv1).",
    "Set the same mode on both ends, preferably main.",
    "tunnelIkeConfig.ikeMode",
  ),
  NatTMismatch: row(
    "ike",
    "NAT traversal is on at one end and off at the other.",
    "Set it alike on both ends; on, where the device sits behind a NAT.",
    "enableNatTraversal",
  ),
  LifetimeMismatch: row(
    "unknown",
    "The device proposes a longer lifetime of a security association than is configured.",
    "Set the same seconds on both ends in both phases. It does not stop the tunnel, but lets the two ends renew at different times.",
    "tunnelIkeConfig.ikeLifetime",
    "tunnelIpsecConfig.ipsecLifetime",
  ),
  SecurityProtocolMismatch: row(
    "ipsec",
    "The device proposes AH; Alibaba has ESP only.",
    "Switch the device's IPsec protocol to ESP.",
  ),
  EncapsulationModeMismatch: row(
    "ipsec",
    "The device proposes transport mode; Alibaba has tunnel mode only.",
    "Switch the device's encapsulation to tunnel mode.",
  ),
  AlgorithmCompatibility: row(
    "unknown",
    "Both ends name the same algorithm but implement it differently, typically a truncated SHA-2.",
    "Choose another integrity algorithm on both ends in both phases, or update the device.",
    "tunnelIkeConfig.ikeAuthAlg",
    "tunnelIpsecConfig.ipsecAuthAlg",
  ),
  TrafficSelectorMismatch: row(
    "ipsec",
    "The subnets of the two ends are not mirror images, or IKEv1 is to carry several of them.",
    "Make the connection's local subnets the device's remote ones and the reverse. IKEv1 takes one subnet a side; connections routed by BGP or destination take 0.0.0.0/0 both ways.",
    "tunnelIkeConfig.ikeVersion",
  ),
  PfsMismatch: row(
    "ipsec",
    "Perfect forward secrecy is on at one end only, or with another group.",
    "Set the device's PFS to the group in ipsecPfs; where that is disabled, switch PFS off on the device.",
    "tunnelIpsecConfig.ipsecPfs",
  ),
  CommitMismatch: row(
    "ipsec",
    "The device sets the ISAKMP commit bit, which Alibaba does not support (IKEv1).",
    "Switch the commit bit off on the device, or move both ends to IKEv2.",
  ),
  ProposalMismatch: row(
    "unknown",
    "No proposal of the device fits what is configured; the service cannot tell which parameter differs.",
    "Compare in this order: IKE version and mode; encryption, hash, group and identities of phase 1; encryption, hash and PFS of phase 2; subnets. All connections of one customer gateway share their IKE settings.",
    "tunnelIkeConfig",
    "tunnelIpsecConfig",
  ),
  NegotiationFailed: row(
    "ike",
    "Phase 2 could not start, because phase 1 never finished.",
    "Let it negotiate anew (send traffic from the device, or reset the connection), diagnose again and follow what it then says of phase 1.",
  ),
  Phase1NegotiationTimeout: row(
    "ike",
    "No usable IKE answer of the device arrives.",
    "Check that the device runs IKE, sends from the registered address, and that UDP 500 and 4500 pass in both directions; trace the route to the gateway's address.",
    "customerGatewayId",
  ),
  Phase2NegotiationTimeout: row(
    "ipsec",
    "Phase 1 is established, but the device does not answer phase 2.",
    "Compare encryption, hash, PFS and lifetime of phase 2 and NAT traversal; if they are equal, try the other IKE version on both ends.",
    "tunnelIpsecConfig",
    "enableNatTraversal",
  ),
  NoResponse: row(
    "ike",
    "Nothing at all comes back from the device.",
    "Check that the device is up and that its firewall lets UDP 500, UDP 4500 and ESP pass to and from the gateway's address; compare the customer gateway's address with the device's.",
    "customerGatewayId",
  ),
  ReceiveDeleteNotify: row(
    "ike",
    "The device tore the security association down itself.",
    "Look for the reason in the device's own log at that time.",
  ),
  NoExceptionFound: row(
    "unknown",
    "Nothing wrong was seen in the last minutes; if the tunnel is down, nobody may have tried to negotiate.",
    "If the tunnel is down, start a negotiation (send traffic from the device) and diagnose again.",
  ),
} as const satisfies Readonly<Record<string, CodeMeaning>>;

/** A published code. */
export type DiagnosisCode = keyof typeof DIAGNOSIS_CODES;

/** The code of a tunnel about which there is nothing to say. */
export const HEALTHY_CODE: DiagnosisCode = "NoExceptionFound";

/** What a code means; undefined for one that is not in the published list. */
export function meaningOf(code: string): CodeMeaning | undefined {
  const meanings: Readonly<Record<string, CodeMeaning>> = DIAGNOSIS_CODES;
  return Object.hasOwn(meanings, code) ? meanings[code] : undefined;
}
