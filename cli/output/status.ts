import type { TunnelInfo } from "../../provider/lookups";
import type { Paint, Tone } from "./colour";

/** The negotiation of a tunnel in a word or two. */
const WORDS: ReadonlyMap<string, readonly [text: string, tone: Tone]> = new Map([
  ["ipsec_sa_established", ["up", "good"]],
  ["ike_sa_established", ["down: phase 2", "bad"]],
  ["ipsec_sa_not_established", ["down: phase 2", "bad"]],
  ["ike_sa_not_established", ["down: phase 1", "bad"]],
]);

/** How a tunnel is, at a glance; a word of the service that is newer than we are is shown as it is. */
export function atAGlance({ state, status }: TunnelInfo, paint: Paint): string {
  const [text, tone] = WORDS.get(status ?? "") ?? [status ?? "no status", "doubtful"];
  const busy = state !== undefined && !SETTLED.has(state) ? ` ${paint(`(${state})`, "doubtful")}` : "";
  return paint(text, tone) + busy;
}

const SETTLED: ReadonlySet<string> = new Set(["active", "attached", "init", ""]);

/** `master`, `slave`, or what a single-tunnel connection has. */
export const tunnelName = ({ role, tunnelId }: { readonly role?: string; readonly tunnelId?: string }): string =>
  role ?? tunnelId ?? "single tunnel";
