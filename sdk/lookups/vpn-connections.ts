import * as pulumi from "@pulumi/pulumi";
import type { TunnelInfo, VpnConnectionInfo } from "../../provider/lookups";
import { filtersIn, type ConnectionFilterArgs } from "./connection-filters";
import { withLookupErrors } from "./lookup-error";
import { lookups } from "./provider-side";
import { checkScope, programApi, type Inputs, type LookupScope } from "./scope";

/** A live IPsec-VPN connection with its tunnels, in native types. A value that is not set is left out. */
export type VpnConnection = VpnConnectionInfo;

/** A live tunnel of a connection. */
export type VpnConnectionTunnel = TunnelInfo;

/** Whether a look-up shows keys. */
interface Disclosure {
  /**
   * True: each tunnel has its `preSharedKey`, where the service discloses it, and the Output variants are secret as a
   * whole. By default the answer holds no key at all.
   */
  readonly withKeys?: boolean;
}

/** The connection to look up. */
export interface GetVpnConnectionArgs extends LookupScope, Disclosure {
  /** Its id, vco-… */
  readonly vpnConnectionId: string;
}

/** The connections to look up. Without filters these are all connections of the region. */
export interface GetVpnConnectionsArgs extends LookupScope, ConnectionFilterArgs, Disclosure {
  readonly vpnConnectionId?: string;
}

/**
 * Looks up one connection.
 * @throws LookupError that says what to do, where there is no such connection in this region and account.
 * @example
 * const office = await getVpnConnection({ vpnConnectionId: "vco-bp1bbi27hojx80nck" });
 * export const isUp = office.tunnels.every((tunnel) => tunnel.status === "ipsec_sa_established");
 */
export async function getVpnConnection(args: GetVpnConnectionArgs): Promise<VpnConnection> {
  return withLookupErrors(`getVpnConnection of ${args.vpnConnectionId}`, async () => {
    const api = programApi(args);
    const wire = await api.describeVpnConnection(args.vpnConnectionId);
    return lookups().connectionInfo(wire, api.account.region, args.withKeys === true);
  });
}

/**
 * Looks up all connections that match, sorted by name.
 * @throws LookupError that says what to do. A look-up without a match is no error.
 * @example
 * const production = await getVpnConnections({ tags: { environment: "production" } });
 */
export async function getVpnConnections(args: GetVpnConnectionsArgs = {}): Promise<VpnConnection[]> {
  return withLookupErrors("getVpnConnections", async () => {
    const api = programApi(args);
    const filters = { ...filtersIn(args), vpnConnectionId: args.vpnConnectionId };
    const wires = await lookups().listConnections(api, filters);
    return wires.map((wire) => lookups().connectionInfo(wire, api.account.region, args.withKeys === true));
  });
}

/** Looks up one connection whose id may be an output of another resource. The answer is secret as a whole with keys. */
export function getVpnConnectionOutput(args: Inputs<GetVpnConnectionArgs>): pulumi.Output<VpnConnection> {
  checkScope("getVpnConnectionOutput", args);
  return secretWithKeys(args, pulumi.output(args).apply(getVpnConnection));
}

/** Looks up all connections that match filters which may be outputs. The answer is secret as a whole with keys. */
export function getVpnConnectionsOutput(args: Inputs<GetVpnConnectionsArgs> = {}): pulumi.Output<VpnConnection[]> {
  checkScope("getVpnConnectionsOutput", args);
  return secretWithKeys(args, pulumi.output(args).apply(getVpnConnections));
}

/**
 * Makes an answer secret that holds keys, or may hold some: an output as `withKeys` is not known before it is resolved.
 */
function secretWithKeys<T>(args: Inputs<Disclosure>, found: pulumi.Output<T>): pulumi.Output<T> {
  if (args.withKeys === undefined || args.withKeys === false) return found;
  return pulumi.secret(undefined).apply(() => found);
}
