interface Entry {
  readonly status: number;
  readonly message: string;
  /** The page that documents the code, its status and its text. */
  readonly source: string;
}

const MODIFY = "ModifyTunnelAttribute, Error codes";
const LIST = "DescribeVpnConnections, Error codes";
const COMMON = "common errors of the API gateway";

/** Every code with a fixed text. `Missing<Param>` and `IllegalParam.<Param>` are made in error.ts. */
export const errorCatalogue = {
  "VpnGateway.Configuring": { status: 400, message: "The specified service is configuring.", source: MODIFY },
  "VpnGateway.task.conflict": {
    status: 400,
    message: "The VPN is in the configuration state, please wait a while before operating.",
    source: MODIFY,
  },
  // Only clients know it: they retry it on sister operations. Its status and text are those of its neighbours.
  "VpnTask.CONFLICT": {
    status: 400,
    message: "The VPN is in the configuration state, please wait a while before operating.",
    source: "clients of CreateVpnConnection and ModifyVpnConnectionAttribute",
  },
  "VpnGateway.FinancialLocked": { status: 400, message: "The specified service is financial locked.", source: MODIFY },
  InvalidName: { status: 400, message: "The name is not valid", source: MODIFY },
  "VpnRouteEntry.AlreadyExists": {
    status: 400,
    message: "The specified route entry is already exist.",
    source: MODIFY,
  },
  "VpnRouteEntry.Conflict": { status: 400, message: "The specified route entry has conflict.", source: MODIFY },
  "NotSupportVpnConnectionParameter.IpsecPfs": {
    status: 400,
    message: "The specified vpn connection ipsec Ipsec Pfs is not support.",
    source: MODIFY,
  },
  "NotSupportVpnConnectionParameter.IpsecAuthAlg": {
    status: 400,
    message: "The specified vpn connection ipsec Auth Alg is not support.",
    source: MODIFY,
  },
  "VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs": {
    status: 400,
    message:
      "IPSec connections associated with the same user gateway and VPN gateway should have the same pre-shared key and IKE configuration.",
    source: MODIFY,
  },
  "VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap": {
    status: 400,
    message:
      "Traffic selectors of IPSec connections associated with the same user gateway and VPN gateway should not overlap.",
    source: MODIFY,
  },
  "IllegalParam.LocalAsn": { status: 400, message: "The param of LocalAsn is illegal", source: MODIFY },
  "IllegalParam.LocalBgpIp": { status: 400, message: "The specified LocalBgpIp is invalid.", source: MODIFY },
  "ModifyIkeV1WithMultiRoutes.Invalid": {
    status: 400,
    message: "Failed to modify VPN connection parameters. Multi-network is configured while using IkeV1 protocol.",
    source: MODIFY,
  },
  "Forbbiden.SubUser": {
    status: 403,
    message: "User not authorized to operate on the specified resource as your account is created by another user.",
    source: MODIFY,
  },
  // Seen on other products of the same gateway; the mode `denial` says with which status.
  "Forbidden.RAM": {
    status: 400,
    message: "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    source: COMMON,
  },
  Forbidden: { status: 403, message: "User not authorized to operate on the specified resource.", source: MODIFY },
  "InvalidVpnConnectionInstanceId.NotFound": {
    status: 404,
    message: "The specified vpn connection instance id does not exist.",
    source: MODIFY,
  },
  "InvalidCustomerGatewayInstanceId.NotFound": {
    status: 404,
    message: "The specified customer gateway instance id does not exist.",
    source: "DescribeCustomerGateway and CreateVpnConnection; the table of ModifyTunnelAttribute has no code for it",
  },
  "Forbidden.TagKey.Duplicated": { status: 400, message: "The specified tag key already exists.", source: LIST },
  "SizeLimitExceeded.TagNum": { status: 400, message: "The maximum number of tags is exceeded.", source: LIST },
  "InvalidParameter.TagValue": {
    status: 400,
    message: "The specified parameter TagValue is invalid.",
    source: LIST,
  },
  "InvalidParameter.TagKey": { status: 400, message: "The specified parameter TagKey is invalid.", source: LIST },
  "Duplicated.TagKey": { status: 400, message: "The specified parameter TagKey is duplicated.", source: LIST },
  InvalidParameter: {
    status: 400,
    message: "The parameter is invalid.",
    source: "DiagnoseVpnConnections, Error codes",
  },
  IdempotentParameterMismatch: {
    status: 400,
    message:
      "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical.",
    source: "How to ensure idempotence (VPC)",
  },
  "InvalidRegionId.NotFound": {
    status: 404,
    message: "The specified RegionId does not exist.",
    source: "common errors of VPC",
  },
  "InvalidAction.NotFound": {
    status: 404,
    message: "Specified api is not found, please check your url and method.",
    source: COMMON,
  },
  InvalidVersion: { status: 400, message: "Specified parameter Version is not valid.", source: COMMON },
  UnsupportedHTTPMethod: { status: 403, message: "This http method is not supported.", source: COMMON },
  UnsupportedParameter: { status: 400, message: "The specified parameter is not supported.", source: COMMON },
  "InvalidParameter.Format": { status: 400, message: "Specified parameter Format is not valid.", source: COMMON },
  "InvalidAccessKeyId.NotFound": { status: 404, message: "Specified access key is not found.", source: COMMON },
  "InvalidAccessKeyId.Inactive": { status: 400, message: "Specified access key is disabled.", source: COMMON },
  SignatureDoesNotMatch: {
    status: 400,
    message: "Specified signature is not matched with our calculation.",
    source: COMMON,
  },
  IncompleteSignature: {
    status: 400,
    message: "The request signature does not conform to Aliyun standards.",
    source: COMMON,
  },
  SignatureNonceUsed: { status: 400, message: "Specified signature nonce was used already.", source: COMMON },
  "InvalidTimeStamp.Expired": {
    status: 400,
    message: "Specified time stamp or date value is expired.",
    source: COMMON,
  },
  "InvalidTimeStamp.Format": {
    status: 400,
    message: "Specified time stamp or date value is not well formatted.",
    source: COMMON,
  },
  "InvalidSecurityToken.Expired": { status: 400, message: "Specified SecurityToken is expired.", source: COMMON },
  "InvalidSecurityToken.MismatchWithAccessKey": {
    status: 400,
    message: "Specified SecurityToken mismatch with the AccessKey.",
    source: COMMON,
  },
  Throttling: { status: 400, message: "Request was denied due to request throttling.", source: COMMON },
  "Throttling.User": { status: 400, message: "Request was denied due to user flow control.", source: COMMON },
  "Throttling.Api": { status: 400, message: "Request was denied due to api flow control.", source: COMMON },
  InternalError: {
    status: 500,
    message: "The request processing has failed due to some unknown error, exception or failure.",
    source: COMMON,
  },
  ServiceUnavailable: {
    status: 503,
    message: "The request has failed due to a temporary failure of the server.",
    source: COMMON,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type ErrorCode = keyof typeof errorCatalogue;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code);
}
