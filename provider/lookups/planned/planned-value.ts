import { isProperties } from "../../core/property-tree";
import { isScalar, type Scalar } from "../../core/scalar";
import { SIGNATURE } from "../../core/secret";
import { isUnknown } from "../../core/unknown";

/** A value as a plan's file has it: known, hidden because it is a secret or not known yet, or absent. */
export type PlannedValue =
  | { readonly known: Scalar }
  | { readonly hidden: "secret" | "not known yet" }
  | { readonly absent: true };

/** What `pulumi preview --json` writes in the place of a secret, also with `--show-secrets`. */
const HIDDEN_SECRET = "[secret]";

export function plannedValue(value: unknown): PlannedValue {
  if (value === HIDDEN_SECRET) return { hidden: "secret" };
  if (isUnknown(value)) return { hidden: "not known yet" };
  if (isScalar(value)) return { known: value };
  return isProperties(value) && Object.hasOwn(value, SIGNATURE) ? { hidden: "secret" } : { absent: true };
}
