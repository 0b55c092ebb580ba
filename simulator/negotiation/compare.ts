import { type Block, parseBlocks, parseIpv4 } from "../ipv4";
import type { DiagnosisCode } from "../model/diagnosis-table";
import type { Connection, Finding, Link, PeerConfig } from "../model/entities";

/** Compares the cloud side with the device, in the order in which IKE would trip over the differences. */
export function compare(connection: Connection, link: Link, peer: PeerConfig): Finding | undefined {
  return phase1(link, peer) ?? phase2(connection, link, peer) ?? warnings(link, peer);
}

function phase1(link: Link, peer: PeerConfig): Finding | undefined {
  const ike = link.IkeConfig;
  const v1 = ike.IkeVersion === "ikev1";
  if (ike.IkeVersion !== peer.IkeVersion) return differ("IkeVersionMismatch", 1, ike.IkeVersion, peer.IkeVersion);
  if (v1 && ike.IkeMode !== peer.IkeMode) return differ("NegotiationModeMismatch", 1, ike.IkeMode, peer.IkeMode);
  const cipher = ike.IkeEncAlg !== peer.IkeEncAlg;
  const hash = ike.IkeAuthAlg !== peer.IkeAuthAlg;
  const group = ike.IkePfs !== peer.IkePfs;
  if (Number(cipher) + Number(hash) + Number(group) > 1) {
    const [ours, theirs] = [
      suite(ike.IkeEncAlg, ike.IkeAuthAlg, ike.IkePfs),
      suite(peer.IkeEncAlg, peer.IkeAuthAlg, peer.IkePfs),
    ];
    return differ("ProposalMismatch", 1, ours, theirs);
  }
  if (cipher)
    return differ(v1 ? "AlgorithmMismatch" : "ProposalMismatch", 1, daemon(ike.IkeEncAlg), daemon(peer.IkeEncAlg));
  if (hash) return differ("AuthenticationAlgorithmMismatch", 1, daemon(ike.IkeAuthAlg), daemon(peer.IkeAuthAlg));
  if (group) return differ("DhGroupMismatch", 1, daemon(ike.IkePfs), daemon(peer.IkePfs));
  // Only IKEv1 stops at the unexpected payload; with IKEv2 the packets of phase 2 are what does not arrive.
  if (v1 && link.EnableNatTraversal !== peer.EnableNatTraversal) {
    return differ("NatTMismatch", 1, String(link.EnableNatTraversal), String(peer.EnableNatTraversal));
  }
  return identities(link, peer) ?? (ike.Psk === peer.Psk ? undefined : { code: "PskMismatch", phase: 1 });
}

function identities(link: Link, peer: PeerConfig): Finding | undefined {
  const ike = link.IkeConfig;
  if (ike.IkeVersion === "ikev1" && ike.IkeMode === "main") {
    // "Expecting IP address type in main mode,but FQDN"
    for (const id of [ike.LocalId, ike.RemoteId]) {
      if (parseIpv4(id) === undefined) return differ("PeerIdMismatch", 1, "IP address", id);
    }
  }
  if (ike.RemoteId !== peer.LocalId) return differ("PeerIdMismatch", 1, ike.RemoteId, peer.LocalId);
  if (ike.LocalId !== peer.RemoteId) return differ("PeerIdMismatch", 1, ike.LocalId, peer.RemoteId);
  return undefined;
}

function phase2(connection: Connection, link: Link, peer: PeerConfig): Finding | undefined {
  const ipsec = link.IpsecConfig;
  const v1 = link.IkeConfig.IkeVersion === "ikev1";
  if (!v1 && link.EnableNatTraversal !== peer.EnableNatTraversal) return { code: "Phase2NegotiationTimeout", phase: 2 };
  const cipher = ipsec.IpsecEncAlg !== peer.IpsecEncAlg;
  const hash = ipsec.IpsecAuthAlg !== peer.IpsecAuthAlg;
  if (cipher && hash) {
    const [ours, theirs] = [suite(ipsec.IpsecEncAlg, ipsec.IpsecAuthAlg), suite(peer.IpsecEncAlg, peer.IpsecAuthAlg)];
    return differ("ProposalMismatch", 2, ours, theirs);
  }
  if (cipher) return differ("EncryptionAlgorithmMismatch", 2, daemon(ipsec.IpsecEncAlg), daemon(peer.IpsecEncAlg));
  if (hash) {
    const code = v1 ? "AlgorithmMismatch" : "ProposalMismatch";
    return differ(code, 2, daemon(ipsec.IpsecAuthAlg), daemon(peer.IpsecAuthAlg));
  }
  const selectors = selectorFinding(connection, peer, v1);
  if (ipsec.IpsecPfs === peer.IpsecPfs) return selectors;
  const pfs = differ("PfsMismatch", 2, daemon(ipsec.IpsecPfs), daemon(peer.IpsecPfs));
  // The first IPsec SA of IKEv2 is made with the keys of phase 1: "In IKEv2 this can appear only at the first rekey."
  return v1 ? pfs : (selectors ?? { ...pfs, atRekey: true });
}

/** "IKEv2 accepts a device selector that contains the Alibaba selector; IKEv1 requires equality." */
function selectorFinding(connection: Connection, peer: PeerConfig, v1: boolean): Finding | undefined {
  const fits = (ours: string, theirs: string) => {
    if (ours === theirs) return true;
    const [mine, other] = [parseBlocks(ours), parseBlocks(theirs)];
    const covered = (a: Block[], b: Block[]) => a.every((x) => b.some((y) => y.first <= x.first && x.last <= y.last));
    return covered(mine, other) && (!v1 || covered(other, mine));
  };
  const { LocalSubnet: local, RemoteSubnet: remote } = connection;
  if (fits(local, peer.RemoteSubnet) && fits(remote, peer.LocalSubnet)) return undefined;
  const [ours, theirs] = [`${local} === ${remote}`, `${peer.RemoteSubnet} === ${peer.LocalSubnet}`];
  return differ("TrafficSelectorMismatch", 2, ours, theirs);
}

/** "Device proposes a longer lifetime than configured. Not fatal by design." */
function warnings(link: Link, peer: PeerConfig): Finding | undefined {
  const { IkeLifetime: ike } = link.IkeConfig;
  const { IpsecLifetime: ipsec } = link.IpsecConfig;
  if (peer.IkeLifetime > ike) return lifetime(1, ike, peer.IkeLifetime);
  if (peer.IpsecLifetime > ipsec) return lifetime(2, ipsec, peer.IpsecLifetime);
  return undefined;
}

function lifetime(phase: 1 | 2, local: number, remote: number): Finding {
  return { ...differ("LifetimeMismatch", phase, String(local), String(remote)), warning: true };
}

function differ(code: DiagnosisCode, phase: 1 | 2, local: string, remote: string): Finding {
  return { code, phase, local, remote };
}

function suite(...algorithms: string[]): string {
  return algorithms.map(daemon).join("/");
}

const DAEMON_NAMES: Readonly<Record<string, string>> = { sha1: "SHA", aes: "AES128", disabled: "none" };

/** The daemon's spelling, as in "MismatchLocalParam": "SHA256", "MismatchRemoteParam": "SHA". */
function daemon(value: string): string {
  const group = /^group(\d+)$/.exec(value);
  return DAEMON_NAMES[value] ?? (group ? `DH${group[1]}` : value.toUpperCase());
}
