import type { ConfigSource } from "../api/account";
import { ConfigurationError } from "../api/errors";
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
}

/** The settings that are whole numbers. */
const NUMBERS = {
  settleSeconds: { fallback: 600, min: 1, max: 7200 },
  pollMilliseconds: { fallback: 3000, min: 10, max: 60_000 },
  establishSeconds: { fallback: 300, min: 1, max: 7200 },
  renegotiateMilliseconds: { fallback: 30_000, min: 0, max: 600_000 },
  maxFailures: { fallback: 1, min: 1, max: 10_000 },
} as const satisfies Partial<Record<OwnSetting, object>>;

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
  const word = stack.get(keyOf("canary")) ?? env[variableOf("canary")] ?? "on";
  if (word === "on" || word === "off" || word === "") return word !== "off";
  throw new ConfigurationError(`${keyOf("canary")} must be on or off; given: "${word}"`);
}

function number(name: keyof typeof NUMBERS, stack: StackConfiguration, env: NodeJS.ProcessEnv): number {
  const { fallback, min, max } = NUMBERS[name];
  const configured = stack.get(keyOf(name));
  const text = configured ?? env[variableOf(name)];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  const source = configured === undefined ? variableOf(name) : keyOf(name);
  throw new ConfigurationError(`${source} must be a whole number from ${min} to ${max}; given: "${text}"`);
}
