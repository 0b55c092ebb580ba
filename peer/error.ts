/** Why a peer configuration cannot be written. */

export interface PeerConfigProblem {
  /** The property in the words of VpnTunnel and of the connection, such as `tunnelIkeConfig.ikePfs`, or of an option. */
  readonly property: string;
  /** A phrase to put after the property's name. It never holds a key. */
  readonly reason: string;
  readonly tunnelId?: string;
  /** The device that cannot express it; absent when no device could. */
  readonly device?: string;
}

/** A configuration that would not be what was declared is not written; this says which property is in the way. */
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
