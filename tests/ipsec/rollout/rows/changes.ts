import type { Event, Expectation, Program, Scenario } from "../scenario";
import { base, DONE, everyProgram, LATE_SECONDS, NOTHING_LOST, OLD, STRONG, VERSION_1 } from "./ground";

/** Changes of both tunnels. */

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
    id: "key-prepared",
    title: "key; the hook prepares the device, and does not drain",
    hookFault: "skip drain",
    programs: { "pair with hook": { ...DONE, lostAtMost: 5 } },
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
    title: "key, device gets a wrong one (both at once: corrected after 40 s)",
    engineer: { followsAfterSeconds: 1, wrongKeyOn: [1, 2], correctedAfterSeconds: 40 },
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
    // The device moves its own direction only. The cloud's moves when its end of the tunnel goes down.
    programs: everyProgram({ ...DONE, lostAtMost: 5 }),
  },
];
