import type { ConfigSource } from "../api/account";
import { ConfigurationError } from "../api/errors";
import { HOOK_SECONDS, type Hook } from "../resources/vpn-tunnel/hook";
import type { Care } from "../resources/vpn-tunnel/operation/operation";
import type { EstablishLimits } from "../resources/vpn-tunnel/ports";
import type { Compare, SettleLimits } from "../resources/ports";
import { readAcknowledgements, type Acknowledgements } from "./acknowledgements";
import { keyOf, variableOf, type OwnSetting } from "./own-settings";

/** The stack's configuration, by full key. Every front door passes it on from Pulumi. */
export interface StackConfiguration {
  get(key: string): string | undefined;
}

/** Settings of this provider process. */
export interface ProcessConfiguration {
  /** The keys that users of @pulumi/alicloud have: `alicloud:region`, `alicloud:accessKey`, … */
  readonly account: ConfigSource;
  readonly settle: SettleLimits;
  readonly establish: EstablishLimits;
  /** How long a tunnel that carries traffic waits for a sibling that has to be changed first. */
  readonly siblingWaitMs: number;
  readonly care: Care;
  /** False in an emergency: no hooks, no hold and no canary. */
  readonly isCareful: boolean;
  /** The hook of tunnels that declare none themselves. */
  readonly hook: Hook | undefined;
  /** Whether a preview compares with the live tunnels. */
  readonly compare: Compare;
  /** Tunnels that nobody needs to be warned about. */
  readonly acknowledgements: Acknowledgements;
}

/** The settings that are whole numbers. */
const NUMBERS = {
  settleSeconds: { fallback: 600, min: 1, max: 7200 },
  pollMilliseconds: { fallback: 3000, min: 10, max: 60_000 },
  establishSeconds: { fallback: 300, min: 1, max: 7200 },
  renegotiateMilliseconds: { fallback: 30_000, min: 0, max: 600_000 },
  siblingWaitSeconds: { fallback: 3, min: 0, max: 60 },
  maxFailures: { fallback: 1, min: 1, max: 10_000 },
  hookSeconds: { fallback: HOOK_SECONDS, min: 1, max: 3600 },
} as const satisfies Partial<Record<OwnSetting, object>>;

/** The settings that are one of a few words. The first word is the default. */
const WORDS = {
  canary: ["on", "off"],
  care: ["on", "off"],
  hookWithKey: ["false", "true"],
  compare: ["required", "wanted", "off"],
} as const satisfies Partial<Record<OwnSetting, readonly string[]>>;

/**
 * Reads the settings of this process. The stack's configuration comes before the environment, and that before the
 * default.
 * @throws ConfigurationError that names the key, the given value and the allowed ones.
 */
export function readConfiguration(stack: StackConfiguration, env: NodeJS.ProcessEnv): ProcessConfiguration {
  const read: Read = (name) => given(name, stack, env);
  const isCareful = word("care", read) === "on";
  return {
    account: { get: (key) => stack.get(`alicloud:${key}`) },
    settle: { timeoutMs: number("settleSeconds", read) * 1000, everyMs: number("pollMilliseconds", read) },
    establish: {
      timeoutMs: number("establishSeconds", read) * 1000,
      renegotiateMs: number("renegotiateMilliseconds", read),
    },
    siblingWaitMs: number("siblingWaitSeconds", read) * 1000,
    care: { canary: isCareful && word("canary", read) === "on", maxFailures: number("maxFailures", read) },
    isCareful,
    hook: hookIn(read),
    compare: word("compare", read),
    acknowledgements: readAcknowledgements(read("acknowledge")),
  };
}

/** The text of a setting and the name of its source; undefined where the setting is missing or empty. */
type Read = (name: OwnSetting) => { readonly text: string; readonly source: string } | undefined;

function hookIn(read: Read): Hook | undefined {
  const command = read("hook")?.text;
  // The other settings of a hook are judged all the same.
  const settings = {
    withKey: word("hookWithKey", read) === "true",
    device: read("hookDevice")?.text,
    timeoutMs: number("hookSeconds", read) * 1000,
  };
  return command === undefined ? undefined : { command, ...settings };
}

function given(name: OwnSetting, stack: StackConfiguration, env: NodeJS.ProcessEnv): ReturnType<Read> {
  const configured = stack.get(keyOf(name));
  const text = configured ?? env[variableOf(name)];
  if (text === undefined || text === "") return undefined;
  return { text, source: configured === undefined ? variableOf(name) : keyOf(name) };
}

function word<N extends keyof typeof WORDS>(name: N, read: Read): (typeof WORDS)[N][number] {
  const allowed: readonly (typeof WORDS)[N][number][] = WORDS[name];
  const setting = read(name);
  const found = setting === undefined ? allowed[0] : allowed.find((each) => each === setting.text);
  if (found !== undefined) return found;
  const list = `${allowed.slice(0, -1).join(", ")} or ${allowed.at(-1)}`;
  throw new ConfigurationError(`${setting?.source} must be ${list}; given: "${setting?.text}"`);
}

function number(name: keyof typeof NUMBERS, read: Read): number {
  const { fallback, min, max } = NUMBERS[name];
  const setting = read(name);
  if (setting === undefined) return fallback;
  const value = Number(setting.text);
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw new ConfigurationError(
    `${setting.source} must be a whole number from ${min} to ${max}; given: "${setting.text}"`,
  );
}
