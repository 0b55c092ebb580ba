/** A property, or a type, of Pulumi's schema. */
export type Schema = Readonly<Record<string, unknown>>;
