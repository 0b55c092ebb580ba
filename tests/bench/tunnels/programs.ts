// The three programs. They read the same tunnels.json and pass the same inputs; what differs is the resource.
import { VPN_TUNNEL_TYPE } from "../../../policies/subjects/resource";
import { OUTPUT_NAMES } from "../../../sdk/generated/vpn-tunnel-outputs";
import { HANDLER } from "../../../sdk/handler";
import type { Deployment, StoredResource } from "../../engine/harness";

export const SUBJECTS = ["floor", "ours", "naive"] as const;
export type Subject = (typeof SUBJECTS)[number];

const declareAll = (resource: string): string => `
const pulumi = require("@pulumi/pulumi");
const { tunnels } = require("./tunnels.json");
${resource}
for (const { name, tunnelIkeConfig, ...rest } of tunnels)
  new Tunnel(name, { ...rest, tunnelIkeConfig: { ...tunnelIkeConfig, psk: pulumi.secret(tunnelIkeConfig.psk) } });
`;

const OURS = `const { VpnTunnel: Tunnel } = require("pulumi-alicloud-vpn");`;

// What Pulumi itself costs: a provider that stores and gives back the very inputs and outputs that ours does, which lie
// in a file, and does nothing; with a text as long as our handler's. The program registers what ours registers.
export const NO_OP_PROVIDER = `
const stored = require("./stored.json");
const of = (inputs) => stored[inputs.vpnConnectionId + inputs.role];
module.exports = {
  check: async (olds, news) => ({ inputs: { ...of(news).inputs, ...news } }),
  create: async (inputs) => ({ id: of(inputs).id, outs: of(inputs).outputs }),
  update: async (id, olds, news) => ({ outs: { ...olds, ...news } }),
  read: async (id, props) => ({ id, props }),
};`;
const NO_OP = "exports.handler=_=>require(process.cwd()+'/no-op.js')".padEnd(HANDLER.length);
const FLOOR = `
const names = ${JSON.stringify(OUTPUT_NAMES)};
class Tunnel extends pulumi.CustomResource {
  constructor(name, { tunnelIkeConfig: { psk, ...tunnelIkeConfig }, ...args }) {
    super("pulumi-nodejs:dynamic/bench:Floor", name, {
      ...Object.fromEntries(names.map((output) => [output, undefined])),
      observed: undefined,
      ...args,
      tunnelIkeConfig,
      preSharedKey: psk,
      __provider: ${JSON.stringify(NO_OP)},
    }, { additionalSecretOutputs: ["preSharedKey"] });
  }
}`;

/** What our provider stored of each tunnel, for the floor to store the same. */
export function storedTexts({ resources }: Deployment): string {
  const tunnels = resources.filter(({ type }) => type === VPN_TUNNEL_TYPE);
  const entries = tunnels.map(({ id, inputs, outputs }) => [
    [inputs?.["vpnConnectionId"], inputs?.["role"]].join(""),
    { id, inputs: withoutHandler(inputs), outputs: withoutHandler(outputs) },
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

/** The secrets are in the export in clear; Pulumi marks them again where the program registered them so. */
const withoutHandler = (bag: StoredResource["inputs"]): object => {
  const { __provider, ...rest } = Object(plainSecrets(bag));
  return rest;
};

function plainSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plainSecrets);
  if ("plaintext" in value) return JSON.parse(String(value.plaintext));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plainSecrets(inner)]));
}

// As somebody writes it who needs it once: a provider object in the program, one look for each tunnel, everything that
// is declared in one change, the same change again while the gateway is busy.
const NAIVE = `
const RPCClient = require("@alicloud/pop-core");
const upper = (name) => name[0].toUpperCase() + name.slice(1);
const settings = (inputs) =>
  Object.fromEntries(["tunnelIkeConfig", "tunnelIpsecConfig"].flatMap((group) =>
    Object.entries(inputs[group]).map(([name, value]) => [upper(group) + "." + upper(name), String(value)])));
const provider = {
  async configure({ config }) {
    const [{ vpc }] = JSON.parse(config.get("alicloud:endpoints"));
    this.region = config.get("alicloud:region");
    this.everyMs = Number(config.get("alicloud-vpn:pollMilliseconds"));
    this.client = new RPCClient({
      endpoint: "http://" + vpc,
      apiVersion: "2016-04-28",
      accessKeyId: config.get("alicloud:accessKey"),
      accessKeySecret: config.get("alicloud:secretKey"),
    });
  },
  request(action, parameters) {
    return this.client.request(action, { RegionId: this.region, ...parameters }, { method: "POST", timeout: 60000 });
  },
  async find({ vpnConnectionId, role }) {
    const answer = await this.request("DescribeVpnConnections", { VpnConnectionId: vpnConnectionId });
    const [connection] = answer.VpnConnections.VpnConnection;
    return connection.TunnelOptionsSpecification.TunnelOptions.find((tunnel) => tunnel.Role === role);
  },
  async modify(inputs, tunnelId) {
    const parameters = { VpnConnectionId: inputs.vpnConnectionId, TunnelId: tunnelId };
    for (const [name, value] of Object.entries(settings(inputs)))
      parameters["TunnelOptionsSpecification." + name] = value;
    for (;;) {
      try {
        return await this.request("ModifyTunnelAttribute", parameters);
      } catch (error) {
        if (!/Configuring|CONFLICT|Throttling/i.test(error.code ?? "")) throw error;
        await new Promise((resolve) => setTimeout(resolve, this.everyMs));
      }
    }
  },
  async create(inputs) {
    const tunnel = await this.find(inputs);
    const differs = Object.entries(settings(inputs)).some(([path, value]) => {
      const [group, name] = path.split(".");
      return String(tunnel[group][name]) !== value;
    });
    if (differs) await this.modify(inputs, tunnel.TunnelId);
    return { id: inputs.vpnConnectionId + ":" + tunnel.TunnelId, outs: inputs };
  },
  async read(id, props) {
    const tunnel = await this.find(props);
    const live = { ...props };
    for (const group of ["tunnelIkeConfig", "tunnelIpsecConfig"])
      live[group] = Object.fromEntries(Object.entries(props[group]).map(([name, value]) => {
        const found = tunnel[upper(group)][upper(name)];
        return [name, typeof value === "number" ? Number(found) : found];
      }));
    return { id, props: live, inputs: live };
  },
  async update(id, olds, news) {
    await this.modify(news, id.split(":")[1]);
    return { outs: news };
  },
};
class Tunnel extends pulumi.dynamic.Resource {
  constructor(name, args) {
    super(provider, name, args);
  }
}`;

export const PROGRAMS: Readonly<Record<Subject, string>> = {
  floor: declareAll(FLOOR),
  ours: declareAll(OURS),
  naive: declareAll(NAIVE),
};
