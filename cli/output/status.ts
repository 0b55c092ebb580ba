import { trafficOfTunnel, type TunnelInfo, type VpnConnectionInfo } from "../../provider/lookups";
import type { Paint, Tone } from "./colour";

type StatusText = readonly [text: string, tone: Tone];

/** Short texts for the status of a tunnel. */
const STATUS_TEXTS: ReadonlyMap<string, StatusText> = new Map([
  ["ipsec_sa_established", ["up", "good"]],
  ["ike_sa_established", ["down: phase 2", "bad"]],
  ["ipsec_sa_not_established", ["down: phase 2", "bad"]],
  ["ike_sa_not_established", ["down: phase 1", "bad"]],
]);

/** The status of a tunnel in a few words. A status that this version does not have is shown as the service gives it. */
export function statusText(tunnel: TunnelInfo, connection: VpnConnectionInfo, paint: Paint): string {
  const { state, status } = tunnel;
  const hasNoSession = trafficOfTunnel(tunnel, connection) === "no BGP session";
  const [text, tone]: StatusText = hasNoSession
    ? ["down: BGP", "bad"]
    : (STATUS_TEXTS.get(status ?? "") ?? [status ?? "no status", "doubtful"]);
  const busy = state !== undefined && !SETTLED.has(state) ? ` ${paint(`(${state})`, "doubtful")}` : "";
  return paint(text, tone) + busy;
}

const SETTLED: ReadonlySet<string> = new Set(["active", "attached", "init", ""]);

/** The tunnel's role, its id if it has no role, or `single tunnel`. */
export const tunnelName = ({ role, tunnelId }: { readonly role?: string; readonly tunnelId?: string }): string =>
  role ?? tunnelId ?? "single tunnel";
