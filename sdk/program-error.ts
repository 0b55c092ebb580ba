import * as pulumi from "@pulumi/pulumi";

/**
 * An error of the program that Pulumi shows as its message, on one line. Use it for everything that this package raises in
 * a program, and above all inside `apply`.
 *
 * It has no stack trace. On Node 20 and 22, `util.inspect` with colours never returns for a frame such as
 * `node_modules/@pulumi/output.ts`, and Pulumi's source maps produce that frame for whatever is raised inside `apply`.
 * Pulumi inspects every error, RunErrors too, so one trace would make the program hang without a word.
 */
export class ProgramError extends pulumi.RunError {
  override readonly name: string = "ProgramError";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/**
 * The error of somebody else, with the frames of its trace that lie outside of node_modules: the line of the program is
 * what a user needs, and the others hang Node as told above.
 */
export function withProgramFrames<E extends Error>(error: E): E {
  const lines = (error.stack ?? "").split("\n");
  error.stack = lines.filter((line) => !/^\s+at .*node_modules/u.test(line)).join("\n");
  return error;
}
