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
    const { env, progress, deviceFor } = this.surroundings;
    const device = hook.device === undefined ? undefined : await deviceFor(hook.device, call, hook.withKey);
    const input = { ...inputOf(call), ...(hook.withKey ? { keys: call.keys } : {}), ...(device && { device }) };
    const keys = [call.keys.old, call.keys.new].filter((key) => typeof key === "string").flatMap(spellings);
    let count = 0;
    const onLine = (line: string): void => {
      if (++count <= MOST_LINES) progress.info(`${call.who}: ${call.phase}: ${shown(line, keys)}`);
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
}

/** A key as it is, and as the files of some devices have it. */
const spellings = (key: string): readonly string[] => [key, Buffer.from(key).toString("base64")];

function shown(line: string, keys: readonly string[]): string {
  const masked = keys.reduce((text, key) => text.replaceAll(key, "[secret]"), line);
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
