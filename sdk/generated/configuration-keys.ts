// Generated from provider/session/own-settings.ts and provider/api/settings.ts by `npm run generate`; do not edit.

/** The keys of this package. */
export const OWN_KEYS: readonly string[] = [
  "alicloud-vpn:settleSeconds",
  "alicloud-vpn:pollMilliseconds",
  "alicloud-vpn:establishSeconds",
  "alicloud-vpn:renegotiateMilliseconds",
  "alicloud-vpn:siblingWaitSeconds",
  "alicloud-vpn:maxFailures",
  "alicloud-vpn:canary",
  "alicloud-vpn:care",
  "alicloud-vpn:hook",
  "alicloud-vpn:hookWithKey",
  "alicloud-vpn:hookDevice",
  "alicloud-vpn:hookSeconds",
  "alicloud-vpn:compare",
  "alicloud-vpn:acknowledge",
];

/** The environment variables of this package. */
export const OWN_VARIABLES: readonly string[] = [
  "ALICLOUD_VPN_SETTLE_SECONDS",
  "ALICLOUD_VPN_POLL_MILLISECONDS",
  "ALICLOUD_VPN_ESTABLISH_SECONDS",
  "ALICLOUD_VPN_RENEGOTIATE_MILLISECONDS",
  "ALICLOUD_VPN_SIBLING_WAIT_SECONDS",
  "ALICLOUD_VPN_MAX_FAILURES",
  "ALICLOUD_VPN_CANARY",
  "ALICLOUD_VPN_CARE",
  "ALICLOUD_VPN_HOOK",
  "ALICLOUD_VPN_HOOK_WITH_KEY",
  "ALICLOUD_VPN_HOOK_DEVICE",
  "ALICLOUD_VPN_HOOK_SECONDS",
  "ALICLOUD_VPN_COMPARE",
  "ALICLOUD_VPN_ACKNOWLEDGE",
];

/** The keys of @pulumi/alicloud that this package reads too. */
export const ACCOUNT_KEYS: readonly string[] = [
  "alicloud:accessKey",
  "alicloud:secretKey",
  "alicloud:securityToken",
  "alicloud:region",
  "alicloud:profile",
  "alicloud:sharedCredentialsFile",
  "alicloud:ecsRoleName",
  "alicloud:credentialsUri",
  "alicloud:clientReadTimeout",
  "alicloud:clientConnectTimeout",
  "alicloud:maxRetryTimeout",
  "alicloud:protocol",
  "alicloud:assumeRole",
  "alicloud:assumeRoleWithOidc",
  "alicloud:endpoints",
];
