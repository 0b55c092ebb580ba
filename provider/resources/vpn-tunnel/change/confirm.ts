import { aftermath, expectedAfter, type Aftermath } from "../../../core/aftermath";
import { delta, type Delta } from "../../../core/delta";
import type { Field, Values } from "../../../core/field";
import { pick } from "../../../core/property-tree";
import { nameOf, type Observation, type TunnelSelector } from "../observation";
import type { TunnelPorts } from "../ports";
import { vpnTunnelTable } from "../table/fields";
import { TunnelError } from "../tunnel-error";
import { waitUntilConfigured } from "./configuring";
import { poll } from "./poll";

/**
 * After the API accepted a change: waits until the API shows it, and compares every setting with what it was to be,
 * sent or not. Puts back, once, what the API changed beside the change, and says so.
 * @param before The tunnel as it was when the change was computed.
 * @param keyInForce The key in force, where it is known although the API may withhold it.
 * @param send Sends another change of the tunnel.
 * @throws TunnelError "not settled" where the API does not show what it was asked for.
 */
export async function confirmChange(
  selector: TunnelSelector,
  before: Observation,
  change: Delta,
  keyInForce: Values,
  send: (change: Delta) => Promise<void>,
  ports: TunnelPorts,
): Promise<Observation> {
  const expected = expectedAfter(vpnTunnelTable, before.values, change);
  const shown = await waitUntilShown(selector, before, change, ports);
  const found = aftermath(vpnTunnelTable, expected, change, shown.values);
  sayDerived(found, before, ports);
  if (found.surprises.length === 0) return shown;

  const surprising = pathsOf(found.surprises);
  const list = surprising.join(", ");
  ports.progress.info(`${nameOf(before)}: the API also changed ${list}, which was not asked for; putting it back`);
  const again = delta(
    vpnTunnelTable,
    pick(expected, (path) => surprising.includes(path) || path in change.send),
    shown.values,
    {},
    keyInForce,
  );
  if (again.undisclosed.length > 0)
    throw new TunnelError(
      "not settled",
      `the API also changed ${list}, which was not asked for, and that cannot be put back without ${pathsOf(again.undisclosed).join(", ")}, which the API does not disclose. Declare it, then run this again`,
    );
  await send(again);
  const after = await waitUntilShown(selector, shown, again, ports);
  const left = pathsOf(aftermath(vpnTunnelTable, expected, change, after.values).surprises);
  if (left.length === 0) return after;
  throw new TunnelError(
    "not settled",
    `the API changed ${list} beside what was asked for, was asked to put it back, and still shows other values of ${left.join(", ")}. Look at the tunnel in the console; declare these properties, then run this again`,
  );
}

/** Waits until the API shows what was sent: that it is settled may still be an answer from before. */
async function waitUntilShown(
  selector: TunnelSelector,
  before: Observation,
  change: Delta,
  ports: TunnelPorts,
): Promise<Observation> {
  const started = ports.clock.now();
  const until = started + ports.settle.timeoutMs;
  const wanted = pick(change.send, (path) => change.differing.some((field) => field.path === path));
  const { seen, isDone, seconds } = await poll(
    {
      look: async () => {
        const observation = await waitUntilConfigured(selector, before.connection, ports, until, started);
        // A key that the API withholds is taken for the one that was sent.
        return { observation, open: pathsOf(delta(vpnTunnelTable, wanted, observation.values, wanted).differing) };
      },
      isDone: ({ open }) => open.length === 0,
      say: () => undefined,
      until,
    },
    ports,
  );
  if (isDone) return seen.observation;
  throw new TunnelError(
    "not settled",
    `the change was accepted, but after ${seconds} s the API still shows other values of ${seen.open.join(", ")}. Run \`pulumi refresh\` and \`pulumi up\` again; if it stays so, someone else is changing this tunnel`,
  );
}

const pathsOf = (fields: readonly Field[]): readonly string[] => fields.map(({ path }) => path);

/** A value that follows from a declared change is no surprise, but the reader should know. */
function sayDerived(found: Aftermath, before: Observation, ports: TunnelPorts): void {
  for (const { field, value } of found.derived)
    if (value !== undefined && value !== before.values[field.path])
      ports.progress.info(`${nameOf(before)}: the API derived ${field.path} ${value} from ${field.derivedFrom?.path}`);
}
