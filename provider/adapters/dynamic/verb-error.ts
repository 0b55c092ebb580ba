import type { VerbFailure } from "../../resources/resource";

/**
 * The error of a verb. Pulumi prints the errors of some verbs twice, once with their whole stack. The stack is
 * therefore a short pointer, and only the message holds the sentence.
 */
export class VerbError extends Error {
  constructor(
    message: string,
    private readonly summary: string,
  ) {
    super(message);
    this.name = "VerbError";
    this.stack = "the reason follows";
  }

  override toString(): string {
    return this.summary;
  }
}

/** The error of a verb that failed after it sent a change: Pulumi stores `properties` under `id`. */
export class IncompleteVerbError extends VerbError {
  constructor(
    message: string,
    summary: string,
    readonly id: string,
    readonly properties: Readonly<Record<string, unknown>>,
    readonly reasons: readonly string[],
  ) {
    super(message, summary);
  }
}

/** A failure as an error in the form that Pulumi's dynamic provider understands. */
export function dynamicError({ message, summary, incomplete }: VerbFailure, handler: unknown): VerbError {
  if (incomplete === undefined) return new VerbError(message, summary);
  // Pulumi adds the handler text to the outputs of a verb that succeeds, and not to those of one that fails.
  const properties = { ...incomplete.outs, __provider: handler };
  return new IncompleteVerbError(message, summary, incomplete.id, properties, [message]);
}
