/** What the reference leaves open. Each is a switch, so that a client can be tested under every answer. */
export interface Modes {
  /**
   * How a pre-shared key comes back. The samples of 2018-2021 show it in clear, newer ones as `123456****`.
   * masked: the first six characters and `****` (a key of six or fewer: only `****`); absent: the field is missing.
   */
  psk: "plain" | "masked" | "absent";
  /**
   * What ModifyTunnelAttribute does to a value that is left out of a block that was sent.
   * reset-leaf: it gets the API's default, and a pre-shared key becomes a random one of 16 characters.
   */
  omitted: "keep" | "reset-leaf";
  /** Whether the values inside TunnelOptions are strings (`"86400"`, `"true"`), as the schema says, or native. */
  tunnelValues: "string" | "native";
  /**
   * What a dual-tunnel connection has in the fields that belong to single-tunnel connections (CustomerGatewayId, Status,
   * IkeConfig ...): empty values, or no such field.
   */
  dualTunnelTopLevel: "empty" | "missing";
  /** How a tunnel without BGP or without a peer CA certificate shows that: no field, or an empty one. */
  unsetTunnelFields: "missing" | "empty";
  /** Whether DiagnoseVpnConnections has an entry (`NoExceptionFound`, Severity `Normal`) for a tunnel that is well. */
  diagnoseHealthy: "entry" | "omitted";
  /** The code of a change that comes while the previous one is still being configured. The reference has both. */
  busy: "VpnGateway.Configuring" | "VpnGateway.task.conflict";
}

export const defaultModes: Readonly<Modes> = {
  psk: "plain",
  omitted: "keep",
  tunnelValues: "string",
  dualTunnelTopLevel: "empty",
  unsetTunnelFields: "missing",
  diagnoseHealthy: "entry",
  busy: "VpnGateway.Configuring",
};

/** The legal values of each mode, for the command line and the control endpoint. */
export const modeChoices: { readonly [K in keyof Modes]: readonly Modes[K][] } = {
  psk: ["plain", "masked", "absent"],
  omitted: ["keep", "reset-leaf"],
  tunnelValues: ["string", "native"],
  dualTunnelTopLevel: ["empty", "missing"],
  unsetTunnelFields: ["missing", "empty"],
  diagnoseHealthy: ["entry", "omitted"],
  busy: ["VpnGateway.Configuring", "VpnGateway.task.conflict"],
};
