import { categoryOf } from "../../api/errors";
import { pick, scalarsIn, type Properties } from "../../core/property-tree";
import type { Outputs } from "../resource";
import { observe, type Observation } from "./observation";
import type { TunnelPorts } from "./ports";
import { selectorOf } from "./preview/declaration";
import { foreseenOutputs, type KnownTunnel } from "./preview/foreseen";
import { PSK } from "./psk-source";
import { keySeenNow } from "./state/key-day";
import { placeOf } from "./state/observed";
import { readState } from "./state/tunnel-state";
import { vpnTunnelTable } from "./table/fields";
import { resourceId } from "./table/identities";
import { isReported } from "./table/path-kinds";
import { TunnelError } from "./tunnel-error";

/** What adopting or updating a tunnel would answer, as far as it can be known before. */

/** Of a new tunnel, from the answer of the API that its check was judged by. */
export async function foreseeNew(
  inputs: Properties,
  ports: TunnelPorts,
): Promise<{ readonly id: string | undefined; readonly outs: Outputs }> {
  const seen = await lookAt(inputs, ports);
  const outs = foreseenOutputs(inputs, seen && asFound(seen, ports), regionIn(inputs, ports));
  return { id: seen && resourceId(seen.connection.id, seen.tunnelId), outs };
}

/** Of a stored tunnel, from what is stored; it asks nobody. */
export function foreseeStored(inputs: Properties, olds: Properties, ports: TunnelPorts): Outputs {
  const { values, key, place, keyDay } = readState(olds);
  const known: KnownTunnel = {
    vpnConnectionId: String(values["vpnConnectionId"]),
    tunnelId: String(values["tunnelId"]),
    role: String(values["role"]),
    values: { ...pick(values, isReported), ...(key === undefined ? {} : { [PSK]: key }) },
    place,
    keyDay,
  };
  return foreseenOutputs(inputs, known, regionIn(inputs, ports));
}

/** A tunnel that is to be adopted, as the API shows it. */
export const asFound = (seen: Observation, { clock }: TunnelPorts): KnownTunnel => ({
  keyDay: keySeenNow(clock),
  vpnConnectionId: seen.connection.id,
  tunnelId: seen.tunnelId,
  role: seen.role,
  values: seen.values,
  place: placeOf(seen),
});

/** The region of the account; undefined while the declared one is not known. */
export const regionIn = (inputs: Properties, { region }: TunnelPorts): string | undefined =>
  scalarsIn(vpnTunnelTable, inputs).unknown.has("regionId") ? undefined : region;

/** The live tunnel; undefined where nobody may look or can. What a preview has to refuse, `check` has refused. */
async function lookAt(inputs: Properties, { compare, reads }: TunnelPorts): Promise<Observation | undefined> {
  const selector = selectorOf(scalarsIn(vpnTunnelTable, inputs));
  if (selector === undefined || compare === "off") return undefined;
  try {
    return observe(selector, await reads.connection(selector.vpnConnectionId));
  } catch (error) {
    if (categoryOf(error) === undefined && !(error instanceof TunnelError)) throw error;
    return undefined;
  }
}
