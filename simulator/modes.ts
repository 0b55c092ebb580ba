/**
 * The questions that the reference leaves open. Each is a switch, so that a client can be tested under every answer.
 */
export interface Modes {
  /**
   * How a pre-shared key comes back. The samples of 2018-2021 show it in clear, newer ones as `123456****`.
   * masked: the first six characters and `****` (a key of six or fewer: only `****`); absent: the field is missing;
   * empty: it is `""`.
   */
  psk: "plain" | "masked" | "absent" | "empty";
  /**
   * The fate of a value that is left out of a block that ModifyTunnelAttribute sends.
   * reset-leaf: it gets the API's default, and a pre-shared key becomes a random one of 16 characters.
   */
  omitted: "keep" | "reset-leaf";
  /**
   * Whether the values inside TunnelOptions are strings (`"86400"`, `"true"`), as the schema says, or native.
   * string-in-list: strings in DescribeVpnConnections, native in DescribeVpnConnection, as Terraform's import needs it.
   */
  tunnelValues: "string" | "native" | "string-in-list";
  /**
   * The fields of a dual-tunnel connection that belong to single-tunnel connections. empty: CustomerGatewayId,
   * Status, EnableDpd ... with empty values, IkeConfig and IpsecConfig as `{}`; no-blocks: the same without these two;
   * missing: none of the fields.
   */
  dualTunnelTopLevel: "empty" | "no-blocks" | "missing";
  /**
   * How a tunnel without BGP or without a peer CA certificate shows that, and a single-tunnel connection that it has no
   * TunnelOptions: no field, or an empty one.
   */
  unsetTunnelFields: "missing" | "empty";
  /** A connection without tags. list: `{"Tag": []}`; empty: `{}`; missing: no such field. */
  emptyTags: "list" | "empty" | "missing";
  /** Which tunnel of a connection is listed first. */
  tunnelOrder: "master-first" | "slave-first";
  /** Whether Status and BgpStatus say anything, or come back as `""`. */
  statuses: "shown" | "empty";
  /**
   * The State in the reply of ModifyTunnelAttribute: as both Describes have it then, or as in the reference's example.
   */
  replyState: "updating" | "active";
  /** Whether DiagnoseVpnConnections has an entry (`NoExceptionFound`, Severity `Normal`) for a tunnel that is well. */
  diagnoseHealthy: "entry" | "omitted";
  /**
   * The code of a change that comes while the previous one is still being configured. The reference has the first two;
   * clients of sister operations retry the third.
   */
  busy: "VpnGateway.Configuring" | "VpnGateway.task.conflict" | "VpnTask.CONFLICT";
  /**
   * How a call is refused that RAM denies: with the codes of the reference (403), or with `Forbidden.RAM` of other
   * products, seen with 400 there.
   */
  denial: "documented" | "ram-400" | "ram-403";
  /**
   * Which tunnels with the same VPN gateway and customer gateway must have the key and IKE values of a changed tunnel
   * (VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs). The reference: "The pre-shared key and IKE parameters
   * must be the same for IPsec-VPN connections that are associated with the same VPN gateway and customer gateway." It
   * speaks of connections, not of tunnels.
   * other-connections: those of other connections; sibling-too: the other tunnel of the connection as well;
   * not-checked: none, as if only operations on whole connections checked it.
   */
  sharedGateways: "other-connections" | "sibling-too" | "not-checked";
}

export const defaultModes: Readonly<Modes> = {
  psk: "plain",
  omitted: "keep",
  tunnelValues: "string",
  dualTunnelTopLevel: "empty",
  unsetTunnelFields: "missing",
  emptyTags: "list",
  tunnelOrder: "master-first",
  statuses: "shown",
  replyState: "updating",
  diagnoseHealthy: "entry",
  busy: "VpnGateway.Configuring",
  denial: "documented",
  sharedGateways: "other-connections",
};

/** The legal values of each mode, for the command line and the control endpoint. */
export const modeChoices: { readonly [K in keyof Modes]: readonly Modes[K][] } = {
  psk: ["plain", "masked", "absent", "empty"],
  omitted: ["keep", "reset-leaf"],
  tunnelValues: ["string", "native", "string-in-list"],
  dualTunnelTopLevel: ["empty", "no-blocks", "missing"],
  unsetTunnelFields: ["missing", "empty"],
  emptyTags: ["list", "empty", "missing"],
  tunnelOrder: ["master-first", "slave-first"],
  statuses: ["shown", "empty"],
  replyState: ["updating", "active"],
  diagnoseHealthy: ["entry", "omitted"],
  busy: ["VpnGateway.Configuring", "VpnGateway.task.conflict", "VpnTask.CONFLICT"],
  denial: ["documented", "ram-400", "ram-403"],
  sharedGateways: ["other-connections", "sibling-too", "not-checked"],
};

export const modeNames: readonly (keyof Modes)[] = keysOf(modeChoices);

function keysOf<T extends object>(record: T): (keyof T & string)[] {
  const keys: (keyof T & string)[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

/** Takes over the value that `valueOf` gives for each mode; a mode for which it gives none stays out. */
export function readModes(
  valueOf: <K extends keyof Modes>(mode: K, choices: readonly Modes[K][]) => Modes[K] | undefined,
): Partial<Modes> {
  const modes: Partial<Modes> = {};
  for (const name of modeNames) take(modes, name, valueOf(name, modeChoices[name]));
  return modes;
}

function take<K extends keyof Modes>(modes: { [N in K]?: Modes[N] }, name: K, value: Modes[K] | undefined): void {
  if (value !== undefined) modes[name] = value;
}
