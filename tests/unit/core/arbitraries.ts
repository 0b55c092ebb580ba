import * as fc from "fast-check";
import { fieldsOf, type Field, type FieldKind, type FieldTable, type Values } from "../../../provider/core/field";

/** Pulumi's stand-in for a value that is not known yet, as a program in TypeScript sends it for every type. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Accepted values for any part of the given kinds of fields. */
export function valuesOf(table: FieldTable, ...kinds: FieldKind[]): fc.Arbitrary<Values> {
  const fields = fieldsOf(table, ...kinds);
  const model = Object.fromEntries(fields.map((field) => [field.path, fc.constantFrom(...field.rule.accepted)]));
  return fc
    .record(model, { requiredKeys: [] })
    .map((values) =>
      Object.fromEntries(
        Object.entries(values).flatMap(([path, value]) => (value === undefined ? [] : [[path, value]])),
      ),
    );
}

/** Any part of the paths of the given kinds. */
export function pathsOf(table: FieldTable, ...kinds: FieldKind[]): fc.Arbitrary<string[]> {
  return fc.subarray(fieldsOf(table, ...kinds).map((field) => field.path));
}

const leaf = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constant(UNKNOWN),
    fc.constantFrom<unknown>(null, undefined, true, false, 0, -1, 1.5, Number.NaN, "", " ", "true", "86400"),
    fc.string(),
    fc.double(),
  );

/**
 * Whatever a program may pass by mistake: right and wrong names, groups where values belong, lists, unknowns anywhere.
 */
export function garbageFor(table: FieldTable): fc.Arbitrary<Record<string, unknown>> {
  const lastPart = (field: Field): string => field.path.slice(field.path.lastIndexOf(".") + 1);
  const names = fc.oneof(
    fc.constantFrom(...table.groups.map((group) => group.path)),
    fc.constantFrom(...table.fields.map(lastPart)),
    fc.constantFrom(...table.fields.map((field) => field.path)),
    fc.constantFrom("toString", "valueOf", "constructor", "hasOwnProperty", "length", "", ".", "__provider"),
    fc.string({ maxLength: 12 }),
  );
  const accepted = fc.constantFrom<unknown>(...table.fields.flatMap((field) => [...field.rule.accepted]));
  const { bag } = fc.letrec<{ value: unknown; bag: Record<string, unknown> }>((tie) => ({
    bag: fc.dictionary(names, tie("value"), { maxKeys: 8, noNullPrototype: true }),
    value: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf(),
      accepted,
      fc.array(tie("value"), { maxLength: 3 }),
      tie("bag"),
    ),
  }));
  return bag;
}
