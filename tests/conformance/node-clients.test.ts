import { openapiCore } from "./clients/openapi-core";
import { popCore } from "./clients/pop-core";
import { vpcSdk } from "./clients/vpc-sdk";
import type { OperationName } from "./client";
import { fiveOperations } from "./five-operations";
import { BRANCH_TUNNELS, HEADQUARTERS, PLAIN_KEYS, WAREHOUSE, conformanceSimulator } from "./world";

describe.each([
  ["@alicloud/vpc20160428, ACS3", vpcSdk("ACS3")],
  ["@alicloud/vpc20160428, V1", vpcSdk("V1")],
  ["@alicloud/openapi-core, ACS3, query", openapiCore({ signature: "ACS3", where: "query" })],
  ["@alicloud/openapi-core, ACS3, form", openapiCore({ signature: "ACS3", where: "form" })],
  ["@alicloud/openapi-core, V1, query", openapiCore({ signature: "V1", where: "query" })],
  ["@alicloud/openapi-core, V1, form", openapiCore({ signature: "V1", where: "form" })],
  ["@alicloud/pop-core, GET", popCore("GET")],
  ["@alicloud/pop-core, POST", popCore("POST")],
])("%s", (_name, make) => {
  fiveOperations(make);
});

const RegionId = "cn-hangzhou";
const READS: readonly (readonly [OperationName, object])[] = [
  ["DescribeVpnConnections", {}],
  ["DescribeVpnConnection", { VpnConnectionId: HEADQUARTERS }],
  ["DescribeVpnConnection", { VpnConnectionId: WAREHOUSE }],
  ["DiagnoseVpnConnections", { TunnelIds: BRANCH_TUNNELS }],
  ["DownloadVpnConnectionConfig", { VpnConnectionId: HEADQUARTERS }],
  ["DownloadVpnConnectionConfig", { VpnConnectionId: WAREHOUSE }],
];

test.each(READS)("%s %o has no field that the generated models do not have", async (operation, parameters) => {
  const simulator = await conformanceSimulator();
  const typed = await vpcSdk("ACS3")(simulator, PLAIN_KEYS).call(operation, { RegionId, ...parameters });
  const plain = await popCore("POST")(simulator, PLAIN_KEYS).call(operation, { RegionId, ...parameters });
  expect({ ...typed, RequestId: "" }).toEqual({ ...plain, RequestId: "" });
  await simulator.close();
});
