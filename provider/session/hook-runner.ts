import { printable } from "../core/printable";
import type { Hook, HookCall, Hooks, TunnelEnd } from "../resources/vpn-tunnel/hook";
import type { Progress } from "../resources/resource";
import { runCommandLine } from "./command-line";

/** More lines of one call are counted and not shown. */
const MOST_LINES = 100;
const LONGEST_LINE = 400;

/** What a hook runner needs beside the command itself. */
export interface HookSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  /** Renders the configuration of a device for one tunnel. */
  readonly deviceFor: (device: string, call: HookCall, withKey: boolean) => Promise<object>;
}

/**
 * Calls hooks: the phase and everything about it is one JSON object on the standard input. A key is there only where
 * the hook asks for keys, and in no line that is shown.
 */
export class HookRunner implements Hooks {
  constructor(private readonly surroundings: HookSurroundings) {}

  async call(hook: Hook, call: HookCall): Promise<void> {
    const { env, progress } = this.surroundings;
    const device = hook.device === undefined ? undefined : await this.#deviceOf(hook.device, call, hook.withKey);
    const input = { ...inputOf(call), ...(hook.withKey ? { keys: call.keys } : {}), ...(device && { device }) };
    const secrets = secretsIn(call);
    let count = 0;
    const onLine = (line: string): void => {
      if (++count <= MOST_LINES) progress.info(`${call.who}: ${call.phase}: ${shown(line, secrets)}`);
    };
    const end = await runCommandLine({
      command: hook.command,
      env,
      timeoutMs: hook.timeoutMs,
      input: `${JSON.stringify(input)}\n`,
      onLine,
    });
    if (count > MOST_LINES) progress.info(`${call.who}: ${call.phase}: ${count - MOST_LINES} more lines`);
    if ("failed" in end) throw new Error(end.failed);
  }

  /** What the hook gets of the device. Only `prepare` cannot do without: the other phases are told what is missing. */
  async #deviceOf(id: string, call: HookCall, withKey: boolean): Promise<object> {
    try {
      return await this.surroundings.deviceFor(id, call, withKey);
    } catch (error) {
      if (call.phase === "prepare") throw error;
      const problem = error instanceof Error ? error.message : String(error);
      return { id, files: [], drain: [], undrain: [], problem };
    }
  }
}

/** What no line may show, the longest first: a short one may be a part of a longer one. */
function secretsIn({ keys, secrets }: HookCall): readonly string[] {
  const known = [keys.old, keys.new].filter((key) => key !== undefined).map(String);
  const all = [...known.flatMap(spellings), ...secrets].flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]);
  return [...new Set(all)].filter((text) => text !== "").sort((one, other) => other.length - one.length);
}

/** A key as it is, and as the files of devices, a shell and a URL have it. */
function spellings(key: string): readonly string[] {
  const bytes = Buffer.from(key);
  const byNumber = (one: string): string => `\\${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  return [
    key,
    bytes.toString("base64"),
    bytes.toString("hex"),
    key.replace(/["\\]/g, String.raw`\$&`),
    key.replace(/'/g, String.raw`'\''`),
    key.replace(/[^A-Za-z0-9]/g, byNumber),
    encodeURIComponent(key),
  ];
}

function shown(line: string, secrets: readonly string[]): string {
  const masked = secrets.reduce((text, key) => text.replaceAll(key, "[secret]"), line);
  return printable(masked.slice(0, LONGEST_LINE));
}

/** What a hook reads, without keys. */
function inputOf({
  phase,
  attempt,
  connection,
  tunnel,
  other,
  changes,
  old,
  new: planned,
}: HookCall): Readonly<Record<string, unknown>> {
  return {
    version: 1,
    phase,
    attempt,
    connection: {
      id: connection.id,
      name: connection.name,
      ...(connection.vpnGatewayId === undefined ? {} : { vpnGatewayId: connection.vpnGatewayId }),
      localSubnets: connection.localSubnets,
      remoteSubnets: connection.remoteSubnets,
      bgp: connection.bgpEnabled === true,
    },
    tunnel: endOf(tunnel),
    ...(other && { other: { ...endOf(other), carriesTraffic: other.carriesTraffic } }),
    changes,
    old,
    new: planned,
  };
}

const endOf = ({ tunnelId, role, internetIp }: TunnelEnd): Readonly<Record<string, unknown>> => ({
  id: tunnelId,
  role,
  ...(internetIp === undefined ? {} : { internetIp }),
});
