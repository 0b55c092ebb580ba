import type { Explanation } from "../../provider/diagnosis";
import type { TunnelDiagnosis } from "../../provider/lookups";
import type { Tracked } from "./history";
import type { Seen } from "./seen";

/** A time as a text: in UTC, to the second. */
export const timeText = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/u, "Z");

/** A length of time for people: `95 s`, `5 min 3 s`, `2 h 5 min`. */
export function lengthText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Connection and tunnel for people, with their ids. */
export const nameText = ({ connectionName, label, key }: Seen): string =>
  `${[connectionName, label].filter((part) => part !== "").join(" ")} (${key})`;

/** Whether a tunnel carries traffic, and why not, in a few words. */
export const stateText = (seen: Seen): string => `${trafficWords(seen)}${seen.isSettled ? "" : `; ${busyText(seen)}`}`;

/** The API configures the tunnel, or something else of its connection. */
export const busyText = ({ state }: Seen): string =>
  state === undefined || state === "active" ? "connection is being configured" : state;

function trafficWords({ traffic, ike, ipsec, bgpStatus, status }: Seen): string {
  if (traffic === "carries") return "carries traffic";
  if (traffic === "no BGP session")
    return `carries no traffic: IPsec is up, the BGP session is not (${bgpStatus ?? "?"})`;
  if (traffic === "unknown") return "no status";
  if (ike === "down") return "carries no traffic: IKE is down";
  return ipsec === "down"
    ? "carries no traffic: IKE is up, IPsec is down"
    : `carries no traffic: ${status ?? "no status"}`;
}

/** The newest finding of a diagnosis in one line. */
export function diagnosisText({ findings }: TunnelDiagnosis): string {
  const [finding] = findings;
  return finding === undefined ? "the service found nothing" : findingText(finding);
}

const findingText = ({ code, cause }: Explanation): string => [code, cause].filter((part) => part !== "").join(": ");

/** The time since the last change of state; with `>` where the state is older than the watch. */
export const sinceText = ({ since, isFirst }: Tracked, at: number): string =>
  `${isFirst ? ">" : ""}${lengthText(at - since)}`;
