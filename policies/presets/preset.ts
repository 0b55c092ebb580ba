/** A standard as data: the values that it accepts, where it says so, and the obstacles if no tunnel can meet it. */

import type {
  EncryptionAlgorithm,
  IkeDhGroup,
  IkeMode,
  IkeVersion,
  IntegrityAlgorithm,
  IpsecPfsGroup,
  SHANGMI_ENCRYPTION,
  SHANGMI_INTEGRITY,
} from "../../ipsec/algorithms";

/** Values that are judged by name. */
export interface NamedValues {
  readonly ikeVersion: IkeVersion;
  readonly ikeMode: IkeMode;
  readonly ikeEncAlg: EncryptionAlgorithm | typeof SHANGMI_ENCRYPTION;
  readonly ikeAuthAlg: IntegrityAlgorithm | typeof SHANGMI_INTEGRITY;
  readonly ikePfs: IkeDhGroup;
  readonly ipsecEncAlg: EncryptionAlgorithm | typeof SHANGMI_ENCRYPTION;
  readonly ipsecAuthAlg: IntegrityAlgorithm | typeof SHANGMI_INTEGRITY;
  readonly ipsecPfs: IpsecPfsGroup;
}

/** Values that several standards accept, from weak to strong. */
export const AES = ["aes", "aes192", "aes256"] as const satisfies readonly EncryptionAlgorithm[];
export const SHA2 = ["sha256", "sha384", "sha512"] as const satisfies readonly IntegrityAlgorithm[];

export type NamedField = keyof NamedValues;
export type LifetimeField = "ikeLifetime" | "ipsecLifetime";

export interface Requirement<V> {
  readonly accept: readonly V[];
  /** The standard accepts these and advises against them. A preset that is applied strictly refuses them. */
  readonly discouraged?: readonly V[];
  /** The place in the standard. */
  readonly cite: string;
}

export interface Bounds {
  readonly max: number;
  readonly cite: string;
}

/** Something that the standard needs and no tunnel of Alibaba Cloud can have. */
export interface Blocker {
  readonly what: string;
  readonly need: string;
  readonly have: string;
  readonly cite: string;
}

export interface Preset {
  readonly id: string;
  readonly title: string;
  readonly edition: string;
  readonly url: string;
  /** Whether the values come from the standard's own text, or from texts about it. */
  readonly evidence: "primary text" | "secondary sources";
  readonly named: { readonly [F in NamedField]?: Requirement<NamedValues[F]> };
  readonly lifetimes: { readonly [F in LifetimeField]?: Bounds };
  readonly pskBits?: { readonly min: number; readonly cite: string };
  readonly blockers: readonly Blocker[];
  /** True for a standard that a tunnel of a ShangMi gateway can meet, whatever keeps others from it. */
  readonly isMetByShangMi?: true;
  /** The requirements that nobody can check by these values. */
  readonly limits: readonly string[];
}

export const NAMED_FIELDS = [
  "ikeVersion",
  "ikeMode",
  "ikeEncAlg",
  "ikeAuthAlg",
  "ikePfs",
  "ipsecEncAlg",
  "ipsecAuthAlg",
  "ipsecPfs",
] as const satisfies readonly NamedField[];

export const LIFETIME_FIELDS = ["ikeLifetime", "ipsecLifetime"] as const satisfies readonly LifetimeField[];

export function isSatisfiable(preset: Preset): boolean {
  return preset.blockers.length === 0;
}

export interface Fault {
  readonly field: NamedField | LifetimeField;
  readonly allowed: string;
  readonly cite: string;
}

/** The texts that a preset accepts for a field; undefined when it says nothing about it. */
export function acceptedBy(
  preset: Preset,
  field: NamedField,
  strict: boolean,
): { readonly values: readonly string[]; readonly cite: string } | undefined {
  const requirement: Requirement<string> | undefined = preset.named[field];
  if (requirement === undefined) return undefined;
  const values = strict ? requirement.accept : [...requirement.accept, ...(requirement.discouraged ?? [])];
  return { values, cite: requirement.cite };
}

/** The values that a preset refuses. A field without a value is not judged. */
export function faultsOf(
  preset: Preset,
  values: Readonly<Partial<Record<NamedField | LifetimeField, string | number>>>,
  strict = false,
): readonly Fault[] {
  const faults: Fault[] = [];
  for (const field of NAMED_FIELDS) {
    const value = values[field];
    const accepted = acceptedBy(preset, field, strict);
    if (value === undefined || accepted === undefined || accepted.values.includes(String(value))) continue;
    faults.push({ field, allowed: accepted.values.join(", ") || "none", cite: accepted.cite });
  }
  for (const field of LIFETIME_FIELDS) {
    const value = values[field];
    const bounds = preset.lifetimes[field];
    if (value === undefined || bounds === undefined) continue;
    const seconds = Number(value);
    if (seconds >= 1 && seconds <= bounds.max) continue;
    faults.push({ field, allowed: `1 to ${bounds.max}`, cite: bounds.cite });
  }
  return faults;
}
