/** The candidate that a mistyped name most likely means; undefined when none is near enough. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  // Loaded here, so that a command line without a mistake does not wait for it.
  const { distance }: typeof import("fastest-levenshtein") = require("fastest-levenshtein");
  const [best] = candidates
    .map((candidate) => ({ candidate, edits: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  return best !== undefined && best.edits <= Math.max(2, name.length / 3) ? best.candidate : undefined;
}
