import type { ConfigSource } from "../api/account";
import { ConfigurationError } from "../api/errors";
import type { Care } from "../resources/vpn-tunnel/operation";
import type { EstablishLimits, SettleLimits } from "../resources/vpn-tunnel/ports";

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
}

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
const CANARY = { key: "alicloud-vpn:canary", env: "ALICLOUD_VPN_CANARY" } as const;

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
    care: { canary: isCanaryOn(stack, env), maxFailures: number("maxFailures", stack, env) },
  };
}

function isCanaryOn(stack: StackConfiguration, env: NodeJS.ProcessEnv): boolean {
  const word = stack.get(CANARY.key) ?? env[CANARY.env] ?? "on";
  if (word === "on" || word === "off" || word === "") return word !== "off";
  throw new ConfigurationError(`${CANARY.key} must be on or off; given: "${word}"`);
}

function number(name: keyof typeof NUMBERS, stack: StackConfiguration, env: NodeJS.ProcessEnv): number {
  const { key, env: variable, fallback, min, max } = NUMBERS[name];
  const configured = stack.get(key);
  const text = configured ?? env[variable];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const source = configured === undefined ? variable : key;
  throw new ConfigurationError(`${source} must be a whole number from ${min} to ${max}; given: "${text}"`);
}
