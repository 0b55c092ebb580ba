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

type Encryption = EncryptionAlgorithm | typeof SHANGMI_ENCRYPTION;
type Integrity = IntegrityAlgorithm | typeof SHANGMI_INTEGRITY;

/** Values that are judged by name. */
export interface NamedValues {
  readonly ikeVersion: IkeVersion;
  readonly ikeMode: IkeMode;
  readonly ikeEncAlg: Encryption;
  readonly ikeAuthAlg: Integrity;
  readonly ikePfs: IkeDhGroup;
  readonly ipsecEncAlg: Encryption;
  readonly ipsecAuthAlg: Integrity;
  readonly ipsecPfs: IpsecPfsGroup;
}

export type NamedField = keyof NamedValues;
export type LifetimeField = "ikeLifetime" | "ipsecLifetime";

/** What a standard does with the values that it accepts: "shall" and "MUST" require, "should" recommends. */
export type Demand = "requires" | "recommends";

interface Place {
  readonly says: Demand;
  /** The place in the standard. */
  readonly cite: string;
}

export interface Requirement<V> extends Place {
  readonly accept: readonly V[];
  /** The standard accepts these and advises against them. A preset that is applied strictly refuses them. */
  readonly discouraged?: readonly V[];
}

/** Seconds. */
export interface Bounds extends Place {
  readonly min?: number;
  readonly max: number;
  /** The longest that the standard recommends, where it accepts a longer one. The bound of a strict preset. */
  readonly recommendedMax?: number;
}

export interface KeyBits extends Place {
  readonly min: number;
  /** What the standard recommends above its minimum. The minimum of a strict preset. */
  readonly recommended?: number;
}

/** Something that the standard needs and no tunnel of Alibaba Cloud can have. */
export interface Blocker {
  readonly what: string;
  readonly need: string;
  readonly have: string;
  readonly cite: string;
}

export interface Preset {
  /** Lower case letters, digits, dots and hyphens; also its tag. */
  readonly id: string;
  /** The short name that findings use. */
  readonly name: string;
  readonly title: string;
  readonly edition: string;
  /** The page of the standard's text, or of the text about it that was read. */
  readonly url: string;
  /** Whether the values come from the standard's own text, or from texts about it. */
  readonly evidence: "primary text" | "secondary sources";
  readonly named: { readonly [F in NamedField]?: Requirement<NamedValues[F]> };
  readonly lifetimes: { readonly [F in LifetimeField]?: Bounds };
  readonly pskBits?: KeyBits;
  readonly blockers: readonly Blocker[];
  /**
   * True for a standard that a tunnel of a ShangMi gateway can meet, and that no other can. Its values do not replace
   * those of the rules: a tunnel of another gateway stays held against them.
   */
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

export type JudgedField = NamedField | LifetimeField;
export const JUDGED_FIELDS: readonly JudgedField[] = [...NAMED_FIELDS, ...LIFETIME_FIELDS];

export function isSatisfiable(preset: Preset): boolean {
  return preset.blockers.length === 0;
}

/** What a preset says about a field of which the API offers no value that it accepts: nothing that can be enforced. */
export function isBlocked(preset: Preset, field: JudgedField): boolean {
  if (field === "ikeLifetime" || field === "ipsecLifetime") return false;
  const requirement: Requirement<string> | undefined = preset.named[field];
  return requirement !== undefined && [...requirement.accept, ...(requirement.discouraged ?? [])].length === 0;
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

/** The bounds of a lifetime; undefined when the preset says nothing about it. */
export function boundsBy(
  preset: Preset,
  field: LifetimeField,
  strict: boolean,
): { readonly min: number; readonly max: number; readonly cite: string } | undefined {
  const bounds = preset.lifetimes[field];
  if (bounds === undefined) return undefined;
  const max = strict ? (bounds.recommendedMax ?? bounds.max) : bounds.max;
  return { min: bounds.min ?? 1, max, cite: bounds.cite };
}

export function pskBitsBy({ pskBits }: Preset, strict: boolean): number | undefined {
  return strict ? (pskBits?.recommended ?? pskBits?.min) : pskBits?.min;
}

export interface Fault {
  readonly field: JudgedField;
  readonly allowed: string;
  readonly cite: string;
  /** What the standard does: it discourages the value, or requires or recommends others. */
  readonly says: Demand | "discourages";
}

/** The value of one field, if the preset refuses it or advises against it. `strict` decides on `allowed` alone. */
export function objectionTo(
  preset: Preset,
  field: JudgedField,
  value: string | number,
  strict: boolean,
): Fault | undefined {
  if (field === "ikeLifetime" || field === "ipsecLifetime") {
    const bounds = preset.lifetimes[field];
    const allowed = boundsBy(preset, field, strict);
    if (bounds === undefined || allowed === undefined) return undefined;
    const seconds = Number(value);
    const fits = (max: number): boolean => seconds >= allowed.min && seconds <= max;
    if (fits(bounds.recommendedMax ?? bounds.max)) return undefined;
    const says = fits(bounds.max) ? "discourages" : bounds.says;
    return { field, allowed: `${allowed.min} to ${allowed.max}`, cite: bounds.cite, says };
  }
  const requirement: Requirement<string> | undefined = preset.named[field];
  const text = String(value);
  if (requirement === undefined || requirement.accept.includes(text)) return undefined;
  const says = requirement.discouraged?.includes(text) === true ? "discourages" : requirement.says;
  const allowed = acceptedBy(preset, field, strict)?.values.join(", ") ?? "";
  return { field, allowed: allowed || "none", cite: requirement.cite, says };
}

/** The values that a preset refuses. A field without a value is not judged. */
export function faultsOf(
  preset: Preset,
  values: Readonly<Partial<Record<JudgedField, string | number>>>,
  strict = false,
): readonly Fault[] {
  return JUDGED_FIELDS.flatMap((field) => {
    const value = values[field];
    const objection = value === undefined ? undefined : objectionTo(preset, field, value, strict);
    return objection === undefined || (objection.says === "discourages" && !strict) ? [] : [objection];
  });
}
