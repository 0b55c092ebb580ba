/**
 * This package's own settings, each with its environment variable. The provider reads them by this table, and a program
 * checks its configuration against it (`sdk/generated/configuration-keys.ts` is generated from it).
 */
export const OWN_SETTINGS = {
  settleSeconds: "ALICLOUD_VPN_SETTLE_SECONDS",
  pollMilliseconds: "ALICLOUD_VPN_POLL_MILLISECONDS",
  establishSeconds: "ALICLOUD_VPN_ESTABLISH_SECONDS",
  renegotiateMilliseconds: "ALICLOUD_VPN_RENEGOTIATE_MILLISECONDS",
  siblingWaitSeconds: "ALICLOUD_VPN_SIBLING_WAIT_SECONDS",
  maxFailures: "ALICLOUD_VPN_MAX_FAILURES",
  canary: "ALICLOUD_VPN_CANARY",
  care: "ALICLOUD_VPN_CARE",
  hook: "ALICLOUD_VPN_HOOK",
  hookWithKey: "ALICLOUD_VPN_HOOK_WITH_KEY",
  hookDevice: "ALICLOUD_VPN_HOOK_DEVICE",
  hookSeconds: "ALICLOUD_VPN_HOOK_SECONDS",
  compare: "ALICLOUD_VPN_COMPARE",
  acknowledge: "ALICLOUD_VPN_ACKNOWLEDGE",
} as const satisfies Readonly<Record<string, string>>;

/** The name of one of them. */
export type OwnSetting = keyof typeof OWN_SETTINGS;

/** A setting's key in the stack's configuration. */
export const keyOf = (name: OwnSetting): string => `alicloud-vpn:${name}`;

/** The environment variable of a setting, for runs without a stack. */
export const variableOf = (name: OwnSetting): string => OWN_SETTINGS[name];
