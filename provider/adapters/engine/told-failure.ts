import type { Failure } from "../../core/field";

/** Pulumi prints the value of a property that a failure names, so the name stands in the text instead. */
export const toldFailure = ({ property, reason }: Failure): { readonly property: string; readonly reason: string } => ({
  property: "",
  reason: property === "" ? reason : `${property} ${reason}`,
});
