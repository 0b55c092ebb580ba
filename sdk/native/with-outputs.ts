import type * as pulumi from "@pulumi/pulumi";

/** The arguments with the names of all outputs: Pulumi gives a program the outputs that are named, and no others. */
export const withOutputs = (names: readonly string[], args: object): pulumi.Inputs => ({
  ...Object.fromEntries(names.map((name) => [name, undefined])),
  ...args,
});
