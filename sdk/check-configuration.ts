import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "./program-error";
import { unknownKeys, unknownVariables } from "./unknown-keys";

/** The mistake found in each run. A process may run several programs, and one program several times. */
const mistakes = new WeakMap<object, ProgramError | undefined>();

/**
 * Refuses a configuration with a misspelt key. The provider reads the keys that it knows and never sees another one, so
 * that `alicloud:endpoint` for `alicloud:endpoints` would send a test to the real cloud. Only the program sees the
 * whole configuration: each resource and each look-up calls this first, and a run is checked once.
 * @throws ProgramError that names every misspelt key, and the key that was meant. It never shows a value.
 */
export function checkConfiguration(): void {
  const run = pulumi.runtime.getStackResource();
  if (run !== undefined && !mistakes.has(run)) mistakes.set(run, findMistake());
  // In one run it is always the same error object, because Pulumi reports each object once.
  const mistake = run === undefined ? findMistake() : mistakes.get(run);
  if (mistake !== undefined) throw mistake;
}

function findMistake(): ProgramError | undefined {
  const keys = unknownKeys(Object.keys(pulumi.runtime.allConfig()), pulumi.getProject());
  const variables = unknownVariables(Object.keys(process.env));
  const found = [
    ...(keys.length === 0 ? [] : [`in the stack's configuration: ${keys.join("; ")}`]),
    ...(variables.length === 0 ? [] : [`in the environment: ${variables.join("; ")}`]),
  ];
  if (found.length === 0) return undefined;
  return new ProgramError(
    `pulumi-alicloud-vpn: settings that nobody reads, ${found.join(", and ")}. Rename or remove them`,
  );
}
