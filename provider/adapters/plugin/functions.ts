import type { VpcApi } from "../../api/vpc-api";
import { isProperties, valueAt, type Properties } from "../../core/property-tree";
import { asSecret } from "../../core/secret";
import {
  connectionInfo,
  diagnoseTunnels,
  failureOf,
  findTunnels,
  listConnections,
  openApi,
  readPeerModel,
  renderPeerModel,
  type ConnectionFilters,
  type LookupScope,
  type VpnConnectionInfo,
} from "../../lookups";
import { textsIn } from "../../resources/vpn-tunnel/state/shape";
import { plain } from "./inputs";
import type { PluginProcess } from "./process";
import { asStackConfiguration, inOwnNamespace, PACKAGE } from "./settings";

/** A look-up failed. The message is for the user. */
export class FailedFunction extends Error {
  constructor(what: string, message: string) {
    super(`${what}: ${message}`);
    this.name = "FailedFunction";
  }
}

/** A function that programs in any language call: it reads live connections and changes nothing. */
type LookUp = (api: VpcApi, args: Properties) => Promise<Properties>;

const FUNCTIONS: Readonly<Record<string, LookUp>> = {
  getVpnConnection: async (api, args) => {
    const wire = await api.describeVpnConnection(textAt(args, "vpnConnectionId"));
    const withKeys = args["withKeys"] === true;
    return withSecretKeys(connectionInfo(wire, api.account.region, withKeys));
  },
  getVpnConnections: async (api, args) => {
    const { vpnConnectionId } = args;
    const filters = {
      ...filtersIn(args),
      ...(typeof vpnConnectionId === "string" ? { vpnConnectionId } : {}),
    };
    const withKeys = args["withKeys"] === true;
    const wires = await listConnections(api, filters);
    return { connections: wires.map((wire) => withSecretKeys(connectionInfo(wire, api.account.region, withKeys))) };
  },
  diagnose: async (api, args) => {
    const tunnels = await findTunnels(api, textsIn(args["ids"]), filtersIn(args));
    return { tunnels: await diagnoseTunnels(api, tunnels) };
  },
  getPeerConfig: async (api, args) => {
    const model = await readPeerModel(api, textAt(args, "vpnConnectionId"));
    const { files, ...rest } = renderPeerModel(model, textAt(args, "device"), optionsIn(args));
    // The files hold keys.
    return { ...rest, files: asSecret(files) };
  },
};

/** The names of all functions. */
export const FUNCTION_NAMES: readonly string[] = Object.keys(FUNCTIONS);

/**
 * Calls a function by its token, such as `alicloud-vpn:index:getVpnConnection`.
 * @throws FailedFunction that says what to do.
 */
export async function invoke(token: string, args: Properties, process: PluginProcess): Promise<Properties> {
  const name = token.slice(token.lastIndexOf(":") + 1);
  const lookUp = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (lookUp === undefined || token !== `${PACKAGE}:index:${name}`)
    throw new FailedFunction(token, `there is no such function: there are ${FUNCTION_NAMES.join(", ")}`);
  const given = plain(args);
  try {
    const stack = asStackConfiguration(process.settings);
    const api = openApi({ get: (key) => stack.get(`alicloud:${key}`) }, process.env, scopeIn(given));
    return await lookUp(api, given);
  } catch (error) {
    if (error instanceof FailedFunction) throw error;
    throw new FailedFunction(name, inOwnNamespace(failureOf(error).message));
  }
}

/** The value of an argument that must be a text. */
function textAt(args: Properties, name: string): string {
  const value = args[name];
  if (typeof value === "string" && value !== "") return value;
  throw new FailedFunction(name, "is required, and must be a text");
}

function scopeIn(args: Properties): LookupScope {
  const text = (path: string): string | undefined => {
    const value = valueAt(args, path);
    return typeof value === "string" ? value : undefined;
  };
  const roleArn = text("assumeRole.roleArn");
  const expiration = valueAt(args, "assumeRole.sessionExpiration");
  const role = {
    sessionName: text("assumeRole.sessionName"),
    externalId: text("assumeRole.externalId"),
    policy: text("assumeRole.policy"),
    sessionExpiration: typeof expiration === "number" ? expiration : undefined,
  };
  return {
    regionId: text("regionId"),
    profile: text("profile"),
    assumeRole: roleArn === undefined ? undefined : { roleArn, ...role },
  };
}

function filtersIn({ vpnGatewayId, customerGatewayId, resourceGroupId, tags }: Properties): ConnectionFilters {
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  const pairs = isProperties(tags) ? Object.entries(tags).map(([key, value]) => ({ key, value: String(value) })) : [];
  return {
    vpnGatewayId: text(vpnGatewayId),
    customerGatewayId: text(customerGatewayId),
    resourceGroupId: text(resourceGroupId),
    tags: pairs.length === 0 ? undefined : pairs,
  };
}

function optionsIn({
  name,
  number,
  interface: port,
  address,
  tunnelIds,
}: Properties): Parameters<typeof renderPeerModel>[2] {
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof number === "number" ? { number } : {}),
    ...(typeof port === "string" ? { interface: port } : {}),
    ...(typeof address === "string" ? { address } : {}),
    ...(Array.isArray(tunnelIds) ? { tunnelIds: textsIn(tunnelIds) } : {}),
  };
}

/** A connection in which each key is marked as a secret. */
function withSecretKeys({ tunnels, ...connection }: VpnConnectionInfo): Properties {
  return {
    ...connection,
    tunnels: tunnels.map(({ preSharedKey, ...tunnel }) => ({
      ...tunnel,
      ...(preSharedKey === undefined ? {} : { preSharedKey: asSecret(preSharedKey) }),
    })),
  };
}
