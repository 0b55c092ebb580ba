import { connectionFields, tagsMember } from "../../answers/connection";
import { liveOf } from "../../answers/live";
import { apiError } from "../../api/error";
import { isJsonObject } from "../../api/json";
import { type Call, type Operation, connectionResource } from "../operation";
import type { Connection } from "../../model/entities";
import { regionOf } from "./region";

/** "Queries the detailed information of an IPsec-VPN connection." */
export const describeVpnConnection: Operation = {
  name: "DescribeVpnConnection",
  methods: ["GET", "POST"],
  parameters: [
    { name: "RegionId", required: true },
    { name: "VpnConnectionId", required: true },
  ],
  subUserDenial: "Forbbiden.SubUser",
  resource: (call) => connectionResource(call, call.params.get("VpnConnectionId") ?? ""),
  run(call) {
    const connection = findConnection(call);
    const { store, modes } = call.world;
    const tunnelValues = modes.tunnelValues === "string-in-list" ? "native" : modes.tunnelValues;
    const live = liveOf(connection, call.world, call.now);
    const fields = connectionFields(connection, live, { store, modes: { ...modes, tunnelValues } });
    const bgp = fields["VpnBgpConfig"];
    return {
      committed: false,
      json: JSON.stringify({
        ...fields,
        ...(connection.ZoneNo === undefined ? {} : { ZoneNo: connection.ZoneNo }),
        // Only here has VpnBgpConfig an EnableBgp, and it is a string: "EnableBgp": "true".
        ...(bgp !== undefined && isJsonObject(bgp) ? { VpnBgpConfig: { EnableBgp: "true", ...bgp } } : {}),
        ...tagsMember("Tags", connection, modes),
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
