/**
 * Reads one value out of a resource's properties, and keeps a ledger of those that no rule could judge.
 *
 * During a preview some values are not known yet. Pulumi hands them over in a proxy that throws when a rule reads one.
 * Here a thrown error becomes a third answer, so that one unknown value does not keep a rule from judging the others.
 */

export type Reading =
  | { readonly state: "known"; readonly value: unknown }
  /** `cause` is the error of the proxy. The policy throws it again at the end, and Pulumi reports it as an advisory. */
  | { readonly state: "unknown"; readonly cause: unknown }
  | { readonly state: "absent" };

export type Path = readonly (string | number)[];
export type Scalar = string | number | boolean;

export const ABSENT: Reading = { state: "absent" };

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Looks at the error's shape: importing its class would load @pulumi/policy, and rules must work without that. */
const isUnknownValueError = (error: unknown): boolean => error instanceof Error && "unknownTypeSentinel" in error;

export function read(root: unknown, path: Path): Reading {
  let here: unknown = root;
  try {
    for (const step of path) {
      if (typeof here !== "object" || here === null) return ABSENT;
      here = Reflect.get(here, step);
    }
  } catch (error) {
    if (isUnknownValueError(error)) return { state: "unknown", cause: error };
    throw error;
  }
  return here === undefined || here === null ? ABSENT : { state: "known", value: here };
}

/** The elements of a list, each read on its own. Without a list at this place: the reading that says why. */
export function readElements(readAt: (path: Path) => Reading, path: Path): readonly Reading[] | Reading {
  const list = readAt(path);
  if (list.state !== "known") return list;
  const { value } = list;
  if (!Array.isArray(value)) return ABSENT;
  return Array.from({ length: value.length }, (_, index) => readAt([...path, index]));
}

/** The first text among readings, for a label or a role. A value that is not known counts as none. */
export function firstText(...readings: readonly Reading[]): string | undefined {
  for (const reading of readings)
    if (reading.state === "known" && typeof reading.value === "string") return reading.value;
  return undefined;
}

/** `tunnelOptionsSpecifications[0].tunnelIkeConfig.psk` */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}

/** Something that a rule could not judge. */
export interface Gap {
  /** The property as one writes it; never its value. */
  readonly what: string;
  /** Why no rule could judge it; undefined where it is neither declared nor found in force. */
  readonly why?: string;
}

/** The values that a rule met and could not judge. Reading a value notes it here, so that no rule can forget to. */
export class Ledger {
  readonly unknown: unknown[] = [];
  readonly notJudged: Gap[] = [];

  noteUnknown(reading: Reading & { readonly state: "unknown" }): void {
    this.unknown.push(reading.cause);
  }

  /** The value of a reading; undefined where there is none, or where it is not known, which is noted. */
  valueOf(reading: Reading): unknown {
    if (reading.state === "unknown") this.noteUnknown(reading);
    return reading.state === "known" ? reading.value : undefined;
  }

  /** `what` names a property, and `why` gives the reason; neither may hold a key. */
  noteNotJudged(what: string, why?: string): void {
    if (this.notJudged.some((gap) => gap.what === what && gap.why === why)) return;
    this.notJudged.push(why === undefined ? { what } : { what, why });
  }
}
