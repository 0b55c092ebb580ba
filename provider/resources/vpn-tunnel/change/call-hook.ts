import { nest, pick } from "../../../core/property-tree";
import type { HookPhase } from "../hook";
import { carriesTraffic, nameOf, type Observation } from "../observation";
import { PSK } from "../psk-source";
import { isSetting } from "../table/path-kinds";
import type { Request, Work } from "./step";

/** What the hook is told of where nothing is to be changed. */
export const nothingToSend = (tunnel: Observation): Request => ({
  before: tunnel,
  delta: { differing: [], send: {}, undisclosed: [], rederived: [] },
});

/** Calls the hook for one phase of a change, where the target has one. @throws Error that says why it failed. */
export async function callHook(
  phase: HookPhase,
  { before, delta }: Request,
  { target, ports, tunnelId }: Work,
): Promise<void> {
  const { hook } = target.care;
  if (hook === undefined) return;
  const { connection, siblings } = before;
  // What is known beside the live values is known of the target's own tunnel, and not of its sibling.
  const isOwn = before.tunnelId === tunnelId;
  const known = isOwn ? (target.assumed[PSK] ?? target.completing?.[PSK]) : undefined;
  const formerKey = before.values[PSK] ?? known;
  const newKey = delta.send[PSK] ?? formerKey;
  const settings = pick(before.values, (path) => isSetting(path) && path !== PSK);
  const withoutKey = pick(delta.send, (path) => path !== PSK);
  const isReturn = phase === "revert";
  const key = isReturn ? formerKey : newKey;
  const [other] = siblings;
  await ports.hooks.call(hook, {
    phase,
    attempt: ports.operation.nextAttempt(before.tunnelId, phase),
    who: nameOf(before),
    connection,
    tunnel: { tunnelId: before.tunnelId, role: before.role, internetIp: before.values["internetIp"] },
    other: other && {
      tunnelId: other.tunnelId,
      role: other.role,
      internetIp: other.values["internetIp"],
      carriesTraffic: carriesTraffic({ values: other.values, connection }),
    },
    changes: delta.differing.map(({ path }) => path),
    old: nest(settings),
    new: nest({ ...settings, ...withoutKey }),
    keys: { old: formerKey, new: newKey },
    secrets: [settings, withoutKey].flatMap((values) =>
      Object.entries(values).flatMap(([path, value]) => (target.isSecret?.(path) ? [String(value)] : [])),
    ),
    forDevice: { ...settings, ...(isReturn ? {} : withoutKey), ...(key === undefined ? {} : { [PSK]: key }) },
  });
}
