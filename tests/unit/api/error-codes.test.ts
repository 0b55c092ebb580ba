import { knownCodes, meaningOf } from "../../../provider/api/error-codes";
import type { Category } from "../../../provider/api/errors";

/** The error tables of the references, one by one: HTTP status, code, category. */
const REFERENCE: Record<string, [number, string, Category][]> = {
  ModifyTunnelAttribute: [
    [400, "VpnGateway.Configuring", "configuring"],
    [400, "VpnGateway.FinancialLocked", "billing"],
    [400, "InvalidName", "invalid"],
    [400, "VpnRouteEntry.AlreadyExists", "invalid"],
    [400, "VpnRouteEntry.Conflict", "invalid"],
    [400, "NotSupportVpnConnectionParameter.IpsecPfs", "unsupported"],
    [400, "NotSupportVpnConnectionParameter.IpsecAuthAlg", "unsupported"],
    [400, "VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs", "invalid"],
    [400, "VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap", "invalid"],
    [400, "IllegalParam.LocalAsn", "invalid"],
    [400, "IllegalParam.LocalBgpIp", "invalid"],
    [400, "VpnGateway.task.conflict", "conflict"],
    [400, "ModifyIkeV1WithMultiRoutes.Invalid", "invalid"],
    [403, "Forbbiden.SubUser", "forbidden"],
    [403, "Forbidden", "forbidden"],
    [404, "InvalidVpnConnectionInstanceId.NotFound", "notFound"],
  ],
  DescribeVpnConnections: [
    [400, "Forbidden.TagKey.Duplicated", "invalid"],
    [400, "SizeLimitExceeded.TagNum", "invalid"],
    [400, "InvalidParameter.TagValue", "invalid"],
    [400, "InvalidParameter.TagKey", "invalid"],
    [400, "Duplicated.TagKey", "invalid"],
    [403, "Forbbiden.SubUser", "forbidden"],
    [403, "Forbidden", "forbidden"],
  ],
  DescribeVpnConnection: [
    [403, "Forbbiden.SubUser", "forbidden"],
    [403, "Forbidden", "forbidden"],
    [404, "InvalidVpnConnectionInstanceId.NotFound", "notFound"],
  ],
  DiagnoseVpnConnections: [
    [400, "InvalidParameter", "invalid"],
    [403, "Forbidden", "forbidden"],
  ],
  "the RPC gateway": [
    [404, "InvalidAccessKeyId.NotFound", "credentials"],
    [400, "InvalidAccessKeyId.Inactive", "credentials"],
    [400, "SignatureDoesNotMatch", "credentials"],
    [400, "IncompleteSignature", "credentials"],
    [400, "SignatureNonceUsed", "transient"],
    [400, "InvalidTimeStamp.Expired", "credentials"],
    [400, "InvalidTimeStamp.Format", "credentials"],
    [404, "InvalidAction.NotFound", "unsupported"],
    [400, "InvalidVersion", "unsupported"],
    [400, "InvalidProtocol.NeedSsl", "unsupported"],
    [400, "UnsupportedHTTPMethod", "unsupported"],
    [400, "InvalidSecurityToken.Expired", "credentials"],
    [400, "Throttling", "throttled"],
    [400, "Throttling.User", "throttled"],
    [400, "Throttling.Api", "throttled"],
    [503, "ServiceUnavailable", "transient"],
    [500, "InternalError", "transient"],
    [500, "UnknownError", "transient"],
    [400, "Forbidden.RAM", "forbidden"],
    [400, "IdempotentParameterMismatch", "conflict"],
  ],
  "other clients' retry lists": [
    [400, "VpnTask.CONFLICT", "conflict"],
    [400, "VpnConnection.Configuring", "configuring"],
    [400, "VpnRouteEntry.Configuring", "configuring"],
    [400, "Appliance.Configuring", "configuring"],
    [400, "TaskConflict", "conflict"],
    [400, "OperationConflict", "conflict"],
    [400, "IncorrectStatus", "conflict"],
    [400, "SystemBusy", "transient"],
    [400, "LastTokenProcessing", "transient"],
    [400, "OperationFailed.LastTokenProcessing", "transient"],
    [400, "OperationFailed.IdempotentTokenProcessing", "transient"],
    [400, "OperationFailed.DistibuteLock", "conflict"],
    [400, "Conflict.Lock", "conflict"],
    [400, "VPC_TASK_CONFLICT", "conflict"],
    [400, "Rejected.Throttling", "throttled"],
  ],
};

const RETRY: Record<Category, string> = {
  throttled: "backoff",
  transient: "backoff",
  configuring: "observe",
  conflict: "observe",
  notFound: "no",
  forbidden: "no",
  credentials: "no",
  invalid: "no",
  unsupported: "no",
  billing: "no",
  configuration: "no",
  unknown: "no",
};

const rows = Object.entries(REFERENCE).flatMap(([source, codes]) => codes.map((row) => [source, ...row] as const));

test.each(rows)("%s: %i %s is %s", (_source, status, code, category) => {
  expect(knownCodes.has(code)).toBe(true);
  expect(meaningOf(code, status)).toMatchObject({ category, retry: RETRY[category] });
});

test.each([...knownCodes])("%s tells the user what to do", (_code, { category, retry, hint }) => {
  expect(retry).toBe(RETRY[category]);
  expect(hint).toMatch(/^[A-Z].{15,}\.$/);
});

const FAMILIES: [string, number, Category][] = [
  ["Throttling.Brand.New", 400, "throttled"],
  ["Something.Throttling", 503, "throttled"],
  ["VpnThing.Configuring", 400, "configuring"],
  ["NewTask.CONFLICT", 400, "conflict"],
  ["IncorrectStatus.VpnGateway", 400, "conflict"],
  ["InvalidAccessKeyId.Other", 403, "credentials"],
  ["InvalidSecurityToken.Other", 400, "credentials"],
  ["InvalidTimeStamp.Other", 400, "credentials"],
  ["VpnConnection.FinancialLocked", 400, "billing"],
  ["InvalidApi.NotFound", 404, "unsupported"],
  ["InvalidVersion.NotFound", 404, "unsupported"],
  ["InvalidRegionId.NotFound", 404, "configuration"],
  ["InvalidRegion.Gone", 400, "configuration"],
  ["InvalidCustomerGatewayInstanceId.NotFound", 404, "notFound"],
  ["Forbidden.Other", 400, "forbidden"],
  ["NotSupportVpnConnectionParameter.IkePfs", 400, "unsupported"],
  ["MissingTunnelId", 400, "invalid"],
  ["IllegalParam.TunnelCidr", 400, "invalid"],
  ["VpnConnectionParamInvalid.Other", 400, "invalid"],
  ["InvalidPsk", 400, "invalid"],
];

test.each(FAMILIES)("an unlisted code, %s with %i, is %s by its family", (code, status, category) => {
  expect(knownCodes.has(code) && code !== "InvalidRegionId.NotFound").toBe(false);
  expect(meaningOf(code, status).category).toBe(category);
});

const STATUSES: [number | undefined, Category][] = [
  [undefined, "unknown"],
  [302, "unknown"],
  [400, "unknown"],
  [401, "credentials"],
  [403, "forbidden"],
  [404, "unknown"],
  [418, "unknown"],
  [429, "throttled"],
  [500, "transient"],
  [502, "transient"],
  [503, "transient"],
  [504, "transient"],
];

test.each(STATUSES)("a code nobody knows with status %p is %s", (status, category) => {
  expect(meaningOf("BrandNewCode", status).category).toBe(category);
});

test("a permission error or a missing object is never retried", () => {
  const kept = [...knownCodes.values()].filter(({ category }) => category === "forbidden" || category === "notFound");
  expect(kept.length).toBeGreaterThan(3);
  expect(kept.every(({ retry }) => retry === "no")).toBe(true);
});
