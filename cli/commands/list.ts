import { connectionInfo, listConnections, type VpnConnectionInfo } from "../../provider/lookups";
import { apiFor, CLOUD_OPTIONS, FILTER_OPTIONS, filtersOf, progressLine } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { painter } from "../output/colour";
import { checkFormat, FORMAT_OPTIONS, printData } from "../output/data-format";
import { pairInfo, pairTable } from "../output/pair-table";
import { printable } from "../output/printable";
import { hasSharedRole, warnOfSharedRoles } from "../output/role-warnings";
import { statusText } from "../output/status";
import { table } from "../output/table";
import { positionalsOf } from "../parse-command-line";
import type { Streams } from "../streams";

/** `list`: connections with the status of their tunnels. */
export const command: CommandBody = {
  usage: ["list [filters] [--pair] [--format table|json|yaml]"],
  options: {
    ...FILTER_OPTIONS,
    pair: { type: "boolean", help: "show which tunnels of each connection carry traffic, in place of all else" },
    ...FORMAT_OPTIONS,
    "show-secrets": { type: "boolean", help: "with pre-shared keys, in json and yaml" },
    ...CLOUD_OPTIONS,
  },
  examples: [
    { what: "everything in a region", line: "npx pulumi-alicloud-vpn list --region cn-hangzhou" },
    {
      what: "ids of the connections of production, for a script",
      line: "npx pulumi-alicloud-vpn list --tag environment=production --format json | jq -r '.[].vpnConnectionId'",
    },
    { what: "which connections run on one tunnel", line: "npx pulumi-alicloud-vpn list --pair" },
  ],
  async run(invocation: Invocation): Promise<number> {
    positionalsOf(invocation);
    checkFormat(invocation);
    const [asPairs, withKeys] = [invocation.isSet("pair"), invocation.isSet("show-secrets")];
    if (asPairs && withKeys) throw new UsageError("--pair and --show-secrets exclude each other");
    const { streams } = invocation;
    const api = apiFor(invocation);
    const progress = progressLine(streams, "connections");
    const wires = await listConnections(api, filtersOf(invocation), progress.show).finally(progress.clear);
    const connections = wires.map((wire) => connectionInfo(wire, api.account.region, withKeys));
    if (asPairs) printData(invocation, connections.map(pairInfo), () => pairsOrNone(connections, streams));
    else printData(invocation, connections, () => overview(printable(connections), streams));
    warnOfSharedRoles(connections, streams.err);
    return EXIT.ok;
  },
};

const pairsOrNone = (connections: readonly VpnConnectionInfo[], streams: Streams): string =>
  connections.length === 0 ? "No connections.\n" : pairTable(connections, painter(streams));

function overview(connections: readonly VpnConnectionInfo[], streams: Streams): string {
  if (connections.length === 0) return "No connections.\n";
  const paint = painter(streams);
  return table(
    ["NAME", "CONNECTION", "GATEWAY", "STATE", "MASTER", "SLAVE"],
    connections.map((connection) => [
      connection.name === "" ? "-" : connection.name,
      connection.vpnConnectionId,
      connection.vpnGatewayId ?? connection.transitRouterId ?? "-",
      connection.state ?? "-",
      ...connection.tunnels.map(
        (tunnel) =>
          `${hasSharedRole(tunnel, connection) ? `${tunnel.tunnelId}: ` : ""}${statusText(tunnel, connection, paint)}`,
      ),
      ...(connection.isDualTunnel ? [] : ["(single tunnel)"]),
    ]),
  );
}
