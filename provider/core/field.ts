import type { Rule } from "./rules";
import type { Scalar } from "./scalar";

/** Values by property path ("tunnelIkeConfig.ikeEncAlg"). A path that is missing has no value. */
export type Values = Readonly<Record<string, Scalar>>;

/**
 * What a property is for:
 * - `identity` selects the object; a change replaces the resource (not the object: it is adopted anew);
 * - `setting` is a value of the object that the API can change;
 * - `option` steers this program only; a change of it sends nothing;
 * - `output` is reported, never declared.
 */
export type FieldKind = "identity" | "setting" | "option" | "output";

/**
 * One row of a field table: everything that check, diff, request, read-back, redaction and the reference need to know
 * of one property.
 */
export interface Field {
  /** Property path in the public surface, with a dot between group and name. */
  readonly path: string;
  readonly kind: FieldKind;
  /**
   * Name in the API's request and response, with a dot between block and name; absent where the API has no such value.
   */
  readonly wire?: string;
  readonly rule: Rule;
  /** True: a check fails where it is missing. */
  readonly required?: true;
  /** True: never in an error, a log, a plain state or a preview. */
  readonly secret?: true;
  /**
   * Top-level name under which Pulumi stores the value, where that is not its path: a secret would hide its whole
   * group.
   */
  readonly storedAs?: string;
  /** True: the API may withhold the value or return a mask; see `isDisclosed`. */
  readonly disclosed?: (value: string) => boolean;
  /**
   * The API computes this value anew when another one changes, unless it was set to something that `keeps` recognises.
   */
  readonly derivedFrom?: { readonly path: string; readonly keeps?: (value: Scalar) => boolean };
  /** Meaning, in one or two sentences, for docstrings and the reference. */
  readonly doc: string;
  /** What holds when the property is not declared. */
  readonly absent?: string;
  /** Operation and parameter that this row comes from. */
  readonly source?: string;
}

/**
 * A group of properties, which is one block of the API's request; with a dot in its path it stands inside another one.
 */
export interface Group {
  readonly path: string;
  readonly wire?: string;
  readonly doc: string;
  /** True: where the group is declared, exactly one of its properties is. */
  readonly exactlyOne?: true;
}

/** A constraint between properties; it is asked only about known values. */
export interface Relation {
  readonly doc: string;
  /**
   * @param unknown Paths that are declared with a value that is not known, or is refused already.
   * @param quote A declared value in quotation marks; a secret is never shown.
   */
  check(values: Values, unknown: ReadonlySet<string>, quote: (path: string) => string): readonly Failure[];
}

/** A problem with one property, as Pulumi shows it. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** All that is known of one kind of resource. */
export interface FieldTable {
  readonly fields: readonly Field[];
  readonly groups: readonly Group[];
  readonly relations: readonly Relation[];
}

/** Where a field stands: the names on the way to it. */
export interface Place {
  readonly field: Field;
  readonly way: readonly string[];
}

/** What is looked up in a table for each resource of an operation, found once. */
interface TableIndex {
  readonly fields: ReadonlyMap<string, Field>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Where each field stands in a property bag, by the name at its top: the field's own, or its outermost group's. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
  /** Fields that are stored under another name than their path, by that name. */
  readonly storedNames: ReadonlyMap<string, Field>;
  /** Where each field that the API has stands in its answers. */
  readonly wirePlaces: readonly Place[];
  /** By the kinds that were asked for. */
  readonly ofKinds: Map<string, readonly Field[]>;
}
const indexes = new WeakMap<FieldTable, TableIndex>();

function indexOf(table: FieldTable): TableIndex {
  const cached = indexes.get(table);
  if (cached) return cached;
  const index: TableIndex = {
    fields: new Map(table.fields.map((field) => [field.path, field])),
    groups: new Map(table.groups.map((group) => [group.path, group])),
    places: byName(
      table.fields.flatMap((field) => [
        placeOf(field, field.path),
        ...(field.storedAs === undefined ? [] : [placeOf(field, field.storedAs)]),
      ]),
    ),
    storedNames: new Map(
      table.fields.flatMap((field) => (field.storedAs === undefined ? [] : [[field.storedAs, field]])),
    ),
    wirePlaces: table.fields.flatMap((field) => (field.wire === undefined ? [] : [placeOf(field, field.wire)])),
    ofKinds: new Map(),
  };
  indexes.set(table, index);
  return index;
}

const placeOf = (field: Field, path: string): Place => ({ field, way: path.split(".") });

function byName(all: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const place of all) {
    const [name = ""] = place.way;
    places.set(name, [...(places.get(name) ?? []), place]);
  }
  return places;
}

/** Where the fields stand in a property bag, by the name at its top. */
export const placesOf = (table: FieldTable): ReadonlyMap<string, readonly Place[]> => indexOf(table).places;

/** Where the fields stand in the API's answers. */
export const wirePlacesOf = (table: FieldTable): readonly Place[] => indexOf(table).wirePlaces;

/** Fields of the given kinds, in table order. */
export function fieldsOf(table: FieldTable, ...kinds: FieldKind[]): readonly Field[] {
  const { ofKinds } = indexOf(table);
  const asked = kinds.join();
  const found = ofKinds.get(asked) ?? table.fields.filter((field) => kinds.includes(field.kind));
  ofKinds.set(asked, found);
  return found;
}

/** The row of a path; undefined where the table has none. */
export const fieldAt = (table: FieldTable, path: string): Field | undefined => indexOf(table).fields.get(path);

/** The field that is stored under a name of its own; undefined where the table has none. */
export const fieldStoredAs = (table: FieldTable, name: string): Field | undefined =>
  indexOf(table).storedNames.get(name);

/** The group of a path; undefined where the table has none. */
export const groupAt = (table: FieldTable, path: string): Group | undefined => indexOf(table).groups.get(path);

/** Block of the API's request that a field travels in; a single value is its own block. */
export function blockOf(field: Field): string | undefined {
  return field.wire?.split(".")[0];
}
