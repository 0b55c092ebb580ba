import type { ConnectionWire } from "../../provider/api/wire";
import { connectionInfo, findTunnels, type TunnelInfo, type VpnConnectionInfo } from "../../provider/lookups";
import { apiFor, CLOUD_OPTIONS, progressLine } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError } from "../exit-code";
import { painter, type Paint } from "../output/colour";
import { checkFormat, FORMAT_OPTIONS, printData } from "../output/data-format";
import { printable } from "../output/printable";
import { hasSharedRole, warnOfSharedRoles } from "../output/role-warnings";
import { statusText, tunnelName } from "../output/status";
import { list } from "../output/table";

/** `show`: everything about some connections. */
export const command: CommandBody = {
  usage: ["show <id>... [--format table|json|yaml]"],
  notes: [
    "An id is that of a connection (vco-…), of a tunnel (tun-…), or of a resource (vco-…:tun-…);\n" +
      "a tunnel's id shows its whole connection.",
  ],
  options: {
    ...FORMAT_OPTIONS,
    "show-secrets": { type: "boolean", help: "with pre-shared keys" },
    ...CLOUD_OPTIONS,
  },
  examples: [
    { what: "a connection with both tunnels", line: "npx pulumi-alicloud-vpn show vco-bp1bbi27hojx80nck" },
    { what: "as data", line: "npx pulumi-alicloud-vpn show vco-bp1bbi27hojx80nck --format yaml" },
  ],
  async run(invocation: Invocation): Promise<number> {
    const { positionals, streams } = invocation;
    if (positionals.length === 0) throw new UsageError("<id> is missing");
    checkFormat(invocation);
    const api = apiFor(invocation);
    const withKeys = invocation.isSet("show-secrets");
    const progress = progressLine(streams, "connections");
    const found = await findTunnels(api, positionals, {}, progress.show).finally(progress.clear);
    const connections = await Promise.all(
      found.map(async ({ connection }) => {
        const wire: ConnectionWire = await api.describeVpnConnection(connection.vpnConnectionId);
        return connectionInfo(wire, api.account.region, withKeys);
      }),
    );
    const paint = painter(streams);
    printData(invocation, connections, () =>
      printable(connections)
        .map((each) => details(each, paint))
        .join("\n"),
    );
    warnOfSharedRoles(connections, streams.err);
    return EXIT.ok;
  },
};

function details(connection: VpnConnectionInfo, paint: Paint): string {
  const title = connection.name === "" ? connection.vpnConnectionId : connection.name;
  const facts = list(
    [
      ["connection", connection.vpnConnectionId],
      ["region", connection.regionId],
      ["state", connection.state],
      ["VPN gateway", connection.vpnGatewayId],
      ["transit router", [connection.transitRouterId, connection.transitRouterName].filter(Boolean).join(" ")],
      ["attached to", connection.attachInstanceId],
      ["resource group", connection.resourceGroupId],
      ["local subnets", connection.localSubnets.join(", ")],
      ["remote subnets", connection.remoteSubnets.join(", ")],
      ["BGP", onOrOff(connection.enableTunnelsBgp)],
      ["health check", healthCheck(connection)],
      ["effect at once", onOrOff(connection.effectImmediately)],
      ["created", connection.createTime],
      [
        "tags",
        Object.entries(connection.tags)
          .map(([key, value]) => `${key}=${value}`)
          .join(", "),
      ],
    ],
    "  ",
  );
  const tunnels = connection.tunnels.map((tunnel) => tunnelDetails(tunnel, connection, paint));
  return `${paint(title, "strong")}\n${facts}${tunnels.join("")}`;
}

/** The tunnel's role, and its id where another tunnel has that role too. */
const nameIn = (connection: VpnConnectionInfo, tunnel: TunnelInfo): string =>
  hasSharedRole(tunnel, connection) ? `${tunnelName(tunnel)} ${tunnel.tunnelId ?? "?"}` : tunnelName(tunnel);

function tunnelDetails(tunnel: TunnelInfo, connection: VpnConnectionInfo, paint: Paint): string {
  const { tunnelIkeConfig: ike = {}, tunnelIpsecConfig: ipsec = {}, tunnelBgpConfig: bgp = {} } = tunnel;
  const facts = list(
    [
      ["tunnel", tunnel.tunnelId],
      ["zone", tunnel.zoneNo],
      ["address", tunnel.internetIp],
      ["customer gateway", tunnel.customerGatewayId],
      ["phase 1", phrase(ike.ikeVersion, ike.ikeMode, ike.ikeEncAlg, ike.ikeAuthAlg, ike.ikePfs, ike.ikeLifetime)],
      ["identities", phrase(ike.localId, "<=>", ike.remoteId)],
      ["phase 2", phrase(ipsec.ipsecEncAlg, ipsec.ipsecAuthAlg, `PFS ${ipsec.ipsecPfs ?? "?"}`, ipsec.ipsecLifetime)],
      ["DPD", onOrOff(tunnel.enableDpd)],
      ["NAT traversal", onOrOff(tunnel.enableNatTraversal)],
      [
        "BGP",
        bgp.localAsn === undefined
          ? undefined
          : phrase(
              `AS ${bgp.localAsn}`,
              bgp.localBgpIp,
              "<=>",
              `AS ${bgp.peerAsn ?? "?"}`,
              bgp.peerBgpIp,
              bgp.bgpStatus,
            ),
      ],
      ["pre-shared key", tunnel.preSharedKey],
    ],
    "    ",
  );
  return `  ${paint(nameIn(connection, tunnel), "strong")}  ${statusText(tunnel, connection, paint)}\n${facts}`;
}

function healthCheck({ healthCheck: check }: VpnConnectionInfo): string | undefined {
  if (check?.enable !== true) return onOrOff(check?.enable);
  return phrase(check.sip, "->", check.dip, check.policy, check.status);
}

const onOrOff = (flag: boolean | undefined): string | undefined =>
  flag === undefined ? undefined : flag ? "on" : "off";

/** The parts that have a value, in one line; a number is one of seconds. */
const phrase = (...parts: readonly (string | number | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined)
    .map((part) => (typeof part === "number" ? `${part} s` : part))
    .join(" ");
