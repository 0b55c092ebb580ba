import type { Values } from "../../core/field";
import type { Scalar } from "../../core/scalar";
import { flatten, nest, type Properties } from "../../core/property-tree";
import type { ReadResult } from "../resource";
import { acceptedBy, settingsOf } from "../vpn-tunnel/adopt";
import type { TunnelPorts } from "../vpn-tunnel/ports";
import { observedOf, OBSERVED } from "../vpn-tunnel/state/observed";
import { keySeenNow } from "../vpn-tunnel/state/key-day";
import { declarationIn, outputsOf, stateOf } from "../vpn-tunnel/state/tunnel-state";
import type { Both } from "./order-of-tunnels";
import { partOf } from "./parts";
import { pairOutputs } from "./state/pair-state";
import { ROLES, vpnTunnelPairTable, type Role } from "./table/fields";

/**
 * Both live tunnels in the form in which a program that declares all of them would be stored, without their keys. What
 * both have alike stands at the top.
 */
export function adoptedPair(seen: Both, account: Values, { region, clock }: TunnelPorts): ReadResult {
  const { id } = seen.master.connection;
  const values = acceptedBy(vpnTunnelPairTable, { ...account, vpnConnectionId: id, ...settingsOfBoth(seen) });
  const inputs = nest(values);
  const kept = { restorePoint: {}, keyDay: keySeenNow(clock) };
  const outsOf = (role: Role): Properties =>
    outputsOf(stateOf(seen[role], declarationIn(partOf(inputs, role)), region, kept));
  const observed = (role: Role): Properties => {
    const { values: declared } = declarationIn(partOf(inputs, role));
    return observedOf(seen[role], (path) => path in declared);
  };
  const props = pairOutputs({
    tunnels: { master: outsOf("master"), slave: outsOf("slave") },
    managed: Object.keys(flatten(vpnTunnelPairTable, inputs)),
    rollout: {},
    record: {},
  });
  return {
    gone: false,
    id,
    props,
    inputs: { ...inputs, [OBSERVED]: { master: observed("master"), slave: observed("slave") } },
  };
}

function settingsOfBoth(seen: Both): Values {
  const settings = { master: settingsOf(seen.master), slave: settingsOf(seen.slave) };
  const values: Record<string, Scalar> = {};
  for (const role of ROLES)
    for (const [path, value] of Object.entries(settings[role])) {
      const isShared = settings.master[path] === settings.slave[path];
      values[isShared ? path : `${role}.${path}`] = value;
    }
  return values;
}
