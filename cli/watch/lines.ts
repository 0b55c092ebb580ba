import type { Streams } from "../streams";
import { jsonText } from "../output/json";
import { printable, printableText } from "../output/printable";
import type { View } from "./follow";
import type { WatchEvent } from "./history";
import type { Seen } from "./seen";
import { diagnosisText, lengthText, nameText, stateText, timeText } from "./words";

/** A line for each event, for a pipe or a log: as text for people, or as one JSON object. */
export function lineView(streams: Pick<Streams, "out" | "err">, format: "text" | "json"): View {
  const lineOf = format === "json" ? (event: WatchEvent) => jsonText(eventData(event)) : eventText;
  let lastTopic: string | undefined;
  return {
    show(_, events) {
      lastTopic = undefined;
      for (const event of events) streams.out.write(`${lineOf(event)}\n`);
    },
    note(text, topic = text) {
      // The same problem at each look is one line.
      if (topic !== lastTopic) streams.err.write(`${printableText(text)}\n`);
      lastTopic = topic;
    },
  };
}

function eventText(event: WatchEvent): string {
  const { kind, at, tunnel, before } = printable(event);
  const head = `${timeText(at)}  ${nameText(tunnel.seen)}`;
  if (kind === "gone") return `${head}: the service no longer lists it`;
  if (kind === "diagnosis") {
    const nextStep = tunnel.diagnosis?.findings[0]?.nextStep;
    const found = tunnel.diagnosis === undefined ? "none" : diagnosisText(tunnel.diagnosis);
    return `${head}: diagnosis: ${found}${nextStep === undefined ? "" : ` Next step: ${nextStep}`}`;
  }
  const former = before === undefined ? "" : ` (before, for ${lengthText(before.lastedMs)}: ${stateText(before.seen)})`;
  return `${head}: ${stateText(tunnel.seen)}${former}`;
}

/** What a program gets to know of an event. */
function eventData({ kind, at, tunnel, before }: WatchEvent): object {
  const { vpnConnectionId, connectionName, tunnelId, role } = tunnel.seen;
  const ids = { time: new Date(at).toISOString(), event: kind, vpnConnectionId, connectionName, tunnelId, role };
  if (kind === "gone") return ids;
  if (kind === "diagnosis") {
    const { verdict, failedPhase, findings = [] } = tunnel.diagnosis ?? {};
    return { ...ids, verdict, failedPhase, findings };
  }
  const former =
    before === undefined
      ? {}
      : { secondsBefore: Math.floor(before.lastedMs / 1000), carriedTrafficBefore: carries(before.seen) };
  return { ...ids, ...stateData(tunnel.seen), ...former };
}

const stateData = (seen: Seen): object => ({
  carriesTraffic: carries(seen),
  ike: seen.ike,
  ipsec: seen.ipsec,
  bgp: seen.bgp,
  status: seen.status,
  bgpStatus: seen.bgpStatus,
  state: seen.state,
  isSettled: seen.isSettled,
});

/** Undefined where the service gives no status. */
const carries = ({ traffic }: Seen): boolean | undefined => (traffic === "unknown" ? undefined : traffic === "carries");
