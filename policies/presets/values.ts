/** Values that several standards accept, from weak to strong, and how a preset's file writes them down. */

import type { EncryptionAlgorithm, IntegrityAlgorithm } from "../../ipsec/algorithms";
import type { Requirement } from "./preset";

export const AES = ["aes", "aes192", "aes256"] as const satisfies readonly EncryptionAlgorithm[];
export const SHA2 = ["sha256", "sha384", "sha512"] as const satisfies readonly IntegrityAlgorithm[];
export const SHA384_UP = ["sha384", "sha512"] as const satisfies readonly IntegrityAlgorithm[];

export const requires = <const V extends string>(
  accept: readonly V[],
  cite: string,
  discouraged: readonly V[] = [],
): Requirement<V> => ({ says: "requires", accept, discouraged, cite });

export const recommends = <const V extends string>(
  accept: readonly V[],
  cite: string,
  discouraged: readonly V[] = [],
): Requirement<V> => ({ says: "recommends", accept, discouraged, cite });
