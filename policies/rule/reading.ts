/**
 * Reads one value out of a resource's properties. During a preview some are not known yet; Pulumi hands them over in a
 * proxy that throws when one is touched. Here that becomes a third answer, so that one unknown value does not keep a
 * rule from judging the others.
 */

export type Reading =
  | { readonly state: "known"; readonly value: unknown }
  /** `cause` is what the proxy threw; thrown again at the end, Pulumi reports it as an advisory. */
  | { readonly state: "unknown"; readonly cause: unknown }
  | { readonly state: "absent" };

export type Path = readonly (string | number)[];

export const ABSENT: Reading = { state: "absent" };

/** Told by its shape: importing the class would load @pulumi/policy, and rules must work without it. */
function isUnknownValueError(error: unknown): boolean {
  return error instanceof Error && "unknownTypeSentinel" in error;
}

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

/** The elements of a list, each read on its own; undefined when there is no list at this place. */
export function readElements(readAt: (path: Path) => Reading, path: Path): readonly Reading[] | Reading {
  const list = readAt(path);
  if (list.state !== "known") return list;
  const { value } = list;
  if (!Array.isArray(value)) return ABSENT;
  return Array.from({ length: value.length }, (_, index) => readAt([...path, index]));
}

/** The first text among readings, for a label or a role: a value that is not known is left out and noted nowhere. */
export function firstText(...readings: readonly Reading[]): string | undefined {
  for (const reading of readings)
    if (reading.state === "known" && typeof reading.value === "string") return reading.value;
  return undefined;
}

export type Scalar = string | number | boolean;

/** What `pulumi policy analyze` shows for a secret that it cannot decrypt: not a value to judge. */
export const UNDISCLOSED = "[secret]";

export function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** `tunnelOptionsSpecifications[0].tunnelIkeConfig.psk` */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
}
