/**
 * The names of this package's own settings: the one table that the provider process reads them by, and that a program's
 * configuration is checked against (`sdk/generated/configuration-keys.ts` is written from it).
 */
export const OWN_SETTINGS = {
  settleSeconds: "ALICLOUD_VPN_SETTLE_SECONDS",
  pollMilliseconds: "ALICLOUD_VPN_POLL_MILLISECONDS",
  establishSeconds: "ALICLOUD_VPN_ESTABLISH_SECONDS",
  renegotiateMilliseconds: "ALICLOUD_VPN_RENEGOTIATE_MILLISECONDS",
  maxFailures: "ALICLOUD_VPN_MAX_FAILURES",
  canary: "ALICLOUD_VPN_CANARY",
  compare: "ALICLOUD_VPN_COMPARE",
  acknowledge: "ALICLOUD_VPN_ACKNOWLEDGE",
} as const satisfies Readonly<Record<string, string>>;

/** The name of one of them. */
export type OwnSetting = keyof typeof OWN_SETTINGS;

/** A setting's key in the stack's configuration. */
export const keyOf = (name: OwnSetting): string => `alicloud-vpn:${name}`;

/** The environment variable of the same meaning, for runs without a stack. */
export const variableOf = (name: OwnSetting): string => OWN_SETTINGS[name];
