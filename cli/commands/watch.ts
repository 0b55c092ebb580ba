import { systemClock } from "../../provider/api/clock";
import { diagnoseTunnels } from "../../provider/lookups";
import { apiFor, CLOUD_OPTIONS, FILTER_OPTIONS, filtersOf } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT, UsageError, WATCH_EXIT_HELP } from "../exit-code";
import { painter } from "../output/colour";
import { printableText } from "../output/printable";
import { choiceOf } from "../parse-command-line";
import { interruption, type Streams } from "../streams";
import { follow, type View } from "../watch/follow";
import { GOALS, unreached, type Goal } from "../watch/goal";
import { History } from "../watch/history";
import { lineView } from "../watch/lines";
import { looker } from "../watch/look";
import { screenView } from "../watch/screen";
import { nameText } from "../watch/words";

/** `watch`: tunnels as they change. */
export const command: CommandBody = {
  usage: ["watch [id]... [filters] [--every SECONDS] [--until up|down|settled|changed [--timeout SECONDS]]"],
  notes: [
    "An id is that of a connection (vco-…), of a tunnel (tun-…), or of a resource (vco-…:tun-…). Without ids,\n" +
      "the command watches all tunnels that the filters select. One listing a look answers for all of them. If a\n" +
      "tunnel carries no traffic and its state is new, the command asks the service for a diagnosis, once. It\n" +
      "changes nothing.",
    "On a terminal it draws a table in its place. In a pipe it writes a line for each tunnel, and then one for\n" +
      "each change. FOR is the time since the last change of state; with > the state is older than the watch.",
    "--until ends it when all tunnels are so: up (carries traffic), down (carries none), settled (the API\n" +
      "configures nothing on their connections), changed (each has changed its state since the watch began).",
    "An error of the API is shown, and the watch goes on. It ends it if the credentials are refused, or if the\n" +
      "first look shows that another one will not help.",
  ],
  exitCodes: WATCH_EXIT_HELP,
  options: {
    every: { type: "string", value: "SECONDS", default: "3", help: "seconds between two looks, 1 or more" },
    until: { type: "string", value: "STATE", help: "end when all are up, down, settled or changed" },
    timeout: { type: "string", value: "SECONDS", help: "end with exit code 1 if --until is not so by then" },
    ...FILTER_OPTIONS,
    format: {
      type: "string",
      value: "FORMAT",
      default: "table",
      help: "table (for people) or json (one object a line for each state and change)",
    },
    ...CLOUD_OPTIONS,
  },
  examples: [
    { what: "both tunnels of a connection, live", line: "npx pulumi-alicloud-vpn watch vco-bp1bbi27hojx80nck" },
    {
      what: "in CI: wait until production is up, five minutes at most",
      line: "npx pulumi-alicloud-vpn watch --tag environment=production --until up --timeout 300",
    },
    {
      what: "changes as data",
      line: "npx pulumi-alicloud-vpn watch --format json | jq -c 'select(.carriesTraffic == false)'",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const { streams, positionals } = invocation;
    const everyMs = secondsOf(invocation, "every", 1) ?? 3000;
    const goal = invocation.isSet("until") ? choiceOf(invocation, "until", GOALS) : undefined;
    const timeoutMs = secondsOf(invocation, "timeout", 1);
    if (timeoutMs !== undefined && goal === undefined) throw new UsageError("--timeout needs --until");
    const view = viewFor(streams, choiceOf(invocation, "format", ["table", "json"]), everyMs);
    const api = apiFor(invocation, (text) => view.note(text));
    const history = new History();
    const clock = streams.clock ?? systemClock;
    let isStopped = false;
    const watching = follow({
      look: looker(api, positionals, filtersOf(invocation)),
      diagnose: (targets) => diagnoseTunnels(api, targets),
      history,
      view,
      goal,
      clock,
      everyMs,
      isStopped: () => isStopped,
    }).then(() => "ended" as const);
    const end = await Promise.race([
      watching,
      interrupted(interruption(streams)),
      ...(timeoutMs === undefined ? [] : [clock.sleep(timeoutMs).then(() => "late" as const)]),
    ]).finally(() => (isStopped = true));
    if (end === "interrupted") return EXIT.interrupted;
    if (end === "late" && goal !== undefined) return late(goal, history, streams);
    if (history.tunnels.length > 0) return EXIT.ok;
    // Without an error, a mistyped filter in CI would pass for ever.
    streams.err.write("There is no tunnel to watch: the filters choose none.\n");
    return EXIT.findings;
  },
};

/** A number of seconds as milliseconds. */
function secondsOf(invocation: Invocation, name: string, least: number): number | undefined {
  const text = invocation.text(name);
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/u.test(text) ? Number(text) : Number.NaN;
  // A timer takes 32 bits of milliseconds.
  if (seconds >= least && seconds <= 2_000_000) return Math.ceil(seconds * 1000);
  throw new UsageError(`--${name} takes a number of seconds, ${least} or more, not ${JSON.stringify(text)}`);
}

function viewFor(streams: Streams, format: "table" | "json", everyMs: number): View {
  const isScreen = format === "table" && streams.out.isTerminal && streams.env["TERM"] !== "dumb";
  if (isScreen) return screenView(streams.out, painter(streams), `every ${everyMs / 1000} s`);
  return lineView(streams, format === "json" ? "json" : "text");
}

const interrupted = (signal: AbortSignal): Promise<"interrupted"> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve("interrupted");
    else signal.addEventListener("abort", () => resolve("interrupted"), { once: true });
  });

/** Says which tunnels are not as they should be. */
function late(goal: Goal, { tunnels }: History, { err }: Streams): number {
  const missing = unreached(goal, tunnels).map(({ seen }) => nameText(seen));
  const which = tunnels.length === 0 ? "no look succeeded" : `not ${goal}: ${missing.join(", ")}`;
  err.write(`${printableText(`The time is up; ${which}`)}\n`);
  return EXIT.findings;
}
