/**
 * The peer's side of a connection, independent of any device. The words local and remote, which the API uses in both
 * directions, do not occur: `device` is the gateway that is to be configured, `cloud` is Alibaba Cloud's side.
 */

import type {
  EncryptionAlgorithm,
  IkeDhGroup,
  IkeMode,
  IkeVersion,
  IntegrityAlgorithm,
  IpsecPfsGroup,
} from "../ipsec/algorithms";
import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
} from "../ipsec/algorithms";
import { parseCidr, usableHosts } from "../ipsec/cidr";
import { isMaskedPsk } from "../ipsec/psk";
import { PeerConfigError } from "./error";
import type { ApiValue, BgpValues, DownloadedPeer, DownloadedTunnel, LiveConnection, LiveTunnel } from "./input";
import type { PeerInput } from "./input";
import { address, asn, flag, identity, lifetime, oneOf, subnets, textOf } from "./values";
import type { Named } from "./values";

/** One end of a tunnel. */
export interface PeerEnd {
  readonly address: string;
  /** What the end calls itself in IKE: an address, or a name. */
  readonly id: string;
}

export interface BgpEnd {
  readonly asn: number;
  readonly address: string;
}

/** BGP through one tunnel. */
export interface PeerBgp {
  readonly tunnelCidr: string;
  readonly device: BgpEnd;
  readonly cloud: BgpEnd;
}

export interface PeerTunnel {
  readonly id: string;
  /** `master`, `slave`, or undefined where the API does not say. */
  readonly role: string | undefined;
  readonly device: PeerEnd;
  readonly cloud: PeerEnd;
  readonly ike: {
    readonly version: IkeVersion;
    readonly mode: IkeMode;
    readonly encryption: EncryptionAlgorithm;
    readonly integrity: IntegrityAlgorithm;
    readonly group: IkeDhGroup;
    readonly lifetime: number;
  };
  readonly esp: {
    readonly encryption: EncryptionAlgorithm;
    readonly integrity: IntegrityAlgorithm;
    readonly pfs: IpsecPfsGroup;
    readonly lifetime: number;
  };
  /** Undefined when the API withheld it. */
  readonly psk: string | undefined;
  readonly dpd: boolean;
  readonly natTraversal: boolean;
  readonly bgp: PeerBgp | undefined;
}

export interface PeerModel {
  readonly connectionId: string;
  /** The data centre's blocks and those behind the VPN gateway. */
  readonly deviceSubnets: readonly string[];
  readonly cloudSubnets: readonly string[];
  /** Both sides are everything: what goes through a tunnel is decided by routes. */
  readonly routeBased: boolean;
  /** One for a single-tunnel connection, otherwise two. */
  readonly tunnels: readonly PeerTunnel[];
}

const EVERYTHING = "0.0.0.0/0";
const isEverything = (blocks: readonly string[]): boolean => blocks.length === 1 && blocks[0] === EVERYTHING;

/** The model of a connection, from what the API says of it. Throws PeerConfigError for what no device could be told. */
export function peerModel({ downloaded, live }: PeerInput): PeerModel {
  const id = live.VpnConnectionId;
  const named = (property: string, ...values: readonly (ApiValue | undefined)[]): Named => ({
    property,
    tunnelId: id,
    values,
  });
  const deviceSubnets = subnets(named("remoteSubnet", live.RemoteSubnet, downloaded.LocalSubnet));
  const cloudSubnets = subnets(named("localSubnet", live.LocalSubnet, downloaded.RemoteSubnet));
  return {
    connectionId: id,
    deviceSubnets,
    cloudSubnets,
    routeBased: isEverything(deviceSubnets) && isEverything(cloudSubnets),
    tunnels: pairs(downloaded, live).map((pair) => tunnelOf(pair, { downloaded, live })),
  };
}

interface Pair {
  readonly id: string;
  readonly seen: DownloadedTunnel;
  readonly live: LiveTunnel;
}

/** Both views of each tunnel, in the order of the connection's own list. */
function pairs(downloaded: DownloadedPeer, live: LiveConnection): readonly Pair[] {
  const liveTunnels = live.TunnelOptionsSpecification ?? [];
  if (liveTunnels.length === 0) return [{ id: live.VpnConnectionId, seen: downloaded, live: singleTunnel(live) }];
  return liveTunnels.map((tunnel) => {
    const id = tunnel.TunnelId ?? "";
    const seen = downloaded.TunnelsConfig?.find((one) => one.TunnelId === id);
    if (seen === undefined)
      throw new PeerConfigError({
        property: "tunnelId",
        tunnelId: id,
        reason: "is not in the downloaded configuration; read both answers again",
      });
    return { id, seen, live: tunnel };
  });
}

/** A single-tunnel connection has its tunnel's values at its own level, under other names. */
function singleTunnel({ IkeConfig, IpsecConfig, VpnBgpConfig, ...rest }: LiveConnection): LiveTunnel {
  return {
    ...rest,
    ...(IkeConfig === undefined ? {} : { TunnelIkeConfig: IkeConfig }),
    ...(IpsecConfig === undefined ? {} : { TunnelIpsecConfig: IpsecConfig }),
    ...(VpnBgpConfig === undefined ? {} : { TunnelBgpConfig: VpnBgpConfig }),
  };
}

const isDisclosed = (key: string): boolean => key !== "" && !isMaskedPsk(key);

function tunnelOf({ id, seen, live }: Pair, { downloaded, live: connection }: PeerInput): PeerTunnel {
  const named = (property: string, ...values: readonly (ApiValue | undefined)[]): Named => ({
    property,
    tunnelId: id,
    values,
  });
  const { IkeConfig: deviceIke = {}, IpsecConfig: deviceIpsec = {} } = seen;
  const { TunnelIkeConfig: cloudIke = {}, TunnelIpsecConfig: cloudIpsec = {} } = live;
  const ike = (name: keyof typeof deviceIke, property: string): Named =>
    named(`tunnelIkeConfig.${property}`, deviceIke[name], cloudIke[name]);
  const ipsec = (name: keyof typeof deviceIpsec, property: string): Named =>
    named(`tunnelIpsecConfig.${property}`, deviceIpsec[name], cloudIpsec[name]);
  const device = address(named("customerGatewayId", seen.Local));
  const cloud = address(named("internetIp", seen.Remote, live.InternetIp));
  const tunnel: PeerTunnel = {
    id,
    role: live.Role,
    // The ids change sides between the two views, and an id that was never set is the address.
    device: {
      address: device,
      id: identity(named("tunnelIkeConfig.remoteId", deviceIke.LocalId, cloudIke.RemoteId, device)),
    },
    cloud: {
      address: cloud,
      id: identity(named("tunnelIkeConfig.localId", deviceIke.RemoteId, cloudIke.LocalId, cloud)),
    },
    ike: {
      version: oneOf(IKE_VERSIONS, ike("IkeVersion", "ikeVersion")),
      mode: oneOf(IKE_MODES, ike("IkeMode", "ikeMode")),
      encryption: oneOf(ENCRYPTION_ALGORITHMS, ike("IkeEncAlg", "ikeEncAlg")),
      integrity: oneOf(INTEGRITY_ALGORITHMS, ike("IkeAuthAlg", "ikeAuthAlg")),
      group: oneOf(IKE_DH_GROUPS, ike("IkePfs", "ikePfs")),
      lifetime: lifetime(ike("IkeLifetime", "ikeLifetime")),
    },
    esp: {
      encryption: oneOf(ENCRYPTION_ALGORITHMS, ipsec("IpsecEncAlg", "ipsecEncAlg")),
      integrity: oneOf(INTEGRITY_ALGORITHMS, ipsec("IpsecAuthAlg", "ipsecAuthAlg")),
      pfs: oneOf(IPSEC_PFS_GROUPS, ipsec("IpsecPfs", "ipsecPfs")),
      lifetime: lifetime(ipsec("IpsecLifetime", "ipsecLifetime")),
    },
    psk: [deviceIke.Psk, cloudIke.Psk].map((key) => (key === undefined ? "" : String(key))).find(isDisclosed),
    dpd: flag(named("enableDpd", live.EnableDpd), true),
    natTraversal: flag(named("enableNatTraversal", live.EnableNatTraversal), true),
    bgp: bgpOf(
      id,
      { EnableBgp: connection.EnableTunnelsBgp ?? "", ...live.TunnelBgpConfig },
      downloaded.BgpConfigs?.find((one) => one.TunnelId === undefined || one.TunnelId === id),
    ),
  };
  refuseSwappedSides(tunnel, live);
  return tunnel;
}

/** The cloud's view is the documented one, so it counts first; in the device's view the two sides change places. */
function bgpOf(tunnelId: string, cloudView: BgpValues, deviceView: BgpValues | undefined): PeerBgp | undefined {
  const named = (property: string, ...values: readonly (ApiValue | undefined)[]): Named => ({
    property: `tunnelBgpConfig.${property}`,
    tunnelId,
    values,
  });
  if (
    !flag(
      named("enableBgp", cloudView.EnableBgp),
      textOf(named("", cloudView.TunnelCidr, deviceView?.TunnelCidr)) !== undefined,
    )
  )
    return undefined;
  const [tunnelCidr] = subnets(named("tunnelCidr", cloudView.TunnelCidr, deviceView?.TunnelCidr));
  const cloudAddress = address(named("localBgpIp", cloudView.LocalBgpIp, deviceView?.PeerBgpIp));
  const block = parseCidr(tunnelCidr ?? "");
  const hosts = block.ok ? usableHosts(block.cidr) : undefined;
  const other = hosts?.first.text === cloudAddress ? hosts.last.text : hosts?.first.text;
  return {
    tunnelCidr: tunnelCidr ?? "",
    device: {
      asn: asn(named("peerAsn", cloudView.PeerAsn, deviceView?.LocalAsn)),
      address: address(named("peerBgpIp", cloudView.PeerBgpIp, deviceView?.LocalBgpIp, other)),
    },
    cloud: { asn: asn(named("localAsn", cloudView.LocalAsn, deviceView?.PeerAsn)), address: cloudAddress },
  };
}

/** The reference's own example has its ids on the wrong sides; a device configured that way would never come up. */
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
