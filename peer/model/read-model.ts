/** Reads the model of a connection's peer side from the API's two answers. */

import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../../ipsec/algorithms";
import { parseCidr, usableHosts } from "../../ipsec/cidr";
import { isMaskedPsk } from "../../ipsec/psk";
import { PeerConfigError } from "../error";
import type { BgpValues, DownloadedPeer, DownloadedTunnel, IkeValues, IpsecValues } from "./input";
import type { ApiValue, LiveConnection, LiveTunnel, PeerInput } from "./input";
import { EVERYTHING, type PeerBgp, type PeerModel, type PeerTunnel } from "./model";
import { address, asn, flag, identity, lifetime, oneOf, subnets, textOf, type NamedValue } from "./values";

/** The model of a connection. Throws PeerConfigError for a value that no device can be configured with. */
export function peerModel({ downloaded, live }: PeerInput): PeerModel {
  const id = live.VpnConnectionId;
  const deviceSubnets = subnets(named(id, "remoteSubnet", live.RemoteSubnet, downloaded.LocalSubnet));
  const cloudSubnets = subnets(named(id, "localSubnet", live.LocalSubnet, downloaded.RemoteSubnet));
  return {
    connectionId: id,
    deviceSubnets,
    cloudSubnets,
    routeBased: isEverything(deviceSubnets) && isEverything(cloudSubnets),
    equalPaths: isOnTransitRouter(live),
    tunnels: viewsOfTunnels(downloaded, live).map((views) => tunnelOf(views, { downloaded, live })),
  };
}

const isEverything = (blocks: readonly string[]): boolean => blocks.length === 1 && blocks[0] === EVERYTHING;

const isOnTransitRouter = ({ AttachType = "", TransitRouterId = "" }: LiveConnection): boolean =>
  AttachType === "" ? TransitRouterId !== "" : AttachType !== "VPNGW";

/** A property of a tunnel or a connection, with the values that the API's answers give it, the best one first. */
function named(tunnelId: string, property: string, ...values: readonly (ApiValue | undefined)[]): NamedValue {
  return { property, tunnelId, values };
}

/** One tunnel as the two answers show it. */
interface TunnelViews {
  readonly id: string;
  readonly downloaded: DownloadedTunnel;
  readonly live: LiveTunnel;
}

/** Both views of each tunnel, in the order of the connection's own list. */
function viewsOfTunnels(downloaded: DownloadedPeer, live: LiveConnection): readonly TunnelViews[] {
  const liveTunnels = live.TunnelOptionsSpecification ?? [];
  if (liveTunnels.length === 0) return [{ id: live.VpnConnectionId, downloaded, live: singleTunnel(live) }];
  return liveTunnels.map((tunnel) => {
    const id = tunnel.TunnelId ?? "";
    const match = downloaded.TunnelsConfig?.find((candidate) => candidate.TunnelId === id);
    if (match === undefined)
      throw new PeerConfigError({
        property: "tunnelId",
        tunnelId: id,
        reason: "is not in the downloaded configuration; read both answers again",
      });
    return { id, downloaded: match, live: tunnel };
  });
}

/** A single-tunnel connection holds its tunnel's values itself, under other names. */
function singleTunnel({ IkeConfig, IpsecConfig, VpnBgpConfig, ...rest }: LiveConnection): LiveTunnel {
  return {
    ...rest,
    ...(IkeConfig === undefined ? {} : { TunnelIkeConfig: IkeConfig }),
    ...(IpsecConfig === undefined ? {} : { TunnelIpsecConfig: IpsecConfig }),
    ...(VpnBgpConfig === undefined ? {} : { TunnelBgpConfig: VpnBgpConfig }),
  };
}

function tunnelOf({ id, downloaded, live }: TunnelViews, connection: PeerInput): PeerTunnel {
  const { IkeConfig: deviceIke = {}, IpsecConfig: deviceIpsec = {} } = downloaded;
  const { TunnelIkeConfig: cloudIke = {}, TunnelIpsecConfig: cloudIpsec = {} } = live;
  const device = address(named(id, "customerGatewayId", downloaded.Local));
  const cloud = address(named(id, "internetIp", downloaded.Remote, live.InternetIp));
  const tunnel: PeerTunnel = {
    id,
    role: live.Role,
    // The two views have the ids on opposite sides. An id that was never set is the end's address.
    device: {
      address: device,
      id: identity(named(id, "tunnelIkeConfig.remoteId", deviceIke.LocalId, cloudIke.RemoteId, device)),
    },
    cloud: {
      address: cloud,
      id: identity(named(id, "tunnelIkeConfig.localId", deviceIke.RemoteId, cloudIke.LocalId, cloud)),
    },
    ike: ikeOf(id, deviceIke, cloudIke),
    esp: espOf(id, deviceIpsec, cloudIpsec),
    psk: [deviceIke.Psk, cloudIke.Psk].map((key) => (key === undefined ? "" : String(key))).find(isDisclosed),
    dpd: flag(named(id, "enableDpd", live.EnableDpd), true),
    natTraversal: flag(named(id, "enableNatTraversal", live.EnableNatTraversal), true),
    bgp: bgpOf(
      id,
      { EnableBgp: connection.live.EnableTunnelsBgp ?? "", ...live.TunnelBgpConfig },
      connection.downloaded.BgpConfigs?.find(({ TunnelId }) => TunnelId === undefined || TunnelId === id),
    ),
  };
  refuseSwappedSides(tunnel, live);
  return tunnel;
}

const isDisclosed = (key: string): boolean => key !== "" && !isMaskedPsk(key);

function ikeOf(tunnelId: string, deviceView: IkeValues, cloudView: IkeValues): PeerTunnel["ike"] {
  const value = (name: keyof IkeValues, property: string): NamedValue =>
    named(tunnelId, `tunnelIkeConfig.${property}`, deviceView[name], cloudView[name]);
  return {
    version: oneOf(IKE_VERSIONS, value("IkeVersion", "ikeVersion")),
    mode: oneOf(IKE_MODES, value("IkeMode", "ikeMode")),
    encryption: oneOf(ENCRYPTION_ALGORITHMS, value("IkeEncAlg", "ikeEncAlg")),
    integrity: oneOf(INTEGRITY_ALGORITHMS, value("IkeAuthAlg", "ikeAuthAlg")),
    group: oneOf(IKE_DH_GROUPS, value("IkePfs", "ikePfs")),
    lifetime: lifetime(value("IkeLifetime", "ikeLifetime")),
  };
}

function espOf(tunnelId: string, deviceView: IpsecValues, cloudView: IpsecValues): PeerTunnel["esp"] {
  const value = (name: keyof IpsecValues, property: string): NamedValue =>
    named(tunnelId, `tunnelIpsecConfig.${property}`, deviceView[name], cloudView[name]);
  return {
    encryption: oneOf(ENCRYPTION_ALGORITHMS, value("IpsecEncAlg", "ipsecEncAlg")),
    integrity: oneOf(INTEGRITY_ALGORITHMS, value("IpsecAuthAlg", "ipsecAuthAlg")),
    pfs: oneOf(IPSEC_PFS_GROUPS, value("IpsecPfs", "ipsecPfs")),
    lifetime: lifetime(value("IpsecLifetime", "ipsecLifetime")),
  };
}

/** The reference documents the cloud's view, so its values come first. The device's view has the two sides swapped. */
function bgpOf(tunnelId: string, cloudView: BgpValues, deviceView: BgpValues | undefined): PeerBgp | undefined {
  const value = (property: string, ...values: readonly (ApiValue | undefined)[]): NamedValue =>
    named(tunnelId, `tunnelBgpConfig.${property}`, ...values);
  const tunnelCidrs = value("tunnelCidr", cloudView.TunnelCidr, deviceView?.TunnelCidr);
  const isOn = flag(value("enableBgp", cloudView.EnableBgp), textOf(tunnelCidrs) !== undefined);
  if (!isOn) return undefined;
  const [tunnelCidr = ""] = subnets(tunnelCidrs);
  const cloudAddress = address(value("localBgpIp", cloudView.LocalBgpIp, deviceView?.PeerBgpIp));
  const otherAddress = otherHostOf(tunnelCidr, cloudAddress);
  return {
    tunnelCidr,
    device: {
      asn: asn(value("peerAsn", cloudView.PeerAsn, deviceView?.LocalAsn)),
      address: address(value("peerBgpIp", cloudView.PeerBgpIp, deviceView?.LocalBgpIp, otherAddress)),
    },
    cloud: { asn: asn(value("localAsn", cloudView.LocalAsn, deviceView?.PeerAsn)), address: cloudAddress },
  };
}

/** The other usable host of a tunnel's block, which has two. */
export function otherHostOf(tunnelCidr: string, host: string): string | undefined {
  const parsed = parseCidr(tunnelCidr);
  if (!parsed.ok) return undefined;
  const { first, last } = usableHosts(parsed.cidr);
  return first.text === host ? last.text : first.text;
}

/** The reference's own example has its ids on the wrong sides. A device with swapped ids never brings a tunnel up. */
function refuseSwappedSides({ id, device, cloud }: PeerTunnel, live: LiveTunnel): void {
  const swapped = (property: string): PeerConfigError =>
    new PeerConfigError({
      property,
      tunnelId: id,
      reason: "is the other side's address: the API's answer has the two sides mixed up",
    });
  if (live.InternetIp !== undefined && live.InternetIp === device.address) throw swapped("customerGatewayId");
  if (device.id === cloud.address && device.address !== cloud.address) throw swapped("tunnelIkeConfig.remoteId");
  if (cloud.id === device.address && device.address !== cloud.address) throw swapped("tunnelIkeConfig.localId");
}
