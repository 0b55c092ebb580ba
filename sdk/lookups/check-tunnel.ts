import { lookups } from "./provider-side";

/** A problem with one property of a declaration. */
export interface TunnelProblem {
  /** `tunnelIkeConfig.ikePfs`; empty where the declaration as a whole is wrong. */
  readonly property: string;
  /** What is wrong with it, as a phrase to put after the property's name; it never holds a key. */
  readonly reason: string;
}

/**
 * Validates the arguments of a VpnTunnel as the resource does, without Pulumi and without the cloud: every problem at
 * once, none where it is well. The values are plain ones.
 */
export function checkTunnel(declaration: unknown): readonly TunnelProblem[] {
  return lookups().checkTunnel(declaration);
}
