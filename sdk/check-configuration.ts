import * as pulumi from "@pulumi/pulumi";
import { ProgramError } from "./program-error";
import { unknownKeys, unknownVariables } from "./unknown-keys";

/** What was found in each run; a process may run several programs, and one program several times. */
const runs = new WeakMap<object, ProgramError | undefined>();

/**
 * Refuses a configuration with a misspelt key. The provider asks for the keys that it knows and never sees another one:
 * without this, `alicloud:endpoint` for `alicloud:endpoints` would send a test to the real cloud. Only the program sees
 * the whole configuration, so each of our resources and look-ups calls this first; it looks once in a run.
 * @throws ProgramError that names every such key, and what was meant. It never shows a value.
 */
export function checkConfiguration(): void {
  const run = pulumi.runtime.getStackResource();
  if (run === undefined) return raise(findMistakes());
  if (!runs.has(run)) runs.set(run, findMistakes());
  // Always the same error, because Pulumi reports each object once.
  raise(runs.get(run));
}

function raise(error: ProgramError | undefined): void {
  if (error !== undefined) throw error;
}

function findMistakes(): ProgramError | undefined {
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
