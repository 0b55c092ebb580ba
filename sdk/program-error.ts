import * as pulumi from "@pulumi/pulumi";

/**
 * An error of the program that Pulumi shows as its message, on one line. This package raises no other error in a
 * program, above all none inside `apply`.
 *
 * It has no stack trace. On Node 20 and 22, `util.inspect` with colours never returns for a frame such as
 * `node_modules/@pulumi/output.ts`. Pulumi's source maps produce that frame for every error that is raised inside
 * `apply`, and Pulumi inspects every error, RunErrors too: one trace would make the program hang without a word.
 */
export class ProgramError extends pulumi.RunError {
  override readonly name: string = "ProgramError";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/**
 * Keeps the frames of an error's trace that lie outside of node_modules. A user needs the line of the program, and the
 * other frames may make Node hang (see ProgramError).
 */
export function withProgramFrames<E extends Error>(error: E): E {
  const lines = (error.stack ?? "").split("\n");
  error.stack = lines.filter((line) => !/^\s+at .*node_modules/u.test(line)).join("\n");
  return error;
}
