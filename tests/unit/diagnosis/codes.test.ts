import { DIAGNOSIS_CODES, explainDiagnosis, type Phase } from "../../../provider/diagnosis";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { diagnosisTable } from "../../../simulator";

/** The published list: code, phase, and a word that the next step cannot do without. */
const PUBLISHED: readonly (readonly [code: string, phase: Phase, step: RegExp])[] = [
  ["PeerMismatch", "ike", /customer gateway's address/u],
  ["AlgorithmMismatch", "unknown", /both phases/u],
  ["EncryptionAlgorithmMismatch", "ipsec", /ipsecEncAlg/u],
  ["AuthenticationAlgorithmMismatch", "ike", /ikeAuthAlg/u],
  ["DhGroupMismatch", "ike", /ikePfs/u],
  ["PskMismatch", "ike", /same key on both ends/u],
  ["PeerIdMismatch", "ike", /localId.*remoteId/u],
  ["DpdHashNotifyCompatibility", "ike", /hash before notify/u],
  ["DpdTimeout", "ike", /reachable/u],
  ["IkeVersionMismatch", "ike", /ikeVersion/u],
  ["NegotiationModeMismatch", "ike", /main/u],
  ["NatTMismatch", "ike", /behind a NAT/u],
  ["LifetimeMismatch", "unknown", /same seconds/u],
  ["SecurityProtocolMismatch", "ipsec", /ESP/u],
  ["EncapsulationModeMismatch", "ipsec", /tunnel mode/u],
  ["AlgorithmCompatibility", "unknown", /another integrity algorithm/u],
  ["TrafficSelectorMismatch", "ipsec", /subnets.*0\.0\.0\.0\/0/u],
  ["PfsMismatch", "ipsec", /ipsecPfs/u],
  ["CommitMismatch", "ipsec", /commit bit off/u],
  ["ProposalMismatch", "unknown", /IKE version and mode/u],
  ["NegotiationFailed", "ike", /diagnose again/u],
  ["Phase1NegotiationTimeout", "ike", /UDP 500 and 4500/u],
  ["Phase2NegotiationTimeout", "ipsec", /phase 2/u],
  ["NoResponse", "ike", /firewall/u],
  ["ReceiveDeleteNotify", "ike", /device's own log/u],
  ["NoExceptionFound", "unknown", /start a negotiation/u],
];

describe("the table of diagnosis codes", () => {
  it("has the 26 published codes, and so does the simulator", () => {
    expect(Object.keys(DIAGNOSIS_CODES)).toEqual(PUBLISHED.map(([code]) => code));
    expect(PUBLISHED).toHaveLength(26);
    expect(Object.keys(diagnosisTable).sort()).toEqual(PUBLISHED.map(([code]) => code).sort());
  });

  it.each(PUBLISHED)("has phase and next step of %s: %s", (code, phase, step) => {
    const explained = explainDiagnosis({ FailedReasonCode: code, FailedReason: "The service's own words." });
    expect(explained).toMatchObject({ code, phase });
    expect(explained.nextStep).toMatch(step);
    expect(explained.cause).toMatch(/^[A-Z].*\.$/u);
    expect(explained.nextStep).toMatch(/^[A-Z].*\.$/u);
    expect(explained.cause).not.toContain("service's own words");
  });

  it("names properties that exist", () => {
    const paths = new Set([
      ...vpnTunnelTable.fields.map((field) => field.path),
      ...vpnTunnelTable.groups.map((group) => group.path),
    ]);
    for (const { look } of Object.values(DIAGNOSIS_CODES)) expect(look.filter((path) => !paths.has(path))).toEqual([]);
  });
});

describe("an explanation of a diagnosis", () => {
  it("has both sides, the last line of the log, the time and the service's severity", () => {
    const explained = explainDiagnosis({
      FailedReasonCode: "AuthenticationAlgorithmMismatch",
      MismatchLocalParam: "SHA256",
      MismatchRemoteParam: "SHA",
      SourceLog: "first line\n  rejected hashtype  \n\n",
      Severity: "Warn",
      FailedTime: 1_700_000_000_000,
    });
    expect(explained).toMatchObject({
      local: "SHA256",
      remote: "SHA",
      logLine: "rejected hashtype",
      severity: "Warn",
      failedAt: "2023-11-14T22:13:20.000Z",
      look: ["tunnelIkeConfig.ikeAuthAlg"],
    });
  });

  it("omits the fields that the service omits", () => {
    const explained = explainDiagnosis({ FailedReasonCode: "NoResponse", SourceLog: "", MismatchLocalParam: "" });
    expect(Object.keys(explained).sort()).toEqual(["cause", "code", "look", "nextStep", "phase"]);
  });

  it("never shows the differing values if they are keys", () => {
    const wire = { FailedReasonCode: "PskMismatch", MismatchLocalParam: "planted-a", MismatchRemoteParam: "planted-b" };
    expect(JSON.stringify(explainDiagnosis(wire))).not.toContain("planted");
  });

  it.each<[string, Phase]>([
    ["phase2 negotiation failed due to time up waiting for phase1", "ike"],
    ["no IPsec-SA found", "ipsec"],
    ["received NO_PROPOSAL_CHOSEN, establishing CHILD_SA failed", "ipsec"],
    ["something else", "unknown"],
  ])("finds the phase in the log if the code does not have it: %s", (SourceLog, phase) => {
    expect(explainDiagnosis({ FailedReasonCode: "ProposalMismatch", SourceLog }).phase).toBe(phase);
  });

  it("accepts an unlisted code, and a missing one", () => {
    const unlisted = explainDiagnosis({ FailedReasonCode: "QuantumMismatch", FailedReason: "Qubits differ" });
    expect(unlisted).toMatchObject({ code: "QuantumMismatch", phase: "unknown" });
    expect(unlisted.cause).toMatch(/^Qubits differ\. .*QuantumMismatch/u);
    expect(explainDiagnosis({})).toMatchObject({ code: "", cause: "The service gives no code." });
    expect(explainDiagnosis({ FailedReasonCode: "toString" }).cause).toContain("toString");
  });
});
