import type { DiagnosisCode, PeerPatch, Simulator } from "../../simulator";
import { diagnosisTable, manualClock, startSimulator } from "../../simulator";
import { call } from "./signed-request";

const V2 = { id: "tun-sim0000000000000011", cgw: "cgw-sim0000000000000001" };
const V1 = { id: "tun-sim0000000000000021", cgw: "cgw-sim0000000000000003" };

type Verdict = Record<string, string | number>;

describe("a device with other settings", () => {
  const clock = manualClock();
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock, configuringMs: 1000, renegotiateMs: 500 });
  });
  afterEach(() => simulator.close());

  const status = (id: string) => simulator.tunnel(id)?.Status;
  const diagnose = async (id: string): Promise<Verdict> => {
    const { json } = await call(simulator.url, "DiagnoseVpnConnections", { "TunnelIds.1": id });
    return (json as { VpnConnections: Verdict[] }).VpnConnections[0] ?? {};
  };

  type Row = [string, typeof V1, PeerPatch, string, DiagnosisCode, string | undefined, string | undefined];
  const phase1 = "ike_sa_not_established";
  const phase2 = "ipsec_sa_not_established";
  const up = "ipsec_sa_established";
  const rows: Row[] = [
    ["version", V2, { Config: { IkeVersion: "ikev1" } }, phase1, "IkeVersionMismatch", "ikev2", "ikev1"],
    ["mode", V1, { Config: { IkeMode: "aggressive" } }, phase1, "NegotiationModeMismatch", "main", "aggressive"],
    [
      "mode with IKEv2, which has none",
      V2,
      { Config: { IkeMode: "aggressive" } },
      up,
      "NoExceptionFound",
      undefined,
      undefined,
    ],
    ["IKE cipher, v1", V1, { Config: { IkeEncAlg: "aes256" } }, phase1, "AlgorithmMismatch", "AES128", "AES256"],
    ["IKE cipher, v2", V2, { Config: { IkeEncAlg: "aes" } }, phase1, "ProposalMismatch", "AES256", "AES128"],
    ["IKE hash", V2, { Config: { IkeAuthAlg: "sha1" } }, phase1, "AuthenticationAlgorithmMismatch", "SHA256", "SHA"],
    ["DH group", V2, { Config: { IkePfs: "group2" } }, phase1, "DhGroupMismatch", "DH14", "DH2"],
    [
      "several of them",
      V2,
      { Config: { IkePfs: "group2", IkeEncAlg: "3des" } },
      phase1,
      "ProposalMismatch",
      "AES256/SHA256/DH14",
      "3DES/SHA256/DH2",
    ],
    ["NAT traversal, v1", V1, { Config: { EnableNatTraversal: false } }, phase1, "NatTMismatch", "true", "false"],
    [
      "NAT traversal, v2",
      V2,
      { Config: { EnableNatTraversal: false } },
      phase2,
      "Phase2NegotiationTimeout",
      undefined,
      undefined,
    ],
    [
      "the device's identity",
      V2,
      { Config: { LocalId: "device" } },
      phase1,
      "PeerIdMismatch",
      "198.51.100.1",
      "device",
    ],
    ["the cloud's identity", V1, { Config: { RemoteId: "cloud" } }, phase1, "PeerIdMismatch", "192.0.2.11", "cloud"],
    ["key", V2, { Config: { Psk: "wrong" } }, phase1, "PskMismatch", undefined, undefined],
    ["IPsec cipher", V2, { Config: { IpsecEncAlg: "3des" } }, phase2, "EncryptionAlgorithmMismatch", "AES256", "3DES"],
    ["IPsec hash, v1", V1, { Config: { IpsecAuthAlg: "md5" } }, phase2, "AlgorithmMismatch", "SHA", "MD5"],
    ["IPsec hash, v2", V2, { Config: { IpsecAuthAlg: "md5" } }, phase2, "ProposalMismatch", "SHA256", "MD5"],
    [
      "both",
      V1,
      { Config: { IpsecAuthAlg: "md5", IpsecEncAlg: "des" } },
      phase2,
      "ProposalMismatch",
      "AES128/SHA",
      "DES/MD5",
    ],
    ["PFS, v1", V1, { Config: { IpsecPfs: "disabled" } }, phase2, "PfsMismatch", "DH2", "none"],
    [
      "selectors, v1 wants them equal",
      V1,
      { Config: { LocalSubnet: "10.0.0.0/8" } },
      phase2,
      "TrafficSelectorMismatch",
      "10.1.0.0/16 === 10.20.0.0/16",
      "10.1.0.0/16 === 10.0.0.0/8",
    ],
    [
      "selectors, v2 wants them covered",
      V2,
      { Config: { LocalSubnet: "10.0.0.0/8" } },
      phase2,
      "TrafficSelectorMismatch",
      "0.0.0.0/0 === 0.0.0.0/0",
      "0.0.0.0/0 === 10.0.0.0/8",
    ],
    ["a longer lifetime", V2, { Config: { IkeLifetime: 90000 } }, up, "LifetimeMismatch", "86400", "90000"],
    ["a shorter lifetime", V2, { Config: { IkeLifetime: 3600 } }, up, "NoExceptionFound", undefined, undefined],
    [
      "another source address",
      V2,
      { SourceIp: "198.51.100.99" },
      phase1,
      "PeerMismatch",
      "198.51.100.1",
      "198.51.100.99",
    ],
    ["no device any more", V2, { Down: true }, phase1, "DpdTimeout", undefined, undefined],
    ["a symptom of the device", V1, { Symptom: "CommitMismatch" }, phase2, "CommitMismatch", undefined, undefined],
    [
      "a symptom that does no harm",
      V1,
      { Symptom: "DpdHashNotifyCompatibility" },
      up,
      "DpdHashNotifyCompatibility",
      undefined,
      undefined,
    ],
  ];

  test.each(rows)("%s", async (_, { id, cgw }, patch, expected, code, local, remote) => {
    expect(status(id)).toBe(up);
    simulator.changePeer(cgw, patch);
    clock.advance(499);
    expect(status(id)).toBe(up);
    clock.advance(1);
    expect(status(id)).toBe(expected);
    const verdict = await diagnose(id);
    expect(verdict).toMatchObject({ FailedReasonCode: code, FailedReason: diagnosisTable[code].message, TunnelId: id });
    expect([verdict["MismatchLocalParam"], verdict["MismatchRemoteParam"]]).toEqual([local, remote]);
    simulator.changePeer(cgw, { Config: {}, Down: false, SourceIp: null, Symptom: null });
    simulator.settle();
    expect(status(id)).toBe(up);
  });

  test.each(Object.keys(diagnosisTable))("every code can be had: %s", async (code) => {
    simulator.changePeer(V1.cgw, { Symptom: code });
    simulator.settle();
    expect(await diagnose(V1.id)).toMatchObject({ FailedReasonCode: code });
  });
});
