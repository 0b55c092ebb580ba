/**
 * The one table of the API's error codes: what each means, whether to try again, what the user should do.
 * Sources: the error tables of the five operations' references, the common errors of the RPC gateway and of STS, and
 * the codes that other clients of the VPC API are known to wait for.
 */
import type { Category, RetryAdvice } from "./errors";

/** What is known about one code. */
export interface CodeMeaning {
  readonly category: Category;
  readonly retry: RetryAdvice;
  readonly hint: string;
}

const RETRY_OF: Readonly<Record<Category, RetryAdvice>> = {
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

/** The advice that belongs to a category; there is no code with another one. */
export function retryAdvice(category: Category): RetryAdvice {
  return RETRY_OF[category];
}

const HINT = {
  busy: "Another change of this VPN gateway is being applied; wait until it is done and try again.",
  throttled: "The account calls the API too often; lower --parallel, or run again later.",
  again: "The service has a temporary problem; run again, and if it stays, ask Alibaba Cloud with the request id.",
  grant:
    "Grant the RAM user or role vpc:DescribeVpnConnections, vpc:DescribeVpnConnection, vpc:ModifyTunnelAttribute, " +
    "vpc:DiagnoseVpnConnections and vpc:DownloadVpnConnectionConfig.",
  accessKey: "Check alicloud:accessKey and alicloud:secretKey, or where else the key pair comes from.",
  secret: "The access key secret does not belong to the access key id; check alicloud:secretKey.",
  token: "Get new temporary credentials: the security token is expired or belongs to another key pair.",
  clock: "Set the clock of this machine: the service accepts a difference of 15 minutes at most.",
  role: "Check the role's ARN, and that its trust policy lets the caller assume it.",
  oidc: "Check the OIDC provider's ARN, the role's trust policy and that the OIDC token is current.",
  parameter: "Correct the value that the message names.",
  tags: "Correct the tags that connections are looked up by.",
  report: "This should not happen: please report it as a bug of this package, with the message.",
  endpoint: "Check the endpoint: it must be the VPC API of the region (vpc.<region>.aliyuncs.com).",
  region: "Check alicloud:region, or the resource's regionId: the service does not know this region.",
  sharedGateways:
    "Tunnels between this VPN gateway and this customer gateway must have one pre-shared key and the same IKE values, " +
    "so one of them alone cannot change. " +
    "If only this tunnel differs from the others, declare their values. Else: " +
    "(1) declare another customerGatewayId together with the new values, tunnel by tunnel, with another public address " +
    "of the device, because a region takes an address only once. " +
    "(2) Where only the two tunnels of one connection are between the two gateways: in a maintenance window, change " +
    "both in one request (ModifyVpnConnectionAttribute, with alicloud.vpn.Connection or in the console), declare the " +
    "same values, and run `pulumi up`, which then finds nothing to change. " +
    "(3) Where several connections are: make one connection with all subnets of them, which IKEv2 allows, in such a " +
    "request, and delete the others before it.",
  ipsec: "Use a value that this VPN gateway supports, or upgrade the gateway.",
} as const;

/** A tunnel would have another key or IKE configuration than others between the same two gateways. */
export const DIFFERENT_IKE_CONFIGS = "VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs";

const CODES: Readonly<Record<string, readonly [Category, string]>> = {
  // A change is being applied, or another one got in first.
  "VpnGateway.Configuring": ["configuring", HINT.busy],
  "VpnConnection.Configuring": ["configuring", HINT.busy],
  "VpnRouteEntry.Configuring": ["configuring", HINT.busy],
  "Appliance.Configuring": ["configuring", HINT.busy],
  "VpnGateway.task.conflict": ["conflict", HINT.busy],
  "VpnTask.CONFLICT": ["conflict", HINT.busy],
  VPC_TASK_CONFLICT: ["conflict", HINT.busy],
  TaskConflict: ["conflict", HINT.busy],
  OperationConflict: ["conflict", HINT.busy],
  "Conflict.Lock": ["conflict", HINT.busy],
  "OperationFailed.DistibuteLock": ["conflict", HINT.busy], // the service's own spelling
  IncorrectStatus: ["conflict", "Wait until the VPN gateway and the connection are active, and try again."],
  IdempotentParameterMismatch: [
    "conflict",
    "Run again; it compares the tunnel with what is declared and sends the rest.",
  ],

  // Too many calls.
  Throttling: ["throttled", HINT.throttled],
  "Throttling.User": ["throttled", HINT.throttled],
  "Throttling.Api": ["throttled", HINT.throttled],
  "Rejected.Throttling": ["throttled", HINT.throttled],

  // Passing troubles of the service; the first request may have had its effect.
  ServiceUnavailable: ["transient", HINT.again],
  InternalError: ["transient", HINT.again],
  UnknownError: ["transient", HINT.again],
  SystemBusy: ["transient", HINT.again],
  LastTokenProcessing: ["transient", HINT.again],
  "OperationFailed.LastTokenProcessing": ["transient", HINT.again],
  "OperationFailed.IdempotentTokenProcessing": ["transient", HINT.again],
  // Each try is signed with a new nonce: "used already" means that the network delivered the request twice.
  SignatureNonceUsed: ["transient", HINT.again],

  // Not there.
  "InvalidVpnConnectionInstanceId.NotFound": [
    "notFound",
    "Check vpnConnectionId and the region: connections are looked for in one region of one account.",
  ],

  // Known, but not allowed.
  Forbidden: ["forbidden", HINT.grant],
  "Forbidden.RAM": ["forbidden", HINT.grant],
  "Forbbiden.SubUser": ["forbidden", HINT.grant], // the service's own spelling
  "Forbidden.SubUser": ["forbidden", HINT.grant],
  NoPermission: ["forbidden", HINT.role],

  // Keys, tokens, signatures, the clock.
  "InvalidAccessKeyId.NotFound": ["credentials", HINT.accessKey],
  "InvalidAccessKeyId.Inactive": ["credentials", "The access key is disabled; enable it in RAM or use another one."],
  MissingAccessKeyId: ["credentials", HINT.accessKey],
  SignatureDoesNotMatch: ["credentials", HINT.secret],
  IncompleteSignature: ["credentials", HINT.secret],
  InvalidSecurityToken: ["credentials", HINT.token],
  "InvalidSecurityToken.Expired": ["credentials", HINT.token],
  "InvalidSecurityToken.Malformed": ["credentials", HINT.token],
  "InvalidSecurityToken.MismatchWithAccessKey": ["credentials", HINT.token],
  MissingSecurityToken: ["credentials", "These are temporary credentials; set alicloud:securityToken as well."],
  "InvalidTimeStamp.Expired": ["credentials", HINT.clock],
  "InvalidTimeStamp.Format": ["credentials", HINT.clock],
  "EntityNotExist.Role": ["credentials", HINT.role],
  AuthenticationFail: ["credentials", HINT.oidc],
  "AuthenticationFail.OIDCToken.Expired": ["credentials", HINT.oidc],
  "AuthenticationFail.OIDCToken.Invalid": ["credentials", HINT.oidc],
  "AuthenticationFail.NoPermission": ["credentials", HINT.oidc],
  "EntityNotExist.OIDCProvider": ["credentials", HINT.oidc],

  // The account.
  "VpnGateway.FinancialLocked": ["billing", "The VPN gateway is suspended for overdue payment; top up the account."],

  // A wrong setting on this side.
  "InvalidRegionId.NotFound": ["configuration", HINT.region],
  InvalidRegionId: ["configuration", HINT.region],

  // What this gateway or endpoint cannot do.
  "NotSupportVpnConnectionParameter.IpsecPfs": ["unsupported", `Change ipsecPfs. ${HINT.ipsec}`],
  "NotSupportVpnConnectionParameter.IpsecAuthAlg": ["unsupported", `Change ipsecAuthAlg. ${HINT.ipsec}`],
  "InvalidAction.NotFound": ["unsupported", HINT.endpoint],
  InvalidVersion: ["unsupported", HINT.endpoint],
  UnsupportedHTTPMethod: ["unsupported", HINT.endpoint],
  "InvalidProtocol.NeedSsl": ["unsupported", "Set alicloud:protocol to HTTPS."],

  // Values that can never be accepted as they are.
  InvalidName: ["invalid", "Correct the name."],
  InvalidParameter: ["invalid", HINT.parameter],
  "InvalidParameter.TagKey": ["invalid", HINT.tags],
  "InvalidParameter.TagValue": ["invalid", HINT.tags],
  "Duplicated.TagKey": ["invalid", HINT.tags],
  "Forbidden.TagKey.Duplicated": ["invalid", HINT.tags],
  "SizeLimitExceeded.TagNum": ["invalid", "Look connections up by 20 tags at most."],
  "IllegalParam.LocalAsn": ["invalid", "Set localAsn to a number from 1 to 4294967295 that the peer expects."],
  "IllegalParam.LocalBgpIp": ["invalid", "Set localBgpIp to a usable address inside tunnelCidr."],
  "ModifyIkeV1WithMultiRoutes.Invalid": [
    "invalid",
    "Use ikeVersion ikev2, or give the connection a single local and a single remote subnet.",
  ],
  "VpnRouteEntry.AlreadyExists": ["invalid", "Remove the route that exists already, or leave it as it is."],
  "VpnRouteEntry.Conflict": ["invalid", "Remove the route that conflicts with the connection's subnets."],
  [DIFFERENT_IKE_CONFIGS]: ["invalid", HINT.sharedGateways],
  "VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap": [
    "invalid",
    "Make the subnets of the connections between this VPN gateway and this customer gateway not overlap.",
  ],
};

/** Every code of the table with its meaning, for the reference page and the tests. */
export const knownCodes: ReadonlyMap<string, CodeMeaning> = new Map(
  Object.entries(CODES).map(([code, [category, hint]]) => [code, meaning(category, hint)]),
);

/** What a code means; one that is not in the table is judged by its family, then by the HTTP status. */
export function meaningOf(code: string, httpStatus: number | undefined): CodeMeaning {
  return knownCodes.get(code) ?? meaningOfFamily(code) ?? meaningOfStatus(httpStatus);
}

function meaningOfFamily(code: string): CodeMeaning | undefined {
  if (/Throttling/i.test(code)) return meaning("throttled", HINT.throttled);
  if (/Configuring$/i.test(code)) return meaning("configuring", HINT.busy);
  if (/conflict/i.test(code) || code.startsWith("IncorrectStatus.")) return meaning("conflict", HINT.busy);
  if (/^InvalidAccessKeyId\b/.test(code)) return meaning("credentials", HINT.accessKey);
  if (/^(InvalidSecurityToken|MissingSecurityToken)\b/.test(code)) return meaning("credentials", HINT.token);
  if (/^InvalidTimeStamp\b/.test(code)) return meaning("credentials", HINT.clock);
  if (/FinancialLocked/.test(code))
    return meaning("billing", "The service is suspended for overdue payment; top up the account.");
  if (/^Invalid(Action|Api|Product|Version|Domain)\b/i.test(code)) return meaning("unsupported", HINT.endpoint);
  if (code.startsWith("InvalidRegion")) return meaning("configuration", HINT.region);
  if (/(NotFound|NotExist)$/.test(code)) return meaning("notFound", "Check the id, the region and the account.");
  if (/^(Forbidden|Forbbiden|NoPermission)\b/.test(code)) return meaning("forbidden", HINT.grant);
  if (/^(NotSupport|Unsupported|OperationUnsupported)/.test(code)) return meaning("unsupported", HINT.ipsec);
  if (/^Missing[A-Z]/.test(code)) return meaning("invalid", HINT.report);
  if (/^(Invalid|IllegalParam|VpnConnectionParamInvalid|SizeLimitExceeded)/.test(code))
    return meaning("invalid", HINT.parameter);
  return undefined;
}

function meaningOfStatus(httpStatus: number | undefined): CodeMeaning {
  if (httpStatus === undefined || httpStatus < 400) return meaning("unknown", HINT.again);
  if (httpStatus >= 500) return meaning("transient", HINT.again);
  if (httpStatus === 429) return meaning("throttled", HINT.throttled);
  // A bare 404 says that the address is wrong, not that a tunnel is gone.
  if (httpStatus === 404) return meaning("unknown", HINT.endpoint);
  if (httpStatus === 403) return meaning("forbidden", HINT.grant);
  if (httpStatus === 401) return meaning("credentials", HINT.accessKey);
  return meaning("unknown", "See the message; if it does not help, ask Alibaba Cloud with the request id.");
}

function meaning(category: Category, hint: string): CodeMeaning {
  return { category, retry: retryAdvice(category), hint };
}
