/** One RAM statement that denies. `*` and `?` are wildcards. */
export interface Deny {
  /** For example `vpc:ModifyTunnelAttribute` or `vpc:*`; the prefix may be left out. */
  readonly action: string;
  /** For example `acs:vpc:*:*:vpnconnection/vco-1`; absent: every resource. */
  readonly resource?: string;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** A temporary key (STS): requests have to carry exactly this token. */
  readonly securityToken?: string;
  /** Each account sees only its own connections. */
  readonly accountId?: string;
  readonly inactive?: boolean;
  /**
   * A key of a RAM user: what it is denied comes back as `Forbbiden.SubUser` where the operation documents that code.
   */
  readonly ramUser?: boolean;
  readonly deny?: readonly Deny[];
}

export const DEFAULT_ACCOUNT = "1000000000000001";

export const defaultAccessKey: AccessKey = {
  accessKeyId: "simulator-access-key-id",
  accessKeySecret: "simulator-access-key-secret",
};

export function accountOf(key: AccessKey): string {
  return key.accountId ?? DEFAULT_ACCOUNT;
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "i").test(text);
}

/** Does the key deny this operation on this resource? An operation without resources is checked against `*`. */
export function isDenied(key: AccessKey, action: string, resource: string): boolean {
  return (key.deny ?? []).some((one) => {
    const pattern = one.action.includes(":") ? one.action : `vpc:${one.action}`;
    return matches(pattern, `vpc:${action}`) && matches(one.resource ?? "*", resource);
  });
}
