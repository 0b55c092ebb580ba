// docs/clouds.md, run as it is printed.
import type { Topology } from "../../simulator";
import { office, STRONG } from "./pages/office";
import { runsAsPrinted } from "./pages/run-page";

const lifetimes = { ike: { IkeLifetime: 28_800 }, ipsec: { IpsecLifetime: 3600 } };

/** The office with a second connection, and with values that other clouds take. */
function estate(): Topology {
  const topology = office({
    ike: { ...STRONG.ike, ...lifetimes.ike },
    ipsec: { ...STRONG.ipsec, ...lifetimes.ipsec },
    peerAsn: 64_600,
  });
  const connections = topology.VpnConnections ?? [];
  return {
    ...topology,
    VpnConnections: connections.flatMap((connection) => {
      const tunnels = connection.TunnelOptionsSpecification?.TunnelOptions ?? [];
      const withTunnels = (TunnelOptions: typeof tunnels) => ({ TunnelOptionsSpecification: { TunnelOptions } });
      const fitting = tunnels.map((tunnel, index) => ({
        ...tunnel,
        TunnelIkeConfig: { ...tunnel.TunnelIkeConfig, Psk: `Key_of_office.${index + 1}` },
        TunnelBgpConfig: {
          TunnelCidr: `169.254.21.${4 * index}/30`,
          LocalBgpIp: `169.254.21.${4 * index + 2}`,
          LocalAsn: 65_530,
        },
      }));
      const old = tunnels.map((tunnel, index) => ({
        ...tunnel,
        TunnelId: `tun-bp1old${index + 1}`,
        TunnelIkeConfig: { ...STRONG.ike, IkeLifetime: 86_400, Psk: `Key_of_old.${index + 1}` },
        TunnelIpsecConfig: { ...STRONG.ipsec, IpsecLifetime: 86_400 },
        TunnelBgpConfig: {
          TunnelCidr: `169.254.22.${4 * index}/30`,
          LocalBgpIp: `169.254.22.${4 * index + 2}`,
          LocalAsn: 65_530,
        },
      }));
      return [
        { ...connection, ...withTunnels(fitting) },
        { ...connection, VpnConnectionId: "vco-bp1old", Name: "old", ...withTunnels(old) },
      ];
    }),
  };
}

runsAsPrinted("docs/clouds.md", { topology: estate() });
