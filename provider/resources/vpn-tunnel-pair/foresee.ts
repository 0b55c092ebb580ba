import { categoryOf } from "../../api/errors";
import { scalarsIn, type Properties } from "../../core/property-tree";
import { UNKNOWN } from "../../core/unknown";
import type { Outputs } from "../resource";
import { asFound, foreseeStored, regionIn } from "../vpn-tunnel/foresee";
import type { TunnelPorts } from "../vpn-tunnel/ports";
import { selectorOf } from "../vpn-tunnel/preview/declaration";
import { foreseenOutputs } from "../vpn-tunnel/preview/foreseen";
import { vpnTunnelTable } from "../vpn-tunnel/table/fields";
import { TunnelError } from "../vpn-tunnel/tunnel-error";
import { inScope, observeBoth, type Both } from "./order-of-tunnels";
import { partOf } from "./parts";
import { pairOutputs, readPairState, rolloutIn } from "./state/pair-state";
import { ROLES, vpnTunnelPairTable, type Role } from "./table/fields";

/** What adopting or updating a pair would answer, as far as it can be known before. */

/** Of a new pair, from the answer of the API that its check was judged by. */
export async function foreseeNewPair(inputs: Properties, ports: TunnelPorts): Promise<Outputs> {
  const seen = await lookAt(inputs, ports);
  const rollout = rolloutIn(inputs);
  const scope = seen === undefined ? ROLES : inScope(seen, rollout, undefined);
  const part = (role: Role): Properties => partOf(inputs, role);
  const outsOf = (role: Role): Outputs =>
    foreseenOutputs(
      scope.includes(role) ? part(role) : { vpnConnectionId: part(role)["vpnConnectionId"], role },
      seen && asFound(seen[role], ports),
      regionIn(part(role), ports),
    );
  const record = { first: rollout["rollout.stage"] === "first" ? scope[0] : undefined };
  return pairOutputs({ tunnels: { master: outsOf("master"), slave: outsOf("slave") }, ...whole(inputs), record });
}

/** Of a stored pair, from what is stored; it asks nobody. @param scope The tunnels that are to be as declared. */
export function foreseeStoredPair(
  inputs: Properties,
  olds: Properties,
  scope: readonly Role[],
  ports: TunnelPorts,
): Outputs {
  const { tunnels, record } = readPairState(olds);
  const outsOf = (role: Role): Properties =>
    scope.includes(role) ? foreseeStored(partOf(inputs, role), tunnels[role], ports) : tunnels[role];
  return pairOutputs({ tunnels: { master: outsOf("master"), slave: outsOf("slave") }, ...whole(inputs), record });
}

/** What stands above the two tunnels. */
function whole(inputs: Properties): Pick<Parameters<typeof pairOutputs>[0], "managed" | "rollout"> {
  const { values, unknown } = scalarsIn(vpnTunnelPairTable, inputs);
  const open = [...unknown].filter((path) => path.startsWith("rollout."));
  return {
    managed: [...Object.keys(values), ...unknown],
    rollout: { ...rolloutIn(inputs), ...Object.fromEntries(open.map((path) => [path, UNKNOWN])) },
  };
}

/** Both live tunnels; undefined where nobody may look or can. What a preview has to refuse, `check` has refused. */
async function lookAt(inputs: Properties, { compare, reads }: TunnelPorts): Promise<Both | undefined> {
  const selector = selectorOf(scalarsIn(vpnTunnelTable, partOf(inputs, "master")));
  if (selector === undefined || compare === "off") return undefined;
  const { vpnConnectionId } = selector;
  try {
    return observeBoth(vpnConnectionId, await reads.connection(vpnConnectionId));
  } catch (error) {
    if (categoryOf(error) === undefined && !(error instanceof TunnelError)) throw error;
    return undefined;
  }
}
