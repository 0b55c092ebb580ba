import { lookups } from "./provider-side";

/** A problem with one property of a declaration. */
export interface TunnelProblem {
  /** `tunnelIkeConfig.ikePfs`; empty where the declaration as a whole is wrong. */
  readonly property: string;
  /** The problem, as a phrase to put after the property's name. It never holds a key. */
  readonly reason: string;
}

/**
 * Validates the arguments of a VpnTunnel as the resource does, without Pulumi and without the cloud. It answers with
 * every problem at once, and with none for valid arguments. The values must be plain, not Outputs.
 */
export function checkTunnel(declaration: unknown): readonly TunnelProblem[] {
  return lookups().checkTunnel(declaration);
}
