/**
 * Proof that traffic passes. An IPsec SA that is up proves little; a BGP session proves more; a probe of the user's
 * proves it.
 */

/** A probe as it is declared. */
export type Probe = { readonly kind: "tcp" | "command"; readonly target: string };

/** Runs probes. */
export interface Probes {
  /** @returns Why the probe does not pass; undefined where it passes. */
  run(probe: Probe): Promise<string | undefined>;
}
