import type { VpcApi } from "../../provider/api/vpc-api";
import {
  connectionInfo,
  listConnections,
  namedTunnels,
  NotFound,
  type ConnectionFilters,
  type NamedTunnels,
} from "../../provider/lookups";
import { pendingPart } from "../../provider/resources/vpn-tunnel/change/configuring";
import { seenIn, type Seen } from "./seen";

/** One look at the watched tunnels. */
export interface Look {
  readonly seen: readonly Seen[];
  /** The same, for a diagnosis. */
  readonly targets: readonly NamedTunnels[];
}

/**
 * Looks at the tunnels that ids name, or that the filters select. One listing answers for all of them, however many
 * they are. After the first look it is as narrow as the tunnels allow.
 * @throws NotFound at the first look with every id that names nothing.
 */
export function looker(
  api: Pick<VpcApi, "describeVpnConnections" | "account">,
  ids: readonly string[],
  filters: ConnectionFilters,
): () => Promise<Look> {
  let query = narrowed(filters, ids.map(ownerIn));
  let isFirst = true;
  return async () => {
    const wires = await listConnections(api, query);
    const connections = wires.map((wire) => connectionInfo(wire, api.account.region, false));
    const { targets, missing } = namedTunnels(connections, ids);
    if (isFirst && missing.length > 0) throw new NotFound(missing);
    if (isFirst && ids.length > 0) {
      const found = targets.map(({ connection }) => connection);
      const gateways = new Set(found.map(({ vpnGatewayId }) => vpnGatewayId));
      const [vpnGatewayId] = gateways;
      const ofGateway = gateways.size === 1 && vpnGatewayId !== undefined ? { ...filters, vpnGatewayId } : filters;
      query = narrowed(
        ofGateway,
        found.map(({ vpnConnectionId }) => vpnConnectionId),
      );
    }
    isFirst = false;
    const pending = new Set(
      wires.filter((wire) => pendingPart(wire) !== undefined).map((wire) => wire.VpnConnectionId),
    );
    return {
      targets,
      seen: targets.flatMap((target) => seenIn(target, !pending.has(target.connection.vpnConnectionId))),
    };
  };
}

/** The filters, with the connection's id where all tunnels are those of one known connection. */
function narrowed(filters: ConnectionFilters, owners: readonly (string | undefined)[]): ConnectionFilters {
  const [owner] = owners;
  const isOne = owner !== undefined && owners.every((each) => each === owner);
  return isOne ? { ...filters, vpnConnectionId: owner } : filters;
}

/** The connection that an id names; undefined for a tunnel's own id. */
function ownerIn(id: string): string | undefined {
  const owner = id.split(":")[0] ?? "";
  return owner.startsWith("vco-") ? owner : undefined;
}
