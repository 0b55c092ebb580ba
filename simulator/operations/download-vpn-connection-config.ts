import { asText, downloadWriters, native } from "../answers/parameter-writers";
import type { JsonObject } from "../api/json";
import { otherHostOfPair } from "../ipv4";
import { type Connection, type Link, isTunnel, linksOf } from "../model/entities";
import type { Modes } from "../modes";
import { findConnection, ofOneConnection } from "./describe/describe-vpn-connection";
import type { Operation } from "./operation";
import type { World } from "./world";

/**
 * "Queries the configuration of an IPsec-VPN connection", for the device. The point of view is the device's: Local is
 * "the identifier of the customer gateway", LocalSubnet "the CIDR block on the data center side".
 */
export const downloadVpnConnectionConfig: Operation = {
  ...ofOneConnection,
  name: "DownloadVpnConnectionConfig",
  run(call) {
    const VpnConnectionConfig = deviceConfig(findConnection(call), call.world);
    return { committed: false, json: JSON.stringify({ VpnConnectionConfig }) };
  },
};

function deviceConfig(connection: Connection, world: World): JsonObject {
  const bgp = linksOf(connection)
    .map((link) => bgpConfig(link, world))
    .filter((one) => one !== undefined);
  return {
    LocalSubnet: connection.RemoteSubnet,
    RemoteSubnet: connection.LocalSubnet,
    ...(connection.single ? linkConfig(connection.single, world) : dualConfig(connection, world)),
    ...(bgp.length > 0 ? { BgpConfigs: { BgpConfig: bgp } } : {}),
  };
}

/** "The parameters in TunnelsConfig are returned only when the IPsec-VPN connection supports the dual-tunnel mode." */
function dualConfig(connection: Connection, world: World): JsonObject {
  return {
    ...emptyTopLevel[world.modes.dualTunnelTopLevel],
    TunnelsConfig: {
      TunnelConfig: connection.tunnels.map((one) => ({ TunnelId: one.TunnelId, ...linkConfig(one, world) })),
    },
  };
}

const emptyTopLevel: Readonly<Record<Modes["dualTunnelTopLevel"], JsonObject>> = {
  empty: { Local: "", Remote: "", IkeConfig: {}, IpsecConfig: {} },
  "no-blocks": { Local: "", Remote: "" },
  missing: {},
};

function linkConfig(link: Link, { store, modes }: World): JsonObject {
  return {
    Local: store.customerGateways.get(link.CustomerGatewayId)?.IpAddress ?? "",
    Remote: link.InternetIp,
    IkeConfig: downloadWriters.ike({}, link.IkeConfig, native, modes),
    IpsecConfig: downloadWriters.ipsec({}, link.IpsecConfig, native, modes),
  };
}

/** All values are strings; Local is the device's side here as well. */
function bgpConfig(link: Link, { store, modes }: World): JsonObject | undefined {
  const { BgpConfig: bgp } = link;
  if (!bgp) return undefined;
  const fields: JsonObject = isTunnel(link) ? { TunnelId: link.TunnelId } : {};
  downloadWriters.bgp(fields, bgp, asText, modes);
  fields["LocalBgpIp"] = otherHostOfPair(bgp.LocalBgpIp);
  fields["LocalAsn"] = String(store.customerGateways.get(link.CustomerGatewayId)?.Asn ?? "");
  return fields;
}
