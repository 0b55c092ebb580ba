import type { Connection, CustomerGateway, Tunnel, VpnGateway } from "../model/entities";
import type { Store } from "../model/store";
import type {
  Topology,
  TopologyConnection,
  TopologyCustomerGateway,
  TopologyGateway,
  TopologyTunnel,
} from "./topology";

/**
 * The stored state as a topology: loading it gives the same state again, the negotiations that are under way included.
 */
export function exportTopology(store: Store): Topology {
  return {
    VpnGateways: [...store.gateways.values()].map(exportGateway),
    CustomerGateways: [...store.customerGateways.values()].map(exportCustomerGateway),
    VpnConnections: [...store.connections()].map(exportConnection),
  };
}

export function exportGateway(gateway: VpnGateway): TopologyGateway {
  const { configuringUntil, ...fields } = gateway;
  return { ...fields, ...until(configuringUntil) };
}

export function exportCustomerGateway(gateway: CustomerGateway): TopologyCustomerGateway {
  return gateway;
}

export function exportConnection(connection: Connection): TopologyConnection {
  const { single, tunnels, configuringUntil, HealthCheck, ...fields } = connection;
  const common = { ...fields, ...until(configuringUntil), VcoHealthCheck: HealthCheck };
  if (!single) return { ...common, TunnelOptionsSpecification: { TunnelOptions: tunnels.map(exportTunnel) } };
  const { BgpConfig, BgpAuthKey, ...link } = single;
  const authKey = BgpAuthKey === undefined ? {} : { AuthKey: BgpAuthKey };
  return { ...common, ...link, ...(BgpConfig ? { VpnBgpConfig: { ...BgpConfig, ...authKey } } : {}) };
}

function exportTunnel(tunnel: Tunnel): TopologyTunnel {
  const { configuringUntil, IkeConfig, IpsecConfig, BgpConfig, BgpAuthKey: _none, ...fields } = tunnel;
  const blocks: Pick<TopologyTunnel, "TunnelIkeConfig" | "TunnelIpsecConfig" | "TunnelBgpConfig"> = {
    TunnelIkeConfig: IkeConfig,
    TunnelIpsecConfig: IpsecConfig,
    ...(BgpConfig ? { TunnelBgpConfig: BgpConfig } : {}),
  };
  return { ...fields, ...until(configuringUntil), ...blocks };
}

function until(configuringUntil: number): { ConfiguringUntil?: number } {
  return configuringUntil > 0 ? { ConfiguringUntil: configuringUntil } : {};
}
