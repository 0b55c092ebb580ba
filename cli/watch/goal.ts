import type { Tracked } from "./history";

/** What `--until` waits for; each must hold for all tunnels at one look. */
export const GOALS = ["up", "down", "settled", "changed"] as const;
export type Goal = (typeof GOALS)[number];

const REACHED: Readonly<Record<Goal, (tunnel: Tracked) => boolean>> = {
  up: ({ seen, isGone }) => !isGone && seen.traffic === "carries",
  down: ({ seen, isGone }) => !isGone && (seen.traffic === "no SA" || seen.traffic === "no BGP session"),
  settled: ({ seen, isGone }) => !isGone && seen.isSettled,
  changed: ({ hasChanged }) => hasChanged,
};

/** The tunnels that have not reached the goal. */
export const unreached = (goal: Goal, tunnels: readonly Tracked[]): readonly Tracked[] =>
  tunnels.filter((tunnel) => !REACHED[goal](tunnel));
