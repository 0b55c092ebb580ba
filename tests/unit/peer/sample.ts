/** A connection as the API describes it from both ends, with the values that a test wants changed. */

import { PeerConfigError, peerModel } from "../../../peer";
import type { PeerModel, Renderer } from "../../../peer";
import type { DownloadedTunnel, IkeValues, IpsecValues, LiveTunnel } from "../../../peer/model/input";

export interface Sample {
  readonly ike?: IkeValues;
  readonly ipsec?: IpsecValues;
  readonly bgp?: boolean;
  readonly tunnels?: number;
  readonly deviceSubnet?: string;
  readonly cloudSubnet?: string;
  readonly live?: Partial<LiveTunnel>;
  /** `CEN` for a connection on a transit router. */
  readonly attachType?: string;
  /** The device's addresses by tunnel, where they differ. */
  readonly deviceAddresses?: readonly string[];
}

export const TUNNEL_IDS = ["tun-first", "tun-second"] as const;
export const CLOUD = ["47.98.10.1", "47.98.10.2"] as const;
export const DEVICE = "203.0.113.5";

/** The API's two answers. The ids in `ike` are those of the download: LocalId is the device. */
export function answers(sample: Sample = {}): Parameters<typeof peerModel>[0] {
  const { bgp = false, tunnels = 2, deviceSubnet = "10.1.0.0/16", cloudSubnet = "10.2.0.0/16" } = sample;
  const addressOf = (index: number): string => sample.deviceAddresses?.[index] ?? DEVICE;
  const indexes = Array.from({ length: tunnels }, (_, index) => index);
  const seen = indexes.map((index): DownloadedTunnel => ({
    TunnelId: TUNNEL_IDS[index] ?? "",
    Local: addressOf(index),
    Remote: CLOUD[index] ?? "",
    IkeConfig: {
      IkeVersion: "ikev2",
      IkeMode: "main",
      IkeEncAlg: "aes256",
      IkeAuthAlg: "sha256",
      IkePfs: "group14",
      IkeLifetime: 86_400,
      LocalId: addressOf(index),
      RemoteId: CLOUD[index] ?? "",
      Psk: `Example-key-${index + 1}`,
      ...sample.ike,
    },
    IpsecConfig: {
      IpsecEncAlg: "aes",
      IpsecAuthAlg: "sha1",
      IpsecPfs: "group5",
      IpsecLifetime: "3600",
      ...sample.ipsec,
    },
  }));
  const live = indexes.map((index): LiveTunnel => ({
    TunnelId: TUNNEL_IDS[index] ?? "",
    Role: index === 0 ? "master" : "slave",
    InternetIp: CLOUD[index] ?? "",
    EnableDpd: "true",
    EnableNatTraversal: true,
    ...(bgp
      ? {
          TunnelBgpConfig: {
            EnableBgp: "true",
            LocalAsn: "45104",
            LocalBgpIp: `169.254.${10 + index}.1`,
            PeerAsn: 65_010,
            TunnelCidr: `169.254.${10 + index}.0/30`,
          },
        }
      : {}),
    ...sample.live,
  }));
  return {
    downloaded: { LocalSubnet: deviceSubnet, RemoteSubnet: cloudSubnet, TunnelsConfig: seen },
    live: {
      VpnConnectionId: "vco-example",
      LocalSubnet: cloudSubnet,
      RemoteSubnet: deviceSubnet,
      AttachType: sample.attachType ?? "VPNGW",
      TunnelOptionsSpecification: live,
    },
  };
}

export const EVERYTHING = { deviceSubnet: "0.0.0.0/0", cloudSubnet: "0.0.0.0/0" } as const;

export function model(sample?: Sample): PeerModel {
  return peerModel(answers(sample));
}

/**
 * The values of one tunnel that the device can have: everything on both sides if it takes that, otherwise two blocks.
 */
export function oneTunnelFor(renderer: Renderer): Sample {
  const everything = { ...EVERYTHING, tunnels: 1 };
  try {
    renderer.render(model(everything), { interface: "port1" });
    return everything;
  } catch (error) {
    if (error instanceof PeerConfigError) return { tunnels: 1 };
    throw error;
  }
}
