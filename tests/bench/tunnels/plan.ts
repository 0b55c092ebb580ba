import type { ParseArgsConfig } from "node:util";

export const STEPS = ["first up", "preview", "refresh", "change one of each", "change all"] as const;
export type Step = (typeof STEPS)[number];

/** What is measured: every combination of the lists, `rounds` times. */
export interface Plan {
  readonly tunnels: readonly number[];
  readonly latencyMs: readonly number[];
  readonly parallel: readonly number[];
  readonly rounds: number;
  /**
   * How many of the rounds begin with a first `up`, which takes longest. Where that is not all of them, it is so in the
   * first cell of a size only, and everything after that goes on with the stack that is there.
   */
  readonly ups: number;
  /** Fewer where there are fewer connections. */
  readonly gateways: number;
  /** How long the API configures a change; all other times are in the proportion of the defaults to it. */
  readonly configuringMs: number;
  readonly steps: readonly Step[];
}

/** A default run ends within ten minutes on two cores. */
export const PLAN_OPTIONS = {
  tunnels: { type: "string", default: "100" },
  latency: { type: "string", default: "80" },
  parallel: { type: "string", default: "32" },
  rounds: { type: "string", default: "5" },
  ups: { type: "string", default: "3" },
  gateways: { type: "string", default: "10" },
  "configuring-ms": { type: "string", default: "1000" },
  changes: { type: "string", default: "one,all" },
} as const satisfies NonNullable<ParseArgsConfig["options"]>;

export const PLAN_HELP = `
tunnels takes:
  --tunnels 100           how many, two for each connection; lists as in 10,100,500 measure every combination
  --latency 80            how late the API answers, in milliseconds
  --parallel 32           of the Pulumi CLI
  --rounds 5              figures are medians of so many; the subjects take turns
  --ups 3                 how many of these begin with a first up; fewer than the rounds: only at the first latency and parallelism
  --gateways 10           VPN gateways that the connections are spread over
  --configuring-ms 1000   how long the API configures a change; polls and other waits keep the proportion that the defaults have to 10 s
  --changes one,all       one: one tunnel of each connection; all: every tunnel; none
A small run (a minute): --tunnels 10 --rounds 1. All of it (hours):
  --tunnels 10,100,500 --latency 0,80 --parallel 8,32 --configuring-ms 10000
Without changes, and one first up of each size (twenty minutes): --tunnels 10,100,500 --latency 0,80 --parallel 8,32 --changes none --ups 1
`;

/** @throws Error that names the option. */
export function readPlan(values: Readonly<Partial<Record<keyof typeof PLAN_OPTIONS, string>>>): Plan {
  const numbers = (name: keyof typeof PLAN_OPTIONS, least = 1): readonly number[] => {
    const text = values[name] ?? PLAN_OPTIONS[name].default;
    const list = text.split(",").map(Number);
    if (list.every((each) => Number.isInteger(each) && each >= least)) return list;
    throw new Error(`--${name} takes whole numbers from ${least} on, with commas between them, not "${text}"`);
  };
  const number = (name: keyof typeof PLAN_OPTIONS): number => numbers(name)[0] ?? 1;
  return {
    tunnels: numbers("tunnels"),
    latencyMs: numbers("latency", 0),
    parallel: numbers("parallel"),
    rounds: number("rounds"),
    ups: Math.min(number("ups"), number("rounds")),
    gateways: number("gateways"),
    configuringMs: number("configuring-ms"),
    steps: stepsFor(values.changes ?? PLAN_OPTIONS.changes.default),
  };
}

function stepsFor(changes: string): readonly Step[] {
  const words = changes.split(",");
  if (!words.every((word) => ["one", "all", "none"].includes(word)))
    throw new Error(`--changes takes one, all or none, not "${changes}"`);
  return STEPS.filter((step) => !step.startsWith("change") || words.includes(step === "change all" ? "all" : "one"));
}
