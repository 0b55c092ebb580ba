import { delta, type Delta } from "../../core/delta";
import type { Values } from "../../core/field";
import { pick } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";
import { confirmed } from "./confirm";
import { established } from "./established";
import type { Observation } from "./observation";
import { isUp, nameOf } from "./operation";
import type { TunnelPorts } from "./ports";
import { sendChange, sentUnlessBusy } from "./send";
import { settled } from "./settle";
import { isSetting } from "./stored";
import { asError } from "./target";

/** What became of putting the values from before back. */
export interface Rollback {
  /** The tunnel as it is now; missing where the values could not be put back. */
  readonly lastSeen?: Observation;
  /** True where it was up before and is up again. */
  readonly isUp: boolean;
  /** To be added to the error of the change. */
  readonly outcome: string;
}

/**
 * `onFailure: "rollback"`: puts back what a change that failed has changed, waits until it is in, and where the tunnel was
 * up, until it is up again. Never throws: the failure of the change is what the reader must see.
 * @param before The tunnel before the change, its key included.
 */
export async function rolledBack(before: Observation, failed: Delta, ports: TunnelPorts): Promise<Rollback> {
  const said = 'onFailure is "rollback":';
  const wanted = pick(before.values, isSetting);
  ports.progress.status(`${nameOf(before)}: putting the values from before back`);
  let restored: Observation;
  try {
    restored = withKnownKey(await putBack(wanted, before, failed, ports), wanted);
  } catch (error) {
    return {
      isUp: false,
      outcome: `${said} the values from before could not be put back: ${asError(error).message}. Run \`pulumi refresh\`, look at what the tunnel has, then run \`pulumi up\` again`,
    };
  }
  const left = withoutFormerValue(failed, wanted);
  const rest = left.length === 0 ? "" : ` (except ${left.join(", ")}, which had none)`;
  const back = `${said} the values from before are back${rest}`;
  if (!isUp(before.values)) return { lastSeen: restored, isUp: false, outcome: `${back}; the tunnel was down before` };
  try {
    const up = withKnownKey(await established(before.tunnelId, before.connection, ports), wanted);
    return { lastSeen: up, isUp: true, outcome: `${back}, and the tunnel is up again` };
  } catch (error) {
    return { lastSeen: restored, isUp: false, outcome: `${back}, but: ${asError(error).message}` };
  }
}

async function putBack(wanted: Values, before: Observation, failed: Delta, ports: TunnelPorts): Promise<Observation> {
  // A withheld key cannot be compared; where the change did not send one, it is still the former one.
  const untouched = pick(wanted, (path) => !(path in failed.send));
  const selector = { vpnConnectionId: before.connection.id, tunnelId: before.tunnelId };
  const deadline = ports.clock.now() + ports.settle.timeoutMs;
  for (;;) {
    const now = await settled(selector, before.connection, ports, deadline);
    const todo = delta(vpnTunnelTable, wanted, now.values, untouched);
    if (todo.differing.length === 0) return now;
    if ((await sentUnlessBusy(todo, now, ports, deadline)) !== "sent") continue;
    return confirmed(selector, now, todo, (each) => sendChange(each, now, ports), ports);
  }
}

/** A key that the API withholds is the one that was put back. */
function withKnownKey(observation: Observation, wanted: Values): Observation {
  return { ...observation, values: { ...wanted, ...observation.values } };
}

/** Changed settings that had no value: the API has no way to unset them. */
function withoutFormerValue(failed: Delta, wanted: Values): readonly string[] {
  return failed.differing.map((field) => field.path).filter((path) => wanted[path] === undefined);
}
