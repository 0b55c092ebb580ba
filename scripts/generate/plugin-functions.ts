import { PACKAGE } from "../../provider/adapters/plugin/settings";
import type { Schema } from "./schema";

/** The look-ups of the plugin, for its schema. */

type RefTo = (name: string) => Schema;

const text = (description: string): Schema => ({ type: "string", description });
const flag = (description: string): Schema => ({ type: "boolean", description });
const number = (description: string): Schema => ({ type: "integer", description });
const texts = (description: string): Schema => ({ type: "array", items: { type: "string" }, description });
const listOf = (item: Schema, description: string): Schema => ({ type: "array", items: item, description });
const map = (description: string): Schema => ({
  type: "object",
  additionalProperties: { type: "string" },
  description,
});

const scope = (refTo: RefTo): Schema => ({
  regionId: text("The region; by default the configured one."),
  profile: text("Profile of the shared credentials file; by default the configured account."),
  assumeRole: { ...refTo("AssumeRole"), description: "A RAM role to assume." },
});

const filters: Schema = {
  vpnGatewayId: text("Connections of this VPN gateway."),
  customerGatewayId: text("Connections to this customer gateway."),
  resourceGroupId: text("Connections of this resource group."),
  tags: map("Tags that a connection must have, with these values."),
};

const withKeys = flag("True: each tunnel has its key, where the service discloses it; it is secret. By default false.");

const connection = (refTo: RefTo): Schema => ({
  vpnConnectionId: text("The connection, vco-…"),
  name: text("Its name; empty where it has none."),
  regionId: text("Its region."),
  isDualTunnel: flag("True where its tunnels can be changed one by one."),
  state: text("Life cycle of the connection."),
  vpnGatewayId: text("Absent for a connection that is attached to a transit router."),
  attachType: text("What the connection is attached to."),
  attachInstanceId: text("The object that it is attached to."),
  transitRouterId: text("The transit router that it is attached to."),
  transitRouterName: text("The name of the transit router."),
  networkType: text("public or private."),
  resourceGroupId: text("Its resource group."),
  crossAccountAuthorized: flag("True where another account may use it."),
  internetIp: text("Public address of a single-tunnel connection."),
  spec: text("Its specification."),
  tunnelBandwidth: text("Its bandwidth."),
  healthCheck: { ...refTo("HealthCheck"), description: "Health check of the connection by ping." },
  createTime: text("When it was made, in ISO form."),
  effectImmediately: flag("False: a change takes effect when traffic comes."),
  enableTunnelsBgp: flag("True where BGP is on."),
  localSubnets: texts("The traffic selectors on the Alibaba side."),
  remoteSubnets: texts("The traffic selectors on the peer's side."),
  tags: map("Its tags."),
  tunnels: listOf(refTo("ConnectionTunnel"), "Its tunnels, the master first."),
});

const CONNECTION_ALWAYS = [
  "vpnConnectionId",
  "name",
  "regionId",
  "isDualTunnel",
  "localSubnets",
  "remoteSubnets",
  "tags",
  "tunnels",
];

/** The types that the functions answer with. @param tunnel What is reported of a live tunnel. */
export function functionTypes(refTo: RefTo, tunnel: Schema): Schema {
  const type = (name: string, description: string, properties: Schema, required: readonly string[] = []): Schema => ({
    [`${PACKAGE}:index:${name}`]: { type: "object", description, properties, required },
  });
  return {
    ...type("ConnectionTunnel", "A live tunnel of a connection.", {
      ...tunnel,
      preSharedKey: { ...text("Only where keys were asked for, and the service discloses this one."), secret: true },
    }),
    ...type("HealthCheck", "Health check of a connection by ping from one address to another.", {
      enable: flag("True where it is on."),
      sip: text("The address that pings."),
      dip: text("The address that is pinged."),
      interval: number("Seconds between two pings."),
      retry: number("How often a ping is tried."),
      policy: text("The effect of a failed check on routes: revoke_route or reserve_route."),
      status: text("success or failed."),
    }),
    ...type("Connection", "A live IPsec-VPN connection with its tunnels.", connection(refTo), CONNECTION_ALWAYS),
    ...type(
      "TunnelDiagnosis",
      "The diagnosis of one tunnel.",
      {
        vpnConnectionId: text("The connection."),
        connectionName: text("Its name."),
        tunnelId: text("The tunnel; absent for a single-tunnel connection."),
        role: text("master or slave."),
        verdict: text("up, warning, down or unknown."),
        status: text("Status of the negotiation, in the service's word."),
        failedPhase: text("The phase that fails: ike, ipsec, bgp or unknown."),
        findings: listOf(refTo("DiagnosisFinding"), "What the service found, the newest first."),
      },
      ["vpnConnectionId", "connectionName", "verdict", "findings"],
    ),
    ...type("DiagnosisFinding", "A finding of the service about a tunnel, explained.", {
      code: text("The service's code."),
      phase: text("The phase that it is about."),
      cause: text("What is wrong, in one sentence."),
      local: text("The value on the Alibaba side, as its daemon spells it."),
      remote: text("The value that the device has or offers."),
      logLine: text("The last line of the log behind the verdict."),
      nextStep: text("The first thing to do."),
      severity: text("The service's word: Critical, Warn, Normal, or another one."),
      look: texts("Properties to look at, as a program declares them."),
      failedAt: text("When it failed, in ISO form."),
    }),
    ...type(
      "PeerFile",
      "A file for a device.",
      { name: text("Its name."), text: text("Its content. It holds keys.") },
      ["name", "text"],
    ),
  };
}

/** Each function by its token. */
export function functionSchemas(refTo: RefTo): Schema {
  const schema = (
    name: string,
    description: string,
    inputs: Schema,
    required: readonly string[],
    outputs: Schema,
    always: readonly string[],
  ): Schema => ({
    [`${PACKAGE}:index:${name}`]: {
      description,
      inputs: {
        type: "object",
        properties: { ...inputs, ...scope(refTo) },
        ...(required.length > 0 ? { required } : {}),
      },
      outputs: { type: "object", properties: outputs, required: always },
    },
  });
  const vpnConnectionId = text("The connection, vco-…");
  return {
    ...schema(
      "getVpnConnection",
      "Looks up one connection with its tunnels.",
      { vpnConnectionId, withKeys },
      ["vpnConnectionId"],
      connection(refTo),
      CONNECTION_ALWAYS,
    ),
    ...schema(
      "getVpnConnections",
      "Looks up all connections that match, sorted by name. Without filters these are all connections of the region.",
      { vpnConnectionId, ...filters, withKeys },
      [],
      { connections: listOf(refTo("Connection"), "The connections.") },
      ["connections"],
    ),
    ...schema(
      "diagnose",
      "Diagnoses tunnels: says for each one whether it is up, or which phase fails, why, and the next step. Nothing is changed.",
      { ids: texts("Ids of connections, of tunnels, or of VpnTunnel resources; by default all tunnels."), ...filters },
      [],
      { tunnels: listOf(refTo("TunnelDiagnosis"), "One diagnosis for each tunnel.") },
      ["tunnels"],
    ),
    ...schema(
      "getPeerConfig",
      "Writes the configuration of the device at the other end of a connection.",
      {
        vpnConnectionId,
        device: text("The kind of device, such as strongswan: see docs/reference/peer-devices.md."),
        name: text("The prefix of every name in the configuration; by default ali."),
        number: number("The number of the first tunnel's interface; by default 101."),
        interface: text("The device's interface towards the internet."),
        address: text("The device's own address, if a NAT in front of the device has the public one."),
        tunnelIds: texts("The tunnels to write; by default all."),
      },
      ["vpnConnectionId", "device"],
      {
        device: text("The kind of device."),
        title: text("Its name."),
        proof: text("The proof of this device's form."),
        files: { ...listOf(refTo("PeerFile"), "The files; secret, because they hold keys."), secret: true },
      },
      ["device", "title", "proof", "files"],
    ),
  };
}
