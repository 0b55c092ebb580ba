/** Why a peer configuration cannot be written. */

export interface PeerConfigProblem {
  /** The property as VpnTunnel or the connection names it, such as `tunnelIkeConfig.ikePfs`, or the option. */
  readonly property: string;
  /** A phrase that follows the property's name. It never holds a key. */
  readonly reason: string;
  readonly tunnelId?: string;
  /** The device that cannot express the value; absent when no device can. */
  readonly device?: string;
}

/** A renderer writes either what was declared or nothing; this error names the property that prevents it. */
export class PeerConfigError extends Error {
  readonly property: string;
  readonly reason: string;
  readonly tunnelId: string | undefined;
  readonly device: string | undefined;

  constructor({ property, reason, tunnelId, device }: PeerConfigProblem) {
    const where = tunnelId === undefined ? "" : ` of tunnel ${tunnelId}`;
    const who = device === undefined ? "" : `${device}: `;
    super(`${who}${property}${where} ${reason}`);
    this.name = "PeerConfigError";
    this.property = property;
    this.reason = reason;
    this.tunnelId = tunnelId;
    this.device = device;
  }
}
