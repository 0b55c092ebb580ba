import * as pulumi from "@pulumi/pulumi";

/**
 * Outputs that the program reads out of the stored text `live`, in which everything is that is reported of a tunnel. Pulumi
 * keeps each registered output of each resource in five promises and takes it through every step; one text for all of them
 * costs a fraction, and a program reads few of them.
 */

/** What Pulumi itself put under a name: what is declared, as long as a preview knows no more, and what steers this program. */
type Declared = Map<string, pulumi.Output<unknown>>;
const declaredOf = new WeakMap<object, Declared>();
const shownOf = new WeakMap<object, Map<string, pulumi.Output<unknown>>>();

/**
 * Gives a class of resources an accessor for each name. Pulumi writes through it while it registers a resource; who reads
 * gets what is live, and at preview what is declared.
 * @param live Finds the text in a resource.
 */
export function readFromLive<T extends object>(
  type: { readonly prototype: T },
  names: readonly string[],
  live: (resource: T) => pulumi.Output<string | undefined>,
): void {
  for (const name of names)
    Object.defineProperty(type.prototype, name, {
      configurable: true,
      get(this: T): pulumi.Output<unknown> {
        const shown = entryOf(shownOf, this);
        const output = shown.get(name) ?? completed(entryOf(declaredOf, this).get(name), live(this), name);
        shown.set(name, output);
        return output;
      },
      set(this: T, output: pulumi.Output<unknown>): void {
        entryOf(declaredOf, this).set(name, output);
      },
    });
}

function entryOf<V>(map: WeakMap<object, Map<string, V>>, key: object): Map<string, V> {
  const entry = map.get(key) ?? new Map<string, V>();
  map.set(key, entry);
  return entry;
}

function completed(
  declared: pulumi.Output<unknown> | undefined,
  live: pulumi.Output<string | undefined>,
  name: string,
): pulumi.Output<unknown> {
  if (declared === undefined) return live.apply((text) => valueIn(text, name));
  return pulumi.all([declared, live]).apply(([own, text]) => merged(own, valueIn(text, name)));
}

/** A group may have members that the API does not know beside live ones: `pskFrom`. */
function merged(own: unknown, live: unknown): unknown {
  if (own === undefined) return live;
  return isBag(own) && isBag(live) ? { ...live, ...own } : own;
}

/** A value in a stored JSON text; states of 0.1.0 have an object where there is a text now. */
export function valueIn(text: unknown, name: string): unknown {
  const bag: unknown = typeof text === "string" ? JSON.parse(text) : text;
  return isBag(bag) ? bag[name] : undefined;
}

const isBag = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
