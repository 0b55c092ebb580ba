/** Properties as Pulumi hands them to a rule: secrets are plain, and reading a value that is not known throws. */

import { UNKNOWN, secretIn } from "./given";

/** What the proxy of @pulumi/policy throws has the same shape. */
export class UnknownValue extends Error {
  override readonly name = "UnknownValue";
  readonly unknownTypeSentinel = UNKNOWN;

  constructor(path: readonly string[]) {
    super(`the value at .${path.join(".")} is not known in this preview`);
  }
}

/** The properties without the marks of secrets; each secret text is given to `found`. */
export function withoutMarks(value: unknown, found: (text: string) => void, isSecret = false): unknown {
  const secret = secretIn(value);
  if (secret !== undefined) return withoutMarks(secret.value, found, true);
  if (isSecret && typeof value === "string" && value !== UNKNOWN) found(value);
  if (Array.isArray(value)) return value.map((item) => withoutMarks(item, found, isSecret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutMarks(inner, found, isSecret)]));
}

/** An object that throws where a value that is not known is read. */
export function throwsUnknown<T extends object>(target: T, path: readonly string[] = []): T {
  return new Proxy(target, {
    get(object, property): unknown {
      const value: unknown = Reflect.get(object, property);
      const here = [...path, String(property)];
      if (value === UNKNOWN) throw new UnknownValue(here);
      const own = Reflect.getOwnPropertyDescriptor(object, property);
      // JavaScript demands the same object for a property that cannot change.
      if (own?.configurable === false && own.writable === false) return value;
      return (typeof value === "object" && value !== null) || typeof value === "function"
        ? throwsUnknown(value, here)
        : value;
    },
  });
}
