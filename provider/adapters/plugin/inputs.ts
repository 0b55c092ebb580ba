import type { FieldTable } from "../../core/field";
import { isProperties, type Properties } from "../../core/property-tree";
import { isAmong, markedPaths, withoutMarks, withSecrets, type SecretPaths } from "../../core/secret";

/**
 * The inputs of a resource as a program and the engine have them, and as the verbs have them. The verbs keep a key at
 * the top, under a name of its own, because a secret would hide its whole group from the outputs of a dynamic resource.
 * Here a key stays at its place: options such as `ignoreChanges` name it there. The verbs are told what the program
 * calls secret, and their answers are marked by it.
 */

/** Inputs that no program declares: for the provider alone, and for policies. */
const INTERNAL: ReadonlySet<string> = new Set(["observed", "__secretPaths", "__resourceName"]);

/** Inputs of the engine for the verbs. */
export function forVerbs(table: FieldTable, inputs: Properties): Properties {
  return keysApart(table, plain(inputs));
}

/** The same for `check`, which is told what the program calls secret, and the name of the resource. */
export function forCheck(table: FieldTable, inputs: Properties, resourceName: string): Properties {
  const secretPaths = declaredSecrets(table, inputs);
  const { __secretPaths: _, ...rest } = forVerbs(table, inputs);
  return {
    ...rest,
    ...(secretPaths.length === 0 ? {} : { __secretPaths: secretPaths }),
    __resourceName: resourceName,
  };
}

/** Inputs of the verbs for the engine. */
export function forEngine(table: FieldTable, inputs: Properties): Properties {
  const { __secretPaths: paths } = inputs;
  const secretPaths = Array.isArray(paths) ? paths.filter((path) => typeof path === "string") : [];
  return withSecrets(keysInPlace(table, inputs), secretPaths);
}

/** A bag of the engine without marks. */
export function plain(bag: Properties): Properties {
  const found = withoutMarks(bag);
  return isProperties(found) ? found : {};
}

/** What a program calls secret, beside what is secret whatever it says. */
function declaredSecrets(table: FieldTable, inputs: Properties): SecretPaths {
  const always = table.fields.filter(({ secret }) => secret).flatMap(({ path, storedAs }) => [path, storedAs ?? path]);
  return markedPaths(inputs)
    .filter((path) => !INTERNAL.has(path.split(".")[0] ?? path) && !isAmong(always, path))
    .sort();
}

/** Each secret that has a name of its own, with its place in the groups. */
const namedSecrets = (table: FieldTable): readonly { readonly way: readonly string[]; readonly name: string }[] =>
  table.fields.flatMap(({ path, storedAs }) =>
    storedAs === undefined ? [] : [{ way: path.split("."), name: storedAs }],
  );

function keysApart(table: FieldTable, inputs: Properties): Properties {
  return namedSecrets(table).reduce((bag, { way, name }) => {
    const [value, rest] = taken(bag, way);
    return value === undefined ? bag : { ...rest, [name]: value };
  }, inputs);
}

function keysInPlace(table: FieldTable, inputs: Properties): Properties {
  return namedSecrets(table).reduce((bag, { way, name }) => {
    const { [name]: value, ...rest } = bag;
    return value === undefined ? bag : put(rest, way, value);
  }, inputs);
}

/** The value at a place, and the bag without it. */
function taken(bag: Properties, [name = "", ...rest]: readonly string[]): readonly [unknown, Properties] {
  const value = bag[name];
  if (rest.length > 0) {
    if (!isProperties(value)) return [undefined, bag];
    const [inner, others] = taken(value, rest);
    return [inner, { ...bag, [name]: others }];
  }
  const { [name]: _, ...others } = bag;
  return [value ?? undefined, others];
}

/** The bag with a value at a place. */
function put(bag: Properties, [name = "", ...rest]: readonly string[], value: unknown): Properties {
  if (rest.length === 0) return { ...bag, [name]: value };
  const group = bag[name];
  return { ...bag, [name]: put(isProperties(group) ? group : {}, rest, value) };
}
