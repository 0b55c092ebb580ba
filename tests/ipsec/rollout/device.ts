import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { peerModel, rendererOf } from "../../../peer";
import type { BgpTimers, PeerModel } from "../../../peer";
import type { CloudSide } from "../../../simulator";
import type { Charon } from "../charon";
import { BGP, NETWORKS, OUTSIDE, TUNNELS } from "./network";
import type { TunnelNumber } from "./network";

/** What is wrong with a device that was changed by hand. */
export interface Mistake {
  readonly wrongKey?: boolean;
}

/** The connection at the device, by the name that `peer-config` gives it. */
export const deviceName = (tunnel: TunnelNumber): string => `ali-lout-t${tunnel}`;

/** What `peer-config` reads: the API's answers, with the values of both tunnels. */
export function modelOf(sides: Readonly<Record<TunnelNumber, CloudSide>>, hasEqualPaths = false): PeerModel {
  const { connection } = sides[1];
  return peerModel({
    downloaded: {
      LocalSubnet: connection.RemoteSubnet,
      RemoteSubnet: connection.LocalSubnet,
      TunnelsConfig: TUNNELS.map((tunnel) => {
        const { id, link } = sides[tunnel];
        const { LocalId, RemoteId, ...ike } = link.IkeConfig;
        return {
          TunnelId: id,
          Local: OUTSIDE.device,
          Remote: OUTSIDE.cloud[tunnel],
          IkeConfig: { ...ike, LocalId: RemoteId, RemoteId: LocalId },
          IpsecConfig: link.IpsecConfig,
        };
      }),
    },
    live: {
      VpnConnectionId: connection.VpnConnectionId,
      LocalSubnet: connection.LocalSubnet,
      RemoteSubnet: connection.RemoteSubnet,
      TunnelOptionsSpecification: TUNNELS.map((tunnel) => {
        const { id, link } = sides[tunnel];
        return {
          TunnelId: id,
          ...(hasEqualPaths ? {} : { Role: tunnel === 1 ? "master" : "slave" }),
          InternetIp: OUTSIDE.cloud[tunnel],
          EnableDpd: link.EnableDpd,
          EnableNatTraversal: link.EnableNatTraversal,
          TunnelBgpConfig: {
            EnableBgp: true,
            LocalAsn: BGP.cloudAsn,
            LocalBgpIp: BGP.cloud[tunnel],
            PeerAsn: BGP.deviceAsn,
            PeerBgpIp: BGP.device[tunnel],
            TunnelCidr: BGP.cidr[tunnel],
          },
        };
      }),
    },
  });
}

/** The file of strongSwan for one tunnel, as `peer-config` writes it. */
export function strongswanFile(model: PeerModel, id: string): string {
  return rendererOf("strongswan")?.render(model, { tunnelIds: [id] }).files[0]?.text ?? "";
}

/** FRR's file as `peer-config` writes it, for sessions that end behind the tunnels' ends. */
export function routerFile(model: PeerModel, timers: BgpTimers): string {
  const options = { advertise: [NETWORKS.device], bgpTimers: timers };
  return `${rendererOf("frr")?.render(model, options).files[0]?.text ?? ""}
router bgp ${BGP.deviceAsn}
${TUNNELS.flatMap((tunnel) => behindTheEnd(BGP.cloud[tunnel], BGP.device[tunnel])).join("\n")}
exit
`;
}

/** For a session whose ends are a hop behind those of its tunnel. */
export const behindTheEnd = (neighbour: string, own: string): readonly string[] => [
  ` neighbor ${neighbour} ebgp-multihop`,
  ` neighbor ${neighbour} disable-connected-check`,
  ` neighbor ${neighbour} update-source ${own}`,
];

export const withWrongKey = (file: string): string => file.replace(/secret = .*/u, "secret = 0x77726f6e67");

/** The device's two ends, and the files that its engineer loads. */
export class Device {
  private readonly sides: Partial<Record<TunnelNumber, CloudSide>> = {};
  /** BGP uses both tunnels; otherwise it prefers the master. */
  hasEqualPaths = false;

  /** @param files the folder of the connections' files, where a hook finds them too */
  constructor(
    private readonly ends: Readonly<Record<TunnelNumber, Charon>>,
    private readonly files: string,
  ) {}

  /** What the engineer is told of a tunnel. */
  learn(tunnel: TunnelNumber, side: CloudSide): void {
    this.sides[tunnel] = side;
  }

  get model(): PeerModel {
    const { 1: first, 2: second } = this.sides;
    if (first === undefined || second === undefined) throw new Error("the device knows only one of its tunnels");
    return modelOf({ 1: first, 2: second }, this.hasEqualPaths);
  }

  /** Gives a tunnel the values that the engineer was told, and begins to negotiate. */
  follow(tunnel: TunnelNumber, { wrongKey = false }: Mistake = {}): void {
    const id = this.sides[tunnel]?.id ?? "";
    const text = strongswanFile(this.model, id);
    const end = this.ends[tunnel];
    const given = wrongKey ? withWrongKey(text) : text;
    writeFileSync(join(this.files, `${deviceName(tunnel)}.conf`), given, { mode: 0o600 });
    end.load(given);
    end.restart(deviceName(tunnel), deviceName(tunnel));
  }
}
