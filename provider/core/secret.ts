import { isProperties, type Properties } from "./property-tree";

/**
 * Pulumi's mark of a secret on its wire. The engine keeps it in answers of a provider that gets plain values itself, so
 * a provider can say of any value, at any depth, that it is a secret: it is then ciphertext in state, plans and events.
 */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A value with the mark. */
export const asSecret = (value: unknown): Properties => ({ [SIGNATURE]: SECRET, value });

/** The paths of all values with the mark; what is inside a marked value counts with it. */
export function markedPaths(value: unknown, prefix = ""): readonly string[] {
  if (!isProperties(value)) return [];
  if (value[SIGNATURE] === SECRET) return prefix === "" ? [] : [prefix];
  return Object.entries(value).flatMap(([name, inner]) =>
    markedPaths(inner, prefix === "" ? name : `${prefix}.${name}`),
  );
}

/** A property bag without marks, as the engine gives it back to a provider. */
export function withoutMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutMarks);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.some(([name, mark]) => name === SIGNATURE && mark === SECRET))
    return withoutMarks(entries.find(([name]) => name === "value")?.[1]);
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutMarks(inner)]));
}

/** Paths whose values the program calls secret; a group stands for all in it. */
export type SecretPaths = readonly string[];

/** What a program that nobody can ask may call secret: all that it declares. */
export const ALL_DECLARED: SecretPaths = ["*"];

/** True where a path, or a group around it, is among them. */
export const isAmong = (paths: SecretPaths, path: string): boolean =>
  paths.some((each) => path === each || path.startsWith(`${each}.`));

/** A bag in which each value that the program calls secret is marked, or its whole group where it calls that so. */
export function withSecrets(bag: Properties, secrets: SecretPaths): Properties {
  const outermost = secrets.filter((path) => !secrets.some((other) => other !== path && isAmong([other], path)));
  return outermost.reduce<Properties>((all, path) => marked(all, path.split(".")), bag);
}

/** A copy of a bag with the mark of a secret at a path; a path that leads nowhere changes nothing. */
function marked(bag: Properties, way: readonly string[]): Properties {
  const [name = "", ...rest] = way;
  const value = bag[name];
  if (value === undefined) return bag;
  if (rest.length === 0) return { ...bag, [name]: asSecret(value) };
  return isProperties(value) ? { ...bag, [name]: marked(value, rest) } : bag;
}
