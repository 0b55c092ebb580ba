import type { Event, Expectation, Scenario } from "../scenario";
import type { TunnelValues } from "../topology";

/** What the rows have in common. */

/** As `peer-config` writes them. */
export const SHIPPED = { keepalive: 3, hold: 9 } as const;

export const OLD: TunnelValues = {
  ike: { IkeVersion: "ikev2", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group2", Psk: "Key-of-the-beginning" },
  ipsec: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" },
};
const withIke = (values: TunnelValues, ike: Partial<TunnelValues["ike"]>): TunnelValues => ({
  ...values,
  ike: { ...values.ike, ...ike },
});
const NEW_KEY = withIke(OLD, { Psk: "Key-of-the-end" });
export const STRONG: TunnelValues = {
  ike: { ...OLD.ike, IkeEncAlg: "aes256", IkeAuthAlg: "sha256", IkePfs: "group14" },
  ipsec: { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14" },
};
export const VERSION_1 = withIke(OLD, { IkeVersion: "ikev1" });

/** A quick run does not wait as long as people do. */
export const LATE_SECONDS =
  process.env["ROLLOUT_LATE_SECONDS"] === undefined ? 45 : Number(process.env["ROLLOUT_LATE_SECONDS"]);

export const DONE: Expectation = { exitCode: 0, changed: [1, 2] };
export const ONE_FAIL_OVER: Expectation = { ...DONE, noGapBeyondFailOver: true };
export const NOTHING_LOST: Expectation = { ...DONE, lostAtMost: 0 };
export const everyProgram = (hook: Expectation): Scenario["programs"] => ({
  "both at once": {},
  "separate tunnels": ONE_FAIL_OVER,
  pair: ONE_FAIL_OVER,
  "pair with hook": hook,
});

export const base = { from: OLD, to: NEW_KEY, timers: SHIPPED, engineer: { followsAfterSeconds: 1 } } as const;
export const happens = (id: string, title: string, seconds: number, events: readonly Event[]): Scenario => ({
  ...base,
  id,
  title,
  seconds,
  events,
  endsWell: false,
  programs: { nobody: {} },
});
export const dying: Event = { kind: "dies", tunnel: 1, atSeconds: 2 };

/** Nothing happens; a run in which this loses a ping says nothing about its other scenarios. */
export const CONTROL: Scenario = { ...happens("control", "nothing", 40, []), programs: { nobody: { lostAtMost: 0 } } };
/** What one fail-over costs: the master's wire goes dead without a word. */
export const FAIL_OVER = happens("fail-over", "the master dies silently", 16, [dying]);
