import { sameValue } from "./diff";
import { blockOf, fieldsOf, type Field, type FieldTable, type Scalar, type Values } from "./field";

/** What one request has to carry so that an object becomes as declared. */
export interface Delta {
  /** Declared settings whose live value differs or cannot be compared. */
  readonly differing: readonly Field[];
  /** Values of every touched block, complete. */
  readonly send: Values;
  /** Fields of touched blocks that would have to be sent along, but whose live value the API withholds. */
  readonly undisclosed: readonly Field[];
  /** Undeclared settings that the API will compute anew, because what they are derived from changes. */
  readonly rederived: readonly string[];
}

/**
 * The smallest safe change: only blocks that differ, and each of them complete, because the API may reset
 * what a sent block leaves out. A value that the API derives from one that changes is left to the API.
 * @param declared Settings as declared.
 * @param observed Settings as the API shows them; a withheld one is missing.
 * @param assumed Last known values of withheld ones: they are compared with, never sent.
 */
export function delta(table: FieldTable, declared: Values, observed: Values, assumed: Values = {}): Delta {
  const settings = fieldsOf(table, "setting");
  const differing = settings.filter((field) => {
    const wanted = declared[field.path];
    return wanted !== undefined && !sameValue(table, field.path, wanted, observed[field.path] ?? assumed[field.path]);
  });
  const touched = new Set(differing.map(blockOf));
  const changing = new Set(differing.map((field) => field.path));
  const send: Record<string, Scalar> = {};
  const undisclosed: Field[] = [];
  for (const field of settings) {
    if (!touched.has(blockOf(field))) continue;
    const value = declared[field.path] ?? (isRederived(field, changing, observed) ? undefined : observed[field.path]);
    if (value !== undefined) send[field.path] = value;
    else if (field.disclosed && !isRederived(field, changing, observed)) undisclosed.push(field);
  }
  const rederived = settings
    .filter((field) => declared[field.path] === undefined && isRederived(field, changing, observed))
    .map((field) => field.path);
  return { differing, send, undisclosed, rederived };
}

/** True where the API will compute an undeclared value anew because its source changes. */
function isRederived(field: Field, changing: ReadonlySet<string>, observed: Values): boolean {
  if (field.derivedFrom === undefined || !changing.has(field.derivedFrom.path)) return false;
  const value = observed[field.path];
  return value === undefined || !field.derivedFrom.keeps?.(value);
}
