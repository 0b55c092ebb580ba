/**
 * Every key of the namespace `alicloud:` that somebody reads: the configuration of @pulumi/alicloud 3.108.0 (its
 * `config/vars.d.ts`, which is written from the provider's schema), and the two keys that the engine reads for any
 * package.
 */
export const ALICLOUD_KEYS: ReadonlySet<string> = new Set([
  "alicloud:accessKey",
  "alicloud:accountId",
  "alicloud:accountType",
  "alicloud:assumeRole",
  "alicloud:assumeRoleWithOidc",
  "alicloud:clientConnectTimeout",
  "alicloud:clientReadTimeout",
  "alicloud:configurationSource",
  "alicloud:credentialsUri",
  "alicloud:ecsRoleName",
  "alicloud:endpoints",
  "alicloud:fc",
  "alicloud:features",
  "alicloud:logEndpoint",
  "alicloud:maxRetryTimeout",
  "alicloud:mnsEndpoint",
  "alicloud:otsInstanceName",
  "alicloud:profile",
  "alicloud:protocol",
  "alicloud:region",
  "alicloud:secretKey",
  "alicloud:secureTransport",
  "alicloud:securityToken",
  "alicloud:securityTransport",
  "alicloud:sharedCredentialsFile",
  "alicloud:signVersion",
  "alicloud:skipRegionValidation",
  "alicloud:sourceIp",
  "alicloud:pluginDownloadURL",
  "alicloud:version",
]);
