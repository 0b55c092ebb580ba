import { pick, type Properties } from "../../core/property-tree";
import { parseResourceId, resourceId } from "./table/identities";
import type { AloneCare } from "./change/alone";
import { probeIn } from "./change/care";
import { withOwnTimes } from "./change/own-times";
import { isOption } from "./table/path-kinds";
import type { TunnelPorts } from "./ports";
import { isLiveKey } from "./state/psk-proof";
import { PSK, referredKey } from "./psk-source";
import { restoring, withoutDerivedInKeyBlock, type Restoring } from "./state/restore-point";
import type { TunnelState } from "./state/shape";
import { readState } from "./state/tunnel-state";
import { reach } from "./change/reach";
import type { Target } from "./change/target";
import { TunnelError } from "./tunnel-error";
import { waitForIn } from "./change/wait-for";

/** True where destroying a resource puts its tunnel's values back. */
export const isRestoredOnDestroy = (props: Properties): boolean => props["onDestroy"] === "restore";

/**
 * Ends managing a tunnel whose `onDestroy` is "restore": what this resource changed is put back, as far as nobody else
 * changed it since, with the same care as any other change.
 * @param care What the declaration says about a tunnel that is the only one to carry traffic.
 */
export async function deleteTunnel(
  id: string,
  props: Properties,
  ports: TunnelPorts,
  care: AloneCare = { whenAlone: props["whenAlone"] === "change" ? "change" : "refuse" },
): Promise<void> {
  const stored = readState(props);
  const selector = parseResourceId(id);
  const point = stored.restorePoint ?? {};
  if (selector === undefined || Object.keys(point).length === 0) return;
  const role = String(stored.values["role"]);
  // A resource that was not compared with its tunnel is known by what it selects the tunnel by.
  if (ports.operation.isManaged(id) || ports.operation.isManaged(resourceId(selector.vpnConnectionId, role))) {
    ports.handOver.give({ ...selector, role, point });
    ports.progress.info(`${id}: nothing was put back, another resource of this program manages the tunnel`);
    return;
  }
  const key = await lastKey(stored, ports);
  let plan: Restoring | undefined;
  const target: Target = {
    selector,
    wanted: (live) => {
      plan = restoring(point, live);
      return PSK in live || PSK in plan.values || key !== undefined
        ? plan.values
        : withoutDerivedInKeyBlock(plan.values);
    },
    assumed: {},
    completing: key === undefined ? {} : { [PSK]: key },
    waitFor: waitForIn(stored.values),
    // A hook belongs to the roll-out of a declaration, and there is none any more.
    care: { ...care, probe: probeIn(stored.values) },
  };
  try {
    const { sent, failure } = await reach(target, withOwnTimes(ports, pick(stored.values, isOption)));
    // There is no state to keep but the one that is there: the reason alone is of interest.
    if (failure !== undefined) throw failure;
    say(id, sent, plan, ports);
  } catch (error) {
    // Where there is no tunnel any more, there is nothing to put back.
    if (error instanceof TunnelError && error.isGone) return;
    if (error instanceof TunnelError && error.problem === "refused")
      throw new TunnelError("refused", withWayOut(error.message));
    throw error;
  }
}

/** What always helps against a restore that is refused. */
const withWayOut = (reason: string): string =>
  `${reason}. To let go of the tunnel as it is, set onDestroy to "keep", run \`pulumi up\`, and destroy it then`;

/** The key that this resource left, as far as it can be known; one that was never applied is not it. */
async function lastKey(
  { values, pskProof, secretPaths }: TunnelState,
  ports: TunnelPorts,
): Promise<string | undefined> {
  const read = await referredKey(values, ports.keys, secretPaths);
  if (read !== undefined)
    return "key" in read && pskProof !== undefined && isLiveKey(pskProof, read.key) ? read.key : undefined;
  const key = values[PSK];
  return typeof key === "string" ? key : undefined;
}

function say(id: string, sent: readonly string[], plan: Restoring | undefined, ports: TunnelPorts): void {
  const lines = [
    [sent, "put back as it was found"],
    [plan?.drifted ?? [], "left alone, because somebody else changed it since"],
    [plan?.unset ?? [], "left alone, because the value from before is not known or there was none"],
  ] as const;
  for (const [paths, what] of lines) if (paths.length > 0) ports.progress.info(`${id}: ${paths.join(", ")} ${what}`);
}
