/** A value of one property. Everything a tunnel has is a scalar once the groups are flattened. */
export type Scalar = string | number | boolean;

/** True for a value of one property. */
export const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
