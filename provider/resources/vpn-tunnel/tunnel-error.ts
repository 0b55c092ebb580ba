/** Why an operation on a tunnel cannot go on. */
export type TunnelProblem =
  | "no such connection"
  | "single-tunnel connection"
  | "no such tunnel"
  | "ambiguous role"
  | "refused"
  | "not compared"
  | "not settled"
  | "not established";

/** An error that names the tunnel, what was being done, and the next thing to do. */
export class TunnelError extends Error {
  constructor(
    readonly problem: TunnelProblem,
    message: string,
    /** Property whose value stands in the way, where it is one. */
    readonly property?: string,
  ) {
    super(message);
    this.name = "TunnelError";
  }

  /** True where the tunnel itself does not exist, as opposed to everything that merely prevents us from seeing it. */
  get isGone(): boolean {
    return this.problem === "no such connection" || this.problem === "no such tunnel";
  }
}

/** An error with other words, and otherwise the same; one that is no TunnelError keeps its words alone. */
export const reworded = (error: Error, message: string): Error =>
  error instanceof TunnelError ? new TunnelError(error.problem, message, error.property) : new Error(message);
