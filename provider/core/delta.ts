import { sameValue } from "./diff";
import { blockOf, fieldsOf, type Field, type FieldTable, type Values } from "./field";
import type { Scalar } from "./scalar";

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
 * @param completing Values of withheld ones that complete a block: sent along, never a reason to send.
 */
export function delta(
  table: FieldTable,
  declared: Values,
  observed: Values,
  assumed: Values = {},
  completing: Values = {},
): Delta {
  const settings = fieldsOf(table, "setting");
  const inForce = { ...completing, ...assumed, ...observed };
  const differing = settings.filter((field) => {
    const wanted = declared[field.path];
    return wanted !== undefined && !sameValue(table, field.path, wanted, inForce[field.path]);
  });
  const changing = new Set(differing.map((field) => field.path));
  // A declared value that is right now, but that the API would compute anew, has to be sent along.
  const along = settings.filter((field) => field.path in declared && isRederived(field, changing, observed));
  const touched = new Set([...differing, ...along].map(blockOf));
  const send: Record<string, Scalar> = {};
  const undisclosed: Field[] = [];
  for (const field of settings) {
    if (!touched.has(blockOf(field))) continue;
    const kept = observed[field.path] ?? completing[field.path];
    const value = declared[field.path] ?? (isRederived(field, changing, observed) ? undefined : kept);
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
