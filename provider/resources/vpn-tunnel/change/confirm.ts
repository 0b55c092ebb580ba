import { aftermath, expectedAfter, type Aftermath } from "../../../core/aftermath";
import { delta, type Delta } from "../../../core/delta";
import type { Values } from "../../../core/field";
import { pick } from "../../../core/property-tree";
import { vpnTunnelTable } from "../table/fields";
import type { Observation, TunnelSelector } from "../observation";
import type { TunnelPorts } from "../ports";
import { secondsSince, settled } from "./settle";
import { TunnelError } from "../tunnel-error";

/** Sends a change of one tunnel. */
export type Send = (change: Delta) => Promise<void>;

/**
 * After a change was accepted: waits until it is configured and the API shows it, and compares every setting with what
 * it was to be, sent or not. What the API reset beside the change is put back, once, and said.
 * @param before The tunnel as it was when the change was computed.
 * @param known The key in force, where it is known although the API may withhold it.
 */
export async function confirmed(
  selector: TunnelSelector,
  before: Observation,
  change: Delta,
  known: Values,
  send: Send,
  ports: TunnelPorts,
): Promise<Observation> {
  const expected = expectedAfter(vpnTunnelTable, before.values, change);
  const shown = await shownAfter(selector, before, change, ports);
  const found = aftermath(vpnTunnelTable, expected, change, shown.values);
  sayDerived(found, before, ports);
  if (found.surprises.length === 0) return shown;

  const surprising = found.surprises.map((field) => field.path);
  const list = surprising.join(", ");
  const who = `${before.connection.id} ${before.role} (${before.tunnelId})`;
  ports.progress.info(`${who}: the API also changed ${list}, which was not asked for; putting it back`);
  const again = delta(
    vpnTunnelTable,
    pick(expected, (path) => surprising.includes(path) || path in change.send),
    shown.values,
    {},
    known,
  );
  if (again.undisclosed.length > 0)
    throw new TunnelError(
      "not settled",
      `the API also changed ${list}, which was not asked for, and that cannot be put back without ${again.undisclosed.map((field) => field.path).join(", ")}, which the API does not disclose. Declare it, then run this again`,
    );
  await send(again);
  const after = await shownAfter(selector, shown, again, ports);
  const left = aftermath(vpnTunnelTable, expected, change, after.values).surprises.map((field) => field.path);
  if (left.length === 0) return after;
  throw new TunnelError(
    "not settled",
    `the API changed ${list} beside what was asked for, was asked to put it back, and still shows other values of ${left.join(", ")}. Look at the tunnel in the console; declare these properties, then run this again`,
  );
}

/** Waits until the API shows what was sent: that it is settled may still be an answer from before. */
async function shownAfter(
  selector: TunnelSelector,
  before: Observation,
  change: Delta,
  ports: TunnelPorts,
): Promise<Observation> {
  const started = ports.clock.now();
  const deadline = started + ports.settle.timeoutMs;
  const wanted = pick(change.send, (path) => change.differing.some((field) => field.path === path));
  for (;;) {
    const observation = await settled(selector, before.connection, ports, deadline, started);
    // A key that the API withholds is taken for the one that was sent.
    const open = delta(vpnTunnelTable, wanted, observation.values, wanted).differing.map((field) => field.path);
    if (open.length === 0) return observation;
    if (ports.clock.now() >= deadline)
      throw new TunnelError(
        "not settled",
        `the change was accepted, but after ${secondsSince(started, ports)} s the API still shows other values of ${open.join(", ")}. Run \`pulumi refresh\` and \`pulumi up\` again; if it stays so, someone else is changing this tunnel`,
      );
    await ports.clock.sleep(ports.settle.everyMs);
  }
}

/** What follows from a declared change is no surprise, but the reader should know. */
function sayDerived(found: Aftermath, before: Observation, ports: TunnelPorts): void {
  for (const { field, value } of found.derived)
    if (value !== undefined && value !== before.values[field.path])
      ports.progress.info(
        `${before.connection.id} ${before.role} (${before.tunnelId}): the API derived ${field.path} ${value} from ${field.derivedFrom?.path}`,
      );
}
