import { diagnosisTable } from "../../model/diagnosis-table";
import { type Finding, linkIdOf } from "../../model/entities";
import type { Place } from "./select-links";

/**
 * A line in the form of the reference's: "2023-01-13 11:39:21 vco-bp1spxu8hlcvpd7ry**** [PROTO_ERR]: ... phase1
 * negotiation failed due to time up. [{remote id:4}{ph1: 172.16.0.88[500] <=> 192.168.0.206[500], ...}]". It never has
 * a key in it.
 */
export function sourceLog({ connection, link }: Place, finding: Finding, peerIp: string, time: number): string {
  const text = finding.log ?? keyword(link.IkeConfig.IkeVersion, finding);
  if (!text) return "";
  const at = new Date(time).toISOString().slice(0, 19).replace("T", " ");
  const port = link.EnableNatTraversal && finding.phase === 2 ? 4500 : 500;
  const sides = `${link.InternetIp}[${port}] <=> ${peerIp}[${port}]`;
  const ids = `${link.IkeConfig.LocalId} <=> ${link.IkeConfig.RemoteId}`;
  return `${at} ${linkIdOf(connection, link)} [PROTO_ERR]: ${text}. [{ph${finding.phase}: ${sides}, ${ids}}]`;
}

function keyword(ikeVersion: string, finding: Finding): string {
  const entry = diagnosisTable[finding.code];
  const text = ikeVersion === "ikev1" ? entry.v1 : entry.v2;
  const { local, remote } = finding;
  if (finding.code === "DhGroupMismatch" && ikeVersion === "ikev2") {
    // "received KE type 14,expected 2 (numbers vary)"
    return `received KE type ${numberOf(remote)},expected ${numberOf(local)}`;
  }
  if (finding.code === "NegotiationModeMismatch" && remote === "aggressive") {
    return "in Identity not acceptable Aggressive mode";
  }
  if (finding.code === "PeerIdMismatch") {
    if (local === "IP address") return "Expecting IP address type in main mode,but FQDN";
    return `received ID_I(${remote}) ${text.startsWith("does") ? text : "does not match peers id"}`;
  }
  return text;
}

function numberOf(group: string | undefined): string {
  return group?.replace(/\D/g, "") ?? "";
}
