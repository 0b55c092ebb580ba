import Vpc, * as models from "@alicloud/vpc20160428";
import { type Answer, type MakeClient, type OperationName, type Parameter, isObject, refused } from "../client";
import { type Style, configFor } from "./openapi-core";

/** @alicloud/vpc20160428, generated from the API's definition: typed requests and answers. */
export const vpcSdk =
  (signature: Style["signature"]): MakeClient =>
  (simulator, keys) => {
    const client = new Vpc(configFor(simulator.url, keys, signature));
    return {
      async call(operation, parameters): Promise<Answer> {
        const { body } = await send(client, operation, camelCase(parameters)).catch((error: unknown) => {
          throw refused(error, isObject(error) ? error["statusCode"] : undefined);
        });
        if (!body) throw new Error("an answer without a body");
        // Throws where a value is not of the model's type.
        body.validate();
        return body.toMap();
      },
      close: async () => {},
    };
  };

type CamelCased = Readonly<Record<string, Parameter>>;

function send(client: Vpc, operation: OperationName, map: CamelCased) {
  switch (operation) {
    case "DescribeVpnConnections":
      return client.describeVpnConnections(new models.DescribeVpnConnectionsRequest({ ...map, ...tags(map) }));
    case "DescribeVpnConnection":
      return client.describeVpnConnection(new models.DescribeVpnConnectionRequest(map));
    case "ModifyTunnelAttribute":
      return client.modifyTunnelAttribute(new models.ModifyTunnelAttributeRequest({ ...map, ...specification(map) }));
    case "DiagnoseVpnConnections":
      return client.diagnoseVpnConnections(new models.DiagnoseVpnConnectionsRequest(map));
    default:
      return client.downloadVpnConnectionConfig(new models.DownloadVpnConnectionConfigRequest(map));
  }
}

function tags(map: CamelCased): { tag?: models.DescribeVpnConnectionsRequestTag[] } {
  const list: unknown = map["tag"];
  if (!Array.isArray(list)) return {};
  return { tag: list.map((one) => new models.DescribeVpnConnectionsRequestTag(members(one))) };
}

function specification(map: CamelCased): object {
  const sent = members(map["tunnelOptionsSpecification"]);
  const { tunnelIkeConfig: ike, tunnelIpsecConfig: ipsec, tunnelBgpConfig: bgp } = sent;
  return {
    tunnelOptionsSpecification: new models.ModifyTunnelAttributeRequestTunnelOptionsSpecification({
      ...sent,
      ...(ike === undefined
        ? {}
        : {
            tunnelIkeConfig: new models.ModifyTunnelAttributeRequestTunnelOptionsSpecificationTunnelIkeConfig(
              members(ike),
            ),
          }),
      ...(ipsec === undefined
        ? {}
        : {
            tunnelIpsecConfig: new models.ModifyTunnelAttributeRequestTunnelOptionsSpecificationTunnelIpsecConfig(
              members(ipsec),
            ),
          }),
      ...(bgp === undefined
        ? {}
        : {
            tunnelBgpConfig: new models.ModifyTunnelAttributeRequestTunnelOptionsSpecificationTunnelBgpConfig(
              members(bgp),
            ),
          }),
    }),
  };
}

const members = (value: unknown): CamelCased => (isObject(value) ? camelCase(value) : {});

/** `TunnelId` as `tunnelId`, as the models name their members; one level. */
function camelCase(map: object): CamelCased {
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );
}
