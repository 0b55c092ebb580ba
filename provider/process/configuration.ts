import type { ConfigSource } from "../api/account";
import { ConfigurationError } from "../api/errors";
import { readAcknowledgements, type Acknowledgements } from "./acknowledgements";
import type { Care } from "../resources/vpn-tunnel/operation";
import type { EstablishLimits, SettleLimits } from "../resources/vpn-tunnel/ports";
import { keyOf, variableOf, type OwnSetting } from "./own-settings";

/** What `configure` is given; the stack's configuration by full key. */
export interface StackConfiguration {
  get(key: string): string | undefined;
}

/** Settings of this provider process. */
export interface ProcessConfiguration {
  /** The keys that users of @pulumi/alicloud have: `alicloud:region`, `alicloud:accessKey`, … */
  readonly account: ConfigSource;
  readonly settle: SettleLimits;
  readonly establish: EstablishLimits;
  readonly care: Care;
  /** Whether a preview compares stored tunnels with the live ones. */
  readonly compare: Compare;
  /** Tunnels that need not be seen up after their change. */
  readonly acknowledgements: Acknowledgements;
}

/**
 * What a preview does where it cannot read the live tunnel: `required` fails, `wanted` says so and goes on; `off` never
 * reads it.
 */
export type Compare = "required" | "wanted" | "off";

/** Our own keys, each with an environment variable of the same meaning for runs without a stack. */
const NUMBERS = {
  settleSeconds: {
    key: "alicloud-vpn:settleSeconds",
    env: "ALICLOUD_VPN_SETTLE_SECONDS",
    fallback: 600,
    min: 1,
    max: 7200,
  },
  pollMilliseconds: {
    key: "alicloud-vpn:pollMilliseconds",
    env: "ALICLOUD_VPN_POLL_MILLISECONDS",
    fallback: 3000,
    min: 10,
    max: 60_000,
  },
  establishSeconds: {
    key: "alicloud-vpn:establishSeconds",
    env: "ALICLOUD_VPN_ESTABLISH_SECONDS",
    fallback: 300,
    min: 1,
    max: 7200,
  },
  renegotiateMilliseconds: {
    key: "alicloud-vpn:renegotiateMilliseconds",
    env: "ALICLOUD_VPN_RENEGOTIATE_MILLISECONDS",
    fallback: 30_000,
    min: 0,
    max: 600_000,
  },
  maxFailures: {
    key: "alicloud-vpn:maxFailures",
    env: "ALICLOUD_VPN_MAX_FAILURES",
    fallback: 1,
    min: 1,
    max: 10_000,
  },
} as const;
const CANARY = { key: "alicloud-vpn:canary", env: "ALICLOUD_VPN_CANARY", allowed: ["on", "off"] } as const;
const COMPARE = {
  key: "alicloud-vpn:compare",
  env: "ALICLOUD_VPN_COMPARE",
  allowed: ["required", "wanted", "off"],
} as const;
const ACKNOWLEDGE = { key: "alicloud-vpn:acknowledge", env: "ALICLOUD_VPN_ACKNOWLEDGE" } as const;

/**
 * Reads the settings of this process: configuration first, then environment, then the default.
 * @throws ConfigurationError that names the key, what was given and what is allowed.
 */
export function readConfiguration(stack: StackConfiguration, env: NodeJS.ProcessEnv): ProcessConfiguration {
  return {
    account: { get: (key) => stack.get(`alicloud:${key}`) },
    settle: {
      timeoutMs: number("settleSeconds", stack, env) * 1000,
      everyMs: number("pollMilliseconds", stack, env),
    },
    establish: {
      timeoutMs: number("establishSeconds", stack, env) * 1000,
      renegotiateMs: number("renegotiateMilliseconds", stack, env),
    },
    care: { canary: word(CANARY, stack, env) === "on", maxFailures: number("maxFailures", stack, env) },
    compare: word(COMPARE, stack, env),
    acknowledgements: readAcknowledgements(given(ACKNOWLEDGE, stack, env)),
  };
}

/** Where a setting may be given. */
interface Place {
  readonly key: string;
  readonly env: string;
}

/** The text of a setting and the name of its source; an empty one counts as not given. */
function given(
  { key, env: variable }: Place,
  stack: StackConfiguration,
  env: NodeJS.ProcessEnv,
): { readonly text: string; readonly source: string } | undefined {
  const configured = stack.get(key);
  const text = configured ?? env[variable];
  if (text === undefined || text === "") return undefined;
  return { text, source: configured === undefined ? variable : key };
}

/** One of the allowed words; the first one is the default. */
function word<T extends string>(
  place: Place & { readonly allowed: readonly [T, ...T[]] },
  stack: StackConfiguration,
  env: NodeJS.ProcessEnv,
): T {
  const { allowed } = place;
  const setting = given(place, stack, env);
  if (setting === undefined) return allowed[0];
  const found = allowed.find((each) => each === setting.text);
  if (found !== undefined) return found;
  const list = `${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`;
  throw new ConfigurationError(`${setting.source} must be ${list}; given: "${setting.text}"`);
}

function number(name: keyof typeof NUMBERS, stack: StackConfiguration, env: NodeJS.ProcessEnv): number {
  const { fallback, min, max } = NUMBERS[name];
  const setting = given(NUMBERS[name], stack, env);
  if (setting === undefined) return fallback;
  const value = Number(setting.text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ConfigurationError(
    `${setting.source} must be a whole number from ${min} to ${max}; given: "${setting.text}"`,
  );
}
