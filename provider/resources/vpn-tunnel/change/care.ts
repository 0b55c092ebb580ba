import type { Values } from "../../../core/field";
import type { TunnelPorts } from "../ports";
import { HOOK_SECONDS, type Hook } from "../hook";
import type { Probe } from "../probe";
import type { ChangeCare } from "./target";

/** How a declaration takes care of the traffic while its tunnel is changed. */
export function careIn(
  options: Values,
  { isCareful, configuredHook }: Pick<TunnelPorts, "isCareful" | "configuredHook">,
): ChangeCare {
  return {
    whenAlone: options["whenAlone"] === "change" ? "change" : "refuse",
    hook: isCareful ? configuredHook : undefined,
    probe: probeIn(options),
  };
}

/** The probe that a declaration names; undefined where it names none. */
export function probeIn(options: Values): Probe | undefined {
  for (const kind of ["tcp", "command"] as const) {
    const target = options[`probe.${kind}`];
    if (typeof target === "string") return { kind, target };
  }
  return undefined;
}

/** The hook that a pair names; undefined where it names none. */
export function hookIn(options: Values): Hook | undefined {
  const command = options["rollout.hook.command"];
  if (typeof command !== "string") return undefined;
  const device = options["rollout.hook.device"];
  const seconds = options["rollout.hook.timeoutSeconds"];
  return {
    command,
    withKey: options["rollout.hook.withKey"] === true,
    device: typeof device === "string" ? device : undefined,
    timeoutMs: (typeof seconds === "number" ? seconds : HOOK_SECONDS) * 1000,
  };
}

/** How long a tunnel of a pair must carry traffic after its change: longer than a dead BGP session shows `success`. */
const HOLD_SECONDS = { withBgp: 200, withoutBgp: 60 };

/** How a pair takes care of the traffic. @param options `rollout.*` by path. */
export function careOfPair(
  options: Values,
  { isCareful, configuredHook }: Pick<TunnelPorts, "isCareful" | "configuredHook">,
  probe: Probe | undefined,
): Partial<ChangeCare> {
  const whenAlone = options["rollout.whenAlone"] === "change" ? "change" : "refuse";
  const { "rollout.initiator": initiator } = options;
  const isPeerInitiator = initiator === undefined ? undefined : initiator === "peer";
  const sharedGateways = options["rollout.sharedGateways"] === "refuse" ? "refuse" : "try";
  const settled = { whenAlone, whenAloneAt: "rollout.whenAlone", isPeerInitiator, sharedGateways } as const;
  if (!isCareful) return settled;
  const hook = hookIn(options) ?? configuredHook;
  // With a hook, the probe is asked again while the other tunnel is drained, which proves this one.
  const isProvenByProbe = hook !== undefined && probe !== undefined;
  const seconds = options["rollout.holdSeconds"];
  return {
    ...settled,
    hook,
    holdMs: ({ bgpEnabled }) => {
      if (isProvenByProbe) return 0;
      const fallback = bgpEnabled === true ? HOLD_SECONDS.withBgp : HOLD_SECONDS.withoutBgp;
      return (typeof seconds === "number" ? seconds : fallback) * 1000;
    },
  };
}
