import * as fc from "fast-check";
import { cut, widthOf } from "../../../cli/output/cut";
import { unreached } from "../../../cli/watch/goal";
import { History, type Tracked } from "../../../cli/watch/history";
import { screenLines, screenView } from "../../../cli/watch/screen";
import type { Seen } from "../../../cli/watch/seen";
import { lengthText } from "../../../cli/watch/words";
import type { TunnelDiagnosis } from "../../../provider/lookups";
import { STEERING, visible } from "./steering";

const up = (key: string, more: Partial<Seen> = {}): Seen => ({
  key,
  vpnConnectionId: key,
  connectionName: `office-${key}`,
  label: "master",
  ike: "up",
  ipsec: "up",
  bgp: "off",
  traffic: "carries",
  status: "ipsec_sa_established",
  isSettled: true,
  ...more,
});
const down = (key: string, more: Partial<Seen> = {}): Seen =>
  up(key, { ike: "down", ipsec: "down", traffic: "no SA", status: "ike_sa_not_established", ...more });

const diagnosis: TunnelDiagnosis = { vpnConnectionId: "a", connectionName: "", verdict: "down", findings: [] };
const plain = (text: string): string => text;

describe("what a watch remembers", () => {
  it("dates a state from the look that showed it first, and knows which states are older than the watch", () => {
    const history = new History();
    history.note([up("a"), up("b")], 0);
    history.note([down("a"), up("b")], 10);
    history.note([down("a"), up("b")], 20);
    expect(history.tunnels.map(({ since, isFirst, hasChanged }) => [since, isFirst, hasChanged])).toEqual([
      [10, false, true],
      [0, true, false],
    ]);
  });

  it("asks once for each new state that carries no traffic, some at a time, and drops an answer that is over", () => {
    const history = new History();
    history.note([down("a"), down("b"), up("c")], 0);
    expect(history.toAsk(1).map(({ key }) => key)).toEqual(["a"]);
    history.noteDiagnoses(history.toAsk(1), new Map([["a", diagnosis]]), 1);
    expect(history.toAsk(9).map(({ key }) => key)).toEqual(["b"]);
    history.note([down("a"), up("b"), up("c")], 2);
    expect(history.toAsk(9)).toEqual([]);
    history.note([down("a", { status: "ike_sa_established" }), up("b"), up("c")], 3);
    expect(history.toAsk(9).map(({ key }) => key)).toEqual(["a"]);
    expect(history.tunnels[0]?.diagnosis).toBe(diagnosis);
    history.note([up("a"), up("b"), up("c")], 4);
    expect(history.tunnels[0]?.diagnosis).toBeUndefined();
  });

  it("calls a tunnel gone after two looks without it, once, and greets it when it is back", () => {
    const history = new History();
    history.note([up("a"), up("b")], 0);
    const kinds = [[up("a")], [up("a")], [up("a")], [up("a"), up("b")]].map((look, at) =>
      history.note(look, at).map(({ kind }) => kind),
    );
    expect(kinds).toEqual([[], ["gone"], [], ["change"]]);
  });

  it.each([
    ["up", ["down", "no session", "silent", "gone"]],
    ["down", ["up", "silent", "busy", "gone"]],
    ["settled", ["busy", "gone"]],
    ["changed", ["up", "down", "no session", "silent", "busy"]],
  ] as const)("reaches %s when no tunnel is left: %j are", (goal, expected) => {
    const tracked = (seen: Seen, isGone = false): Tracked => ({
      seen,
      isGone,
      since: 0,
      isFirst: true,
      hasChanged: isGone,
    });
    const tunnels = [
      tracked(up("up")),
      tracked(down("down")),
      tracked(up("no session", { bgp: "down", traffic: "no BGP session" })),
      tracked(up("silent", { traffic: "unknown" })),
      tracked(up("busy", { isSettled: false })),
      tracked(up("gone"), true),
    ];
    expect(unreached(goal, tunnels).map(({ seen }) => seen.key)).toEqual(expected);
  });

  it.each([
    [0, "0 s"],
    [119_999, "119 s"],
    [303_000, "5 min 3 s"],
    [7_500_000, "2 h 5 min"],
  ])("words %d ms as %s", (ms, text) => expect(lengthText(ms)).toBe(text));
});

describe("the screen of a watch", () => {
  const historyOf = (...seen: readonly Seen[]): readonly Tracked[] => {
    const history = new History();
    history.note(seen, 0);
    return history.tunnels;
  };
  const size = { rows: 24, every: "every 3 s" };

  it("shows each tunnel with its phases, its BGP session, traffic, and the time of its state", () => {
    const noSession = up("b", { bgp: "down", bgpStatus: "false", traffic: "no BGP session", state: "updating" });
    const lines = screenLines(
      historyOf(up("a", { bgp: "up" }), { ...noSession, isSettled: false }),
      65_000,
      size,
      plain,
    );
    expect(lines).toEqual([
      "1970-01-01T00:01:05Z  1 of 2 tunnels carry traffic  (every 3 s; Ctrl-C ends it)",
      "CONNECTION  TUNNEL  TRAFFIC        IKE  IPSEC  BGP           FOR    DIAGNOSIS",
      "office-a    master  yes            up   up     up            >65 s",
      "office-b    master  no (updating)  up   up     down (false)  >65 s",
    ]);
  });

  it("names connections of one name by their ids", () => {
    const lines = screenLines(
      historyOf(...["a", "b"].map((key) => up(key, { connectionName: "office" }))),
      0,
      size,
      plain,
    );
    expect(lines.slice(2).map((line) => line.split(" ")[0])).toEqual(["a", "b"]);
  });

  it("shows those that carry no traffic first where not all fit", () => {
    const tunnels = historyOf(...Array.from({ length: 50 }, (_, index) => (index === 40 ? down : up)(String(index))));
    const lines = screenLines(tunnels, 0, { ...size, rows: 10 }, plain);
    expect(lines).toHaveLength(8);
    expect(lines[2]).toMatch(/^office-40 /u);
    expect(lines.at(-1)).toBe("and 45 more; a higher window shows them");
  });

  it("draws over itself, in one write, also after the terminal became narrower", () => {
    const writes: string[] = [];
    let columns = 60;
    const out = {
      write: (text: string) => void writes.push(text),
      isTerminal: true,
      size: () => ({ columns, rows: 24 }),
    };
    const view = screenView(out, plain, "every 3 s");
    view.show(historyOf(up("a")), [], 0);
    view.note("out of reach\u001B[2J");
    columns = 30;
    view.show(historyOf(up("a")), [], 1000);
    expect(writes).toHaveLength(3);
    expect(visible(writes[1])).toMatch(/^ESC\[3A\r[^]*out of reach \[2JESC\[K\nESC\[J$/u);
    // Lines of 56, 58 and 49 columns take two rows each, and the note one.
    expect(visible(writes[2])).toMatch(/^ESC\[7A\r/u);
  });

  it("lets no text from outside steer the terminal, and is never as wide as it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 2, max: 100 }), (name, columns) => {
        const seen = up("a", { connectionName: name, label: name, state: name, bgpStatus: name, bgp: "down" });
        const lines = screenLines(historyOf({ ...seen, isSettled: false }), 0, size, plain);
        expect(lines.join("")).not.toMatch(STEERING);
        for (const line of lines) expect(widthOf(cut(line, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it.each([
    ["plain text", 5, "plain"],
    ["总部 A", 5, "总部"],
    ["a \u001B[31mred\u001B[0m word", 4, "a \u001B[31mre\u001B[0m"],
    ["fits", 4, "fits"],
    ["e\u0301e\u0301", 2, "e\u0301e\u0301"],
  ])("cuts %j to %d columns", (line, columns, expected) => expect(cut(line, columns)).toBe(expected));
});
