/**
 * While a resource is registered, Pulumi takes a stack trace for each promise of each of its outputs: a hundred for a
 * tunnel, every line of them mapped to its source. In a program of many tunnels that is most of the work, and nobody
 * sees the traces unless leaks of promises are looked for (PULUMI_DEBUG_PROMISE_LEAKS). The line of the program, which
 * Pulumi stores with the resource, is taken with a limit of its own and stays.
 * @returns Takes traces again.
 */
export function withoutTraces(): () => void {
  if (process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) return () => {};
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
  };
}
