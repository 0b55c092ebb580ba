import * as pulumi from "@pulumi/pulumi";
import type { TunnelInfo, VpnConnectionInfo } from "../../provider/lookups";
import { answering } from "./lookup-error";
import { lookups } from "./provider-side";
import { checkScope, programApi, type Inputs, type LookupScope } from "./scope";

/** A live IPsec-VPN connection with its tunnels: native types, unset values left out. */
export type VpnConnection = VpnConnectionInfo;

/** A live tunnel of a connection. */
export type VpnConnectionTunnel = TunnelInfo;

/** What a look-up of connections has in common. */
interface Disclosure {
  /**
   * True: with each tunnel's `preSharedKey`, as far as the service discloses it. The Output variants are then secret as a
   * whole. Without it no key is in the answer at all.
   */
  readonly withKeys?: boolean;
}

/** Which connection. */
export interface GetVpnConnectionArgs extends LookupScope, Disclosure {
  /** Its id, vco-… */
  readonly vpnConnectionId: string;
}

/** Which connections: every filter of the API; they combine. */
export interface GetVpnConnectionsArgs extends LookupScope, Disclosure {
  readonly vpnConnectionId?: string;
  readonly vpnGatewayId?: string;
  readonly customerGatewayId?: string;
  readonly resourceGroupId?: string;
  /** Tags that a connection must have, with these values. */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Looks up one connection.
 * @throws LookupError that says what to do, where there is no such connection in this region and account.
 * @example
 * const office = await getVpnConnection({ vpnConnectionId: "vco-bp1bbi27hojx80nck" });
 * export const isUp = office.tunnels.every((tunnel) => tunnel.status === "ipsec_sa_established");
 */
export async function getVpnConnection(args: GetVpnConnectionArgs): Promise<VpnConnection> {
  return answering(`getVpnConnection of ${args.vpnConnectionId}`, async () => {
    const api = programApi(args);
    const wire = await api.describeVpnConnection(args.vpnConnectionId);
    return lookups().connectionInfo(wire, api.account.region, args.withKeys === true);
  });
}

/**
 * Looks up all connections that match, by name; pages are hidden.
 * @throws LookupError that says what to do. No match is no error.
 * @example
 * const production = await getVpnConnections({ tags: { environment: "production" } });
 */
export async function getVpnConnections(args: GetVpnConnectionsArgs = {}): Promise<VpnConnection[]> {
  return answering("getVpnConnections", async () => {
    const api = programApi(args);
    const { vpnConnectionId, vpnGatewayId, customerGatewayId, resourceGroupId } = args;
    const tags = Object.entries(args.tags ?? {}).map(([key, value]) => ({ key, value }));
    const wires = await lookups().listConnections(api, {
      vpnConnectionId,
      vpnGatewayId,
      customerGatewayId,
      resourceGroupId,
      tags: tags.length === 0 ? undefined : tags,
    });
    return wires.map((wire) => lookups().connectionInfo(wire, api.account.region, args.withKeys === true));
  });
}

/** Looks up one connection whose id may be an output of another resource. Secret as a whole where keys are asked for. */
export function getVpnConnectionOutput(args: Inputs<GetVpnConnectionArgs>): pulumi.Output<VpnConnection> {
  checkScope("getVpnConnectionOutput", args);
  return disclosed(args, pulumi.output(args).apply(getVpnConnection));
}

/** Looks up all connections that match filters which may be outputs. Secret as a whole where keys are asked for. */
export function getVpnConnectionsOutput(args: Inputs<GetVpnConnectionsArgs> = {}): pulumi.Output<VpnConnection[]> {
  checkScope("getVpnConnectionsOutput", args);
  return disclosed(args, pulumi.output(args).apply(getVpnConnections));
}

/** Whether keys are in it is not known before it is resolved where `withKeys` is an output: then they may be. */
function disclosed<T>(args: Inputs<Disclosure>, found: pulumi.Output<T>): pulumi.Output<T> {
  if (args.withKeys === undefined || args.withKeys === false) return found;
  return pulumi.secret(undefined).apply(() => found);
}
