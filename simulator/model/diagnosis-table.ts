/**
 * The published list "Troubleshoot IPsec-VPN connections", section "Error Code and Log Keyword": code, message, and for
 * each code a text that contains one of its log keywords, in the wording of the daemon for IKEv1 and of the one for
 * IKEv2.
 */
export interface Diagnosis {
  readonly message: string;
  readonly v1: string;
  readonly v2: string;
  /** How far the negotiation came. warning: the tunnel is up all the same. */
  readonly stage: "phase1" | "phase2" | "warning";
}

const same = (log: string) => ({ v1: log, v2: log });

export const diagnosisTable = {
  PeerMismatch: {
    message: "The packet received does not match the customer gateway information.",
    ...same("received UNSUPPORTED_CRITICAL_PAYLOAD error"),
    stage: "phase1",
  },
  AlgorithmMismatch: {
    message: "The encryption algorithm, authentication algorithm, or DH group parameter does not match.",
    v1: "HASH mismatched",
    v2: "packet lacks expected payload",
    stage: "phase1",
  },
  EncryptionAlgorithmMismatch: {
    message: "The encryption algorithm of the IPsec-VPN connection does not match.",
    v1: "trns_id mismatched",
    v2: "invalid encryption algorithm",
    stage: "phase2",
  },
  AuthenticationAlgorithmMismatch: {
    message: "The authentication algorithm of IKE does not match.",
    v1: "rejected hashtype",
    v2: "authtype mismatched",
    stage: "phase1",
  },
  DhGroupMismatch: {
    message: "The Phase 1 DH group parameter of IKE does not match.",
    v1: "rejected dh_group",
    v2: "proposal mismatch, transform type:4",
    stage: "phase1",
  },
  PskMismatch: {
    message: "The pre-shared key does not match.",
    v1: "Decryption failed! mismatch of preshared secrets",
    v2: "could not decrypt payloads",
    stage: "phase1",
  },
  PeerIdMismatch: {
    message: "The LocalId or RemoteId parameter does not match or is incompatible.",
    v1: "Parse PEERID failed",
    v2: "does not match peers id",
    stage: "phase1",
  },
  DpdHashNotifyCompatibility: {
    message: "DPD payload sequence is incompatible.",
    ...same("ignore information because the message has no hash payload"),
    stage: "warning",
  },
  DpdTimeout: { message: "DPD packets timed out.", ...same("DPD: remote seems to be dead"), stage: "phase1" },
  IkeVersionMismatch: {
    message: "The IKE version or negotiation mode does not match.",
    ...same("unknown ikev2 peer"),
    stage: "phase1",
  },
  NegotiationModeMismatch: {
    message: "The negotiation mode does not match.",
    ...same("not acceptable Identity Protection mode"),
    stage: "phase1",
  },
  NatTMismatch: {
    message: "NAT traversal does not match.",
    ...same("ignore the packet, received unexpecting payload type 130"),
    stage: "phase1",
  },
  LifetimeMismatch: {
    message: "The Lifetime parameter does not match.",
    ...same("long lifetime proposed"),
    stage: "warning",
  },
  SecurityProtocolMismatch: {
    message: "The security protocol does not match.",
    ...same("proto_id mismatched"),
    stage: "phase2",
  },
  EncapsulationModeMismatch: {
    message: "The encapsulation mode does not match.",
    ...same("encmode mismatched"),
    stage: "phase2",
  },
  AlgorithmCompatibility: { message: "The algorithm is incompatible.", ...same(""), stage: "phase2" },
  TrafficSelectorMismatch: {
    message: "The Protected Data Flows parameter does not match.",
    v1: "received INVALID_ID_INFORMATION error notify",
    v2: "traffic selector unacceptable",
    stage: "phase2",
  },
  PfsMismatch: {
    message: "The Phase 2 DH group parameter does not match.",
    v1: "pfs group mismatched",
    v2: "message lacks KE payload",
    stage: "phase2",
  },
  CommitMismatch: { message: "The commit bit does not match.", ...same(""), stage: "phase2" },
  ProposalMismatch: {
    message: "The proposal does not match.",
    v1: "none of my proposal matched",
    v2: "received NO_PROPOSAL_CHOSEN",
    stage: "phase1",
  },
  NegotiationFailed: {
    message: "Negotiation failed.",
    ...same("phase2 negotiation failed due to time up waiting for phase1"),
    stage: "phase1",
  },
  Phase1NegotiationTimeout: {
    message: "Phase 1 packets cannot be received and negotiation timed out.",
    ...same("phase1 negotiation failed due to time up"),
    stage: "phase1",
  },
  Phase2NegotiationTimeout: {
    message: "Phase 2 packets cannot be received and negotiation timed out.",
    ...same(""),
    stage: "phase2",
  },
  NoResponse: {
    message: "The peer gateway does not respond.",
    ...same("sending retransmit 1 of request message ID 0, seq 1"),
    stage: "phase1",
  },
  ReceiveDeleteNotify: {
    message: "The delete packet from the peer is received.",
    ...same("received DELETE IKE_SA"),
    stage: "phase1",
  },
  NoExceptionFound: {
    message: "The reason for the negotiation exception is not found.",
    ...same(""),
    stage: "warning",
  },
} as const satisfies Readonly<Record<string, Diagnosis>>;

export type DiagnosisCode = keyof typeof diagnosisTable;

export function isDiagnosisCode(code: string): code is DiagnosisCode {
  return Object.hasOwn(diagnosisTable, code);
}
