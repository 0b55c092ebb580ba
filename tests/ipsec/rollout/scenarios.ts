import type { Event, Expectation, Program, Scenario } from "./scenario";
import type { TunnelValues } from "./topology";

/** The rows of the table: what changes, who follows when, and which programs. */

/** As `peer-config` writes them. */
const SHIPPED = { keepalive: 3, hold: 9 } as const;

const OLD: TunnelValues = {
  ike: { IkeVersion: "ikev2", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group2", Psk: "Key-of-the-beginning" },
  ipsec: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" },
};
const withIke = (values: TunnelValues, ike: Partial<TunnelValues["ike"]>): TunnelValues => ({
  ...values,
  ike: { ...values.ike, ...ike },
});
const NEW_KEY = withIke(OLD, { Psk: "Key-of-the-end" });
const STRONG: TunnelValues = {
  ike: { ...OLD.ike, IkeEncAlg: "aes256", IkeAuthAlg: "sha256", IkePfs: "group14" },
  ipsec: { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14" },
};
const VERSION_1 = withIke(OLD, { IkeVersion: "ikev1" });

/** A quick run does not wait as long as people do. */
const LATE_SECONDS =
  process.env["ROLLOUT_LATE_SECONDS"] === undefined ? 45 : Number(process.env["ROLLOUT_LATE_SECONDS"]);

const DONE: Expectation = { exitCode: 0, changed: [1, 2] };
const ONE_FAIL_OVER: Expectation = { ...DONE, noGapBeyondFailOver: true };
const NOTHING_LOST: Expectation = { ...DONE, lostAtMost: 0 };
const everyProgram = (hook: Expectation): Scenario["programs"] => ({
  "both at once": {},
  "separate tunnels": ONE_FAIL_OVER,
  pair: ONE_FAIL_OVER,
  "pair with hook": hook,
});

const base = { from: OLD, to: NEW_KEY, timers: SHIPPED, engineer: { followsAfterSeconds: 1 } } as const;
const happens = (id: string, title: string, seconds: number, events: readonly Event[]): Scenario => ({
  ...base,
  id,
  title,
  seconds,
  events,
  endsWell: false,
  programs: { nobody: {} },
});
const dying: Event = { kind: "dies", tunnel: 1, atSeconds: 2 };

/** Nothing happens; a run in which this loses a ping says nothing about its other scenarios. */
export const CONTROL: Scenario = { ...happens("control", "nothing", 40, []), programs: { nobody: { lostAtMost: 0 } } };
/** What one fail-over costs: the master's wire goes dead without a word. */
export const FAIL_OVER = happens("fail-over", "the master dies silently", 16, [dying]);

const wrongKey = (program: Program): Expectation =>
  program === "both at once" ? {} : { lostAtMost: 0, exitCode: 1, says: /PskMismatch/u, untouched: [1] };

export const SCENARIOS: readonly Scenario[] = [
  { ...base, id: "key", title: "key, device follows after 1 s", programs: everyProgram(NOTHING_LOST) },
  {
    ...base,
    id: "key-late",
    title: `key, device follows after ${LATE_SECONDS} s`,
    engineer: { followsAfterSeconds: LATE_SECONDS },
    programs: everyProgram(NOTHING_LOST),
  },
  {
    ...base,
    id: "algorithms",
    title: "AES-128, SHA-1, group 2 -> AES-256, SHA-256, group 14; device follows after 1 s",
    to: STRONG,
    programs: everyProgram(NOTHING_LOST),
  },
  {
    ...base,
    id: "ike-version",
    title: "IKEv1 -> IKEv2; device follows after 1 s",
    from: VERSION_1,
    to: OLD,
    programs: everyProgram(NOTHING_LOST),
  },
  {
    ...base,
    id: "wrong-key",
    title: "key, device gets a wrong one (both at once: corrected after 20 s)",
    engineer: { followsAfterSeconds: 1, wrongKeyOn: [1, 2], correctedAfterSeconds: 20 },
    config: { "alicloud-vpn:establishSeconds": "15" },
    hookFault: "wrong-key",
    programs: {
      "both at once": wrongKey("both at once"),
      "separate tunnels": wrongKey("separate tunnels"),
      pair: wrongKey("pair"),
      "pair with hook": { ...wrongKey("pair with hook"), endsWell: false },
    },
  },
  {
    ...base,
    id: "wrong-key-back",
    title: "the same with onFailure: rollback",
    engineer: { followsAfterSeconds: 1, wrongKeyOn: [1, 2] },
    config: { "alicloud-vpn:establishSeconds": "15" },
    options: { onFailure: "rollback" },
    hookFault: "wrong-key",
    programs: {
      "separate tunnels": { ...wrongKey("separate tunnels"), untouched: [1, 2] },
      pair: { ...wrongKey("pair"), untouched: [1, 2] },
      "pair with hook": { ...wrongKey("pair with hook"), untouched: [1, 2], phases: ["revert slave"] },
    },
  },
  {
    ...base,
    id: "esp-broken",
    title: "algorithms; the SA comes up and no packet gets through (SHA-2 truncation)",
    to: STRONG,
    engineer: { followsAfterSeconds: 1, breaksEspOf: [1, 2] },
    // A dead session shows only when its hold time ends.
    config: { "alicloud-vpn:establishSeconds": "40", "alicloud-vpn:renegotiateMilliseconds": "12000" },
    endsWell: false,
    programs: {
      "both at once": {},
      "separate tunnels": { lostAtMost: 0, exitCode: 1, untouched: [1] },
      pair: { lostAtMost: 0, exitCode: 1, untouched: [1] },
      "pair with hook": { lostAtMost: 0, exitCode: 1, untouched: [1] },
    },
  },
  {
    ...base,
    id: "master-session-down",
    title: "key; the master's BGP session was down before, the slave has the traffic",
    before: [{ kind: "session down", tunnel: 1 }],
    endsWell: false,
    config: { "alicloud-vpn:establishSeconds": "15" },
    programs: {
      "both at once": {},
      "separate tunnels": { lostAtMost: 0, untouched: [2] },
      pair: { lostAtMost: 0, untouched: [2] },
      "pair with hook": { lostAtMost: 0, untouched: [2] },
    },
  },
  {
    ...base,
    id: "slave-down",
    title: "key; the slave was down before and stays so",
    before: [{ kind: "dies", tunnel: 2 }],
    endsWell: false,
    config: { "alicloud-vpn:establishSeconds": "15" },
    programs: {
      "both at once": {},
      "separate tunnels": { lostAtMost: 0, untouched: [1] },
      pair: { lostAtMost: 0, untouched: [1] },
      "pair with hook": { lostAtMost: 0, untouched: [1] },
    },
  },
  {
    ...base,
    id: "slave-flaps",
    title: "key; the slave's BGP session flaps every 6 s",
    events: [2, 8, 14, 20, 26, 32].flatMap((at): readonly Event[] => [
      { kind: "session down", tunnel: 2, atSeconds: at },
      { kind: "session up", tunnel: 2, atSeconds: at + 3 },
    ]),
    endsWell: false,
    config: { "alicloud-vpn:establishSeconds": "30" },
    programs: {
      "separate tunnels": { noGapBeyondFailOver: true },
      pair: { noGapBeyondFailOver: true },
      "pair with hook": { noGapBeyondFailOver: true },
    },
  },
  {
    ...base,
    id: "both-down",
    title: "key; both tunnels were down before, and the device follows",
    before: [
      { kind: "dies", tunnel: 1 },
      { kind: "dies", tunnel: 2 },
    ],
    events: [
      { kind: "heals", tunnel: 1, atSeconds: 1 },
      { kind: "heals", tunnel: 2, atSeconds: 1 },
    ],
    programs: { "both at once": {}, "separate tunnels": DONE, pair: DONE, "pair with hook": DONE },
  },
  {
    ...base,
    id: "rolled-back",
    title: "algorithms, onFailure: rollback; no packet gets through with the new ones, and the device follows twice",
    to: STRONG,
    engineer: { followsAfterSeconds: 1, breaksEspOf: [1, 2] },
    options: { onFailure: "rollback" },
    config: { "alicloud-vpn:establishSeconds": "40", "alicloud-vpn:renegotiateMilliseconds": "12000" },
    programs: {
      "separate tunnels": { lostAtMost: 0, exitCode: 1, untouched: [1, 2] },
      pair: { lostAtMost: 0, exitCode: 1, untouched: [1, 2] },
      "pair with hook": { lostAtMost: 0, exitCode: 1, untouched: [1, 2], phases: ["revert slave"] },
    },
  },
  {
    ...base,
    id: "equal-paths",
    title: "key; both tunnels have traffic (ECMP)",
    routing: "equal paths",
    programs: everyProgram(NOTHING_LOST),
  },
  {
    ...base,
    id: "static-routes",
    title: "key; static routes, and a tracker that pings through each tunnel",
    routing: "static",
    programs: everyProgram(ONE_FAIL_OVER),
  },
];

const hookRow = (id: string, title: string, more: Partial<Scenario>): Scenario => ({
  ...base,
  id,
  title,
  ups: 2,
  ...more,
  programs: { "pair with hook": NOTHING_LOST },
});

/** Programs and hooks that are killed, hang or fail; then `up` runs again. */
export const INTERRUPTED: readonly Scenario[] = [
  {
    ...base,
    id: "killed-send",
    title: "killed right after the slave was sent",
    kill: { after: "send", tunnel: 2 },
    ups: 2,
    programs: { "separate tunnels": ONE_FAIL_OVER, pair: ONE_FAIL_OVER, "pair with hook": NOTHING_LOST },
  },
  {
    ...base,
    id: "killed-send-master",
    title: "killed right after the master was sent",
    kill: { after: "send", tunnel: 1 },
    ups: 2,
    programs: { "separate tunnels": ONE_FAIL_OVER, pair: ONE_FAIL_OVER, "pair with hook": NOTHING_LOST },
  },
  ...(["drain", "prepare", "follow", "undrain"] as const).map((after) =>
    hookRow(`killed-${after}`, `killed right after ${after} of the master`, { kill: { after, tunnel: 1 } }),
  ),
  ...(["drain", "prepare", "follow", "undrain"] as const).flatMap((phase) => [
    hookRow(`hook-fails-${phase}`, `the hook fails after ${phase}`, { hookFault: `fail ${phase}` }),
    hookRow(`hook-dies-${phase}`, `the hook is killed after ${phase}`, { hookFault: `die ${phase}` }),
  ]),
  hookRow("hook-hangs", "the hook hangs at follow", { hookFault: "hang follow" }),
];

/** The timers of BGP, with a wire that loses something. */
const TIMERS = [{ keepalive: 1, hold: 3 }, SHIPPED, { keepalive: 10, hold: 30 }] as const;
export const TIMER_SCENARIOS: readonly Scenario[] = TIMERS.flatMap((timers) => {
  const name = `${timers.keepalive}/${timers.hold} s`;
  const id = `timers-${timers.keepalive}-${timers.hold}`;
  const both = (kind: "loses" | "heals" | "dies", atSeconds: number): readonly Event[] =>
    ([1, 2] as const).map((tunnel) =>
      kind === "loses" ? { kind, tunnel, percent: 2, atSeconds } : { kind, tunnel, atSeconds },
    );
  return [
    { ...happens(`${id}-fail-over`, `BGP ${name}: the master dies silently`, timers.hold + 7, [dying]), timers },
    { ...happens(`${id}-loss`, `BGP ${name}: both wires lose 2 % for 40 s`, 42, both("loses", 1)), timers },
    {
      ...happens(`${id}-pause`, `BGP ${name}: both wires carry nothing for 5 s`, 25, [
        ...both("dies", 2),
        ...both("heals", 7),
      ]),
      timers,
    },
  ];
});

export const ALL: readonly Scenario[] = [CONTROL, FAIL_OVER, ...SCENARIOS, ...INTERRUPTED, ...TIMER_SCENARIOS];
