import type { Connection, Link, PeerConfig } from "../../simulator/model/entities";
import { compare } from "../../simulator/negotiation/compare";
import type { IkeValues, IpsecValues } from "../../peer/model/input";
import type { Outcome, Pair, SideValues } from "./pairs";

const texts = ({ IkeVersion, IkeMode, IkeEncAlg, IkeAuthAlg, IkePfs, Psk }: IkeValues): Record<IkeText, string> => ({
  IkeVersion: String(IkeVersion),
  IkeMode: String(IkeMode),
  IkeEncAlg: String(IkeEncAlg),
  IkeAuthAlg: String(IkeAuthAlg),
  IkePfs: String(IkePfs),
  Psk: String(Psk),
});
type IkeText = "IkeVersion" | "IkeMode" | "IkeEncAlg" | "IkeAuthAlg" | "IkePfs" | "Psk";

const phase2 = ({ IpsecEncAlg, IpsecAuthAlg, IpsecPfs, IpsecLifetime }: IpsecValues): Link["IpsecConfig"] => ({
  IpsecEncAlg: String(IpsecEncAlg),
  IpsecAuthAlg: String(IpsecAuthAlg),
  IpsecPfs: String(IpsecPfs),
  IpsecLifetime: Number(IpsecLifetime),
});

/** What the simulator says of a pair. Its comparison reads no more of a connection than what is given here. */
export function predicted({ cloud, device }: Pair): Outcome {
  // LocalId is the cloud's in the connection and the device's on the device.
  const link = {
    EnableNatTraversal: true,
    IkeConfig: {
      ...texts(cloud.ike),
      IkeLifetime: Number(cloud.ike.IkeLifetime),
      LocalId: String(cloud.ike.RemoteId),
      RemoteId: String(cloud.ike.LocalId),
    },
    IpsecConfig: phase2(cloud.ipsec),
  } as Link;
  const connection = { LocalSubnet: cloud.cloudSubnet, RemoteSubnet: cloud.deviceSubnet } as Connection;
  const finding = compare(connection, link, peerConfig(device));
  if (finding === undefined || finding.warning === true) return "up";
  if (finding.atRekey === true) return "renewal";
  return finding.phase === 1 ? "phase 1" : "phase 2";
}

function peerConfig({ ike, ipsec, deviceSubnet, cloudSubnet }: SideValues): PeerConfig {
  return {
    ...texts(ike),
    ...phase2(ipsec),
    IkeLifetime: Number(ike.IkeLifetime),
    LocalId: String(ike.LocalId),
    RemoteId: String(ike.RemoteId),
    LocalSubnet: deviceSubnet,
    RemoteSubnet: cloudSubnet,
    EnableNatTraversal: true,
    Asn: 65_010,
    BgpIp: "169.254.10.2",
  };
}
