import { table } from "../proof";
import type { Outcome } from "./cell";
import { recordedRuns, RUNS } from "./recorded-runs";
import { PROGRAMS } from "./scenario";
import type { Program, Scenario } from "./scenario";
import { ALL, CONTROL, FAIL_OVER, INTERRUPTED, SCENARIOS, TIMER_SCENARIOS } from "./scenarios";
import type { Run } from "./session";

/** docs/rollout.md, from the recorded runs. */

const COLUMNS = PROGRAMS.filter((program) => program !== "nobody");

export function page(): string {
  return [
    "# Traffic while tunnels change",
    "Written by `npm run proof -- rollout`, which takes some hours, and needs root on Debian. A few of the rows run in\n" +
      "`npm test`.",
    "Real daemons: a strongSwan for each end of both tunnels, an FRRouting at each side, a host behind each. The device\n" +
      "runs what `peer-config` wrote. The cloud's ends and its router have what the local VPC API was told, and Status and\n" +
      "BgpStatus of that API are what the daemons say. The programs run on the real Pulumi CLI.",
    "Each cell: pings lost of those sent, the longest gap between two answers, and the longest stall of a TCP stream.\n" +
      `Every row here ran ${RUNS} times, and no run is left out. The cell shows the worst of its runs, value by value.`,
    "- Both at once: two plain calls of ModifyTunnelAttribute, and a device that follows.\n" +
      "- Separate tunnels: two `VpnTunnel` in one program, and a device that follows.\n" +
      "- Pair: a `VpnTunnelPair`, and a device that follows.\n" +
      "- Pair with hook: the same with the hook of `examples/rollout`, and nobody at the device.",
    changesTable(),
    "With static routes a drain moves the direction from the device to the cloud. Nobody can move the other one from\n" +
      "outside: the cloud goes on using the tunnel until its end goes down. The renegotiation may then lose a few packets,\n" +
      "because the device has the new key first, and loses more where it has not.",
    section(
      "Programs and hooks that are killed",
      "Then `up` runs again. The cells count both runs.",
      changesTable(INTERRUPTED),
    ),
    section("One fail-over, and the timers of BGP", failOver(), timersTable()),
    `## Differences from shipped settings\n\n${differences()}`,
    `## Controls\n\n${controls()}`,
    notYet(),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

/** The README with all rows in few words between its two marks; without marks, as it is. */
export function withShortTable(readme: string): string {
  const rows = changesTable([...SCENARIOS, ...INTERRUPTED], lostIn);
  return readme.replace(
    /(<!-- roll-out: generated -->\n)[\s\S]*?(<!-- \/roll-out -->)/u,
    (_, begin: string, end: string) => `${begin}\n${rows}\n\n${end}`,
  );
}

function changesTable(
  scenarios: readonly Scenario[] = SCENARIOS,
  cell: (outcomes: readonly Outcome[]) => string = worst,
): string {
  const rows = scenarios.filter(({ id }) => recordedRuns(id).length === RUNS);
  const text = (scenario: Scenario, program: Program): string =>
    cell(recordedRuns(scenario.id).flatMap(({ cells }) => cells[program] ?? []));
  return table(
    ["Change", ...COLUMNS.map((program) => program.charAt(0).toUpperCase() + program.slice(1))],
    rows.map((scenario) => [scenario.title, ...COLUMNS.map((program) => text(scenario, program))]),
  );
}

const seconds = (ms: number | null): string => (ms === null ? "never again" : `${(ms / 1000).toFixed(1)} s`);
const greatest = (values: readonly (number | null)[]): number | null =>
  values.some((value) => value === null) ? null : Math.max(...values.map(Number));

function worst(outcomes: readonly Outcome[]): string {
  const [first] = [...outcomes].sort((a, b) => b.lost - a.lost);
  if (first === undefined) return "";
  const failures = new Set(outcomes.flatMap((outcome) => outcome.failures));
  const codes = new Set(outcomes.map(({ exitCode }) => exitCode).filter((code) => code !== 0));
  return [
    `${first.lost} of ${first.sent}`,
    `gap ${seconds(greatest(outcomes.map(({ longestGapMs }) => longestGapMs)))}`,
    `stall ${seconds(greatest(outcomes.map(({ longestStallMs }) => longestStallMs)))}`,
    ...[...codes].map((code) => `exit code ${code}`),
    ...[...failures].map((failure) => `NOT HELD: ${failure}`),
  ].join(", ");
}

/** `45, 1.1 s`: pings lost in the worst run, and the longest gap where there is one. */
function lostIn(outcomes: readonly Outcome[]): string {
  if (outcomes.length === 0) return "";
  const lost = Math.max(...outcomes.map((outcome) => outcome.lost));
  const gap = greatest(outcomes.map(({ longestGapMs }) => longestGapMs));
  const isHeld = outcomes.every(({ failures }) => failures.length === 0);
  return `${lost === 0 ? "0" : `${lost}, ${seconds(gap)}`}${isHeld ? "" : ", NOT HELD"}`;
}

function timersTable(): string {
  const rows = [FAIL_OVER, ...TIMER_SCENARIOS].filter(({ id }) => recordedRuns(id).length === RUNS);
  return table(
    ["What happens", "Traffic", "Sessions lost"],
    rows.map(({ id, title }) => {
      const outcomes = recordedRuns(id).flatMap(({ cells }) => cells.nobody ?? []);
      return [title, worst(outcomes), Math.max(...outcomes.map(({ sessionsLost }) => sessionsLost))];
    }),
  );
}

function differences(): string {
  return table(
    ["Setting", "Shipped", "Here"],
    [
      ["alicloud-vpn:pollMilliseconds", "3000", "500"],
      ["alicloud-vpn:renegotiateMilliseconds", "30000", "3000; 12000 where the SA comes up and no packet gets through"],
      ["rollout.holdSeconds, with BGP", "200", "12"],
      ["alicloud-vpn:establishSeconds", "300", "300; 15 to 40 where a tunnel does not come back"],
      ["time in which the API configures a change", "some 10 s", "0.5 s"],
      ["strongSwan: retransmissions", "5, the first after 4 s", "2, the first after 0.5 s"],
      ["strongSwan: ESP", "kernel", "user space (kernel-libipsec)"],
      ["the cloud's dead peer detection", "not known", "10 s"],
      ["the cloud's router: next attempt to connect", "not known", "3 s"],
      ["timers of BGP (peer-config)", "3 s and 9 s", "the same"],
      ["ends of a BGP session", "on the tunnels", "a hop behind them (ebgp-multihop)"],
    ],
  );
}

/** A part of the page; without its table where no row of it is recorded. */
const section = (title: string, text: string, rows: string): string =>
  [`## ${title}`, text, ...(rows.split("\n").length > 2 ? [rows] : [])].join("\n\n");

/** What the connection loses when nobody moves the traffic away: the measure for the other columns. */
function failOver(): string {
  const all = [...SCENARIOS, ...INTERRUPTED].flatMap(({ id }) => recordedRuns(id)).map(({ failOverMs }) => failOverMs);
  if (all.length === 0) return "";
  return `Each session began with a master that dies silently. The gap was ${seconds(Math.min(...all))} to ${seconds(Math.max(...all))}.`;
}

/** The rows that wait for their runs. */
function notYet(): string {
  const waiting = ALL.filter(({ id }) => recordedRuns(id).length < RUNS && id !== CONTROL.id);
  if (waiting.length === 0) return "";
  const list = waiting.map(({ id, title }) => `- \`${id}\`: ${title}`).join("\n");
  return `## Not recorded yet\n\nThese rows have not run ${RUNS} times, so they are in no table:\n\n${list}`;
}

function controls(): string {
  const all = [CONTROL, FAIL_OVER, ...SCENARIOS, ...INTERRUPTED, ...TIMER_SCENARIOS].flatMap(({ id }) =>
    recordedRuns(id).length === RUNS ? recordedRuns(id) : [],
  );
  const lost = all.reduce((sum, { control }) => sum + control.lost, 0);
  const sent = all.reduce((sum, { control }) => sum + control.sent, 0);
  const empty = all.filter(({ isVoid }: Run) => isVoid).length;
  return (
    "After each run of a row the same bed ran as long as its longest cell without any change. These controls lost\n" +
    `${lost} of ${sent} pings. A run whose control lost one is void: ${empty} of ${all.length} runs.`
  );
}
