import { connectionFields, tagsMember } from "../../answers/connection-fields";
import { liveOf } from "../../answers/live";
import { apiError } from "../../api/error";
import { isJsonObject } from "../../api/json";
import type { Connection } from "../../model/entities";
import { type Call, type Operation, connectionResource } from "../operation";
import { regionOf } from "./region";

/** The parts of an operation that reads one connection by its id. */
export const ofOneConnection: Omit<Operation, "name" | "run"> = {
  methods: ["GET", "POST"],
  parameters: [
    { name: "RegionId", required: true },
    { name: "VpnConnectionId", required: true },
  ],
  subUserDenial: "Forbbiden.SubUser",
  resource: (call) => connectionResource(call, call.params.get("VpnConnectionId") ?? ""),
};

/** "Queries the detailed information of an IPsec-VPN connection." */
export const describeVpnConnection: Operation = {
  ...ofOneConnection,
  name: "DescribeVpnConnection",
  run(call) {
    const connection = findConnection(call);
    const { world } = call;
    const fields = connectionFields(connection, liveOf(connection, world, call.now), world, "DescribeVpnConnection");
    const bgp = fields["VpnBgpConfig"];
    return {
      committed: false,
      json: JSON.stringify({
        ...fields,
        ...(connection.ZoneNo === undefined ? {} : { ZoneNo: connection.ZoneNo }),
        // In this operation alone VpnBgpConfig has an EnableBgp, and it is a string: "EnableBgp": "true".
        ...(bgp !== undefined && isJsonObject(bgp) ? { VpnBgpConfig: { EnableBgp: "true", ...bgp } } : {}),
        ...tagsMember("Tags", connection, world.modes),
      }),
    };
  },
};

/** The connection that RegionId and VpnConnectionId name, if it is the caller's. */
export function findConnection(call: Call): Connection {
  const region = regionOf(call);
  const connection = call.world.store.connection(call.params.get("VpnConnectionId") ?? "");
  if (!connection || connection.AccountId !== call.account || connection.RegionId !== region) {
    throw apiError("InvalidVpnConnectionInstanceId.NotFound");
  }
  return connection;
}
