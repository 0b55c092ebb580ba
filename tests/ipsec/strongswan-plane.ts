import type { CloudSide, DataPlane, DiagnosisCode, ObservedLink } from "../../simulator";
import type { Charon } from "./charon";
import { cloudSide } from "./cloud-side";

/**
 * What strongSwan writes, as the published list of codes has it: the list gives the words of both families of daemons.
 */
const REASONS: readonly (readonly [words: RegExp, code: DiagnosisCode, phase: 1 | 2])[] = [
  [/MAC mismatched|could not decrypt payloads|received AUTHENTICATION_FAILED/u, "PskMismatch", 1],
  [/no matching peer config|identity '.*' required/u, "PeerIdMismatch", 1],
  [/received TS_UNACCEPTABLE|traffic selectors .* unacceptable/u, "TrafficSelectorMismatch", 2],
  [/no CHILD_SA built|no acceptable proposal found/u, "ProposalMismatch", 2],
  [/received NO_PROPOSAL_CHOSEN|received proposals unacceptable/u, "ProposalMismatch", 1],
  [/giving up after \d+ retransmits/u, "NoResponse", 1],
  [/received DELETE for IKE_SA/u, "ReceiveDeleteNotify", 1],
];

/** Why a connection is not up, from the newest line of a log that says it. */
export function findingIn(log: string, name: string): ObservedLink["finding"] {
  const own = log
    .split("\n")
    .filter((line) => line.includes(`<${name}|`))
    .reverse();
  for (const line of own) {
    const found = REASONS.find(([words]) => words.test(line));
    if (found) return { code: found[1], phase: found[2], log: line.slice(line.indexOf(">") + 1).trim() };
  }
  return undefined;
}

/**
 * The cloud's side of a simulator's tunnels as connections of a strongSwan, whose word on their Status is the only one.
 */
export function strongswanPlane(cloud: Charon): DataPlane {
  const sides = new Map<string, string>();
  /** How long the log was when a tunnel began to negotiate: what was before is not about this configuration. */
  const since = new Map<string, number>();

  return {
    negotiate({ id, connection, link, customerGateway }: CloudSide) {
      const text = cloudSide({
        name: id,
        tunnel: { TunnelIkeConfig: link.IkeConfig, TunnelIpsecConfig: link.IpsecConfig },
        cloudAddress: link.InternetIp,
        deviceAddress: customerGateway.IpAddress,
        cloudSubnet: connection.LocalSubnet,
        deviceSubnet: connection.RemoteSubnet,
        ...(link.EnableDpd ? { dpdSeconds: 1 } : {}),
      });
      sides.set(id, text);
      since.set(id, cloud.log().length);
      // One file has all of them: strongSwan forgets what is not in it.
      cloud.load([...sides.values()].join("\n"));
      cloud.restart(id, "net");
    },
    observe(id) {
      if (cloud.associations().some(({ ikeName }) => ikeName === id)) return { Status: "ipsec_sa_established" };
      const finding = findingIn(cloud.log().slice(since.get(id)), id);
      const why = finding ? { finding } : {};
      if (cloud.ikes().every(([name]) => name !== id)) return { Status: "ike_sa_not_established", ...why };
      return { Status: finding?.phase === 2 ? "ipsec_sa_not_established" : "ike_sa_established", ...why };
    },
  };
}
