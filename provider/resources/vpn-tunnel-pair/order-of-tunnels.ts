import type { Values } from "../../core/field";
import type { ConnectionWire } from "../../api/wire";
import { rankOf } from "../vpn-tunnel/change/order";
import { carriesTraffic, observe, type Observation } from "../vpn-tunnel/observation";
import type { RolloutRecord } from "./state/pair-state";
import { ROLES, type Role } from "./table/fields";

/** Both tunnels of a connection, as the API shows them. */
export type Both = Readonly<Record<Role, Observation>>;

/** @throws TunnelError where there is no such connection, or it has not both tunnels. */
export function observeBoth(vpnConnectionId: string, connection: ConnectionWire | undefined): Both {
  return {
    master: observe({ vpnConnectionId, role: "master" }, connection),
    slave: observe({ vpnConnectionId, role: "slave" }, connection),
  };
}

/**
 * The tunnels in the order of their changes: one that carries no traffic first, then the standby (slave).
 * @param first The tunnel that the program wants first. It decides where both carry traffic.
 */
export function orderOf(seen: Both, first: unknown): readonly Role[] {
  const bothCarry = ROLES.every((role) => carriesTraffic(seen[role]));
  const chosen = bothCarry ? ROLES.find((role) => role === first) : undefined;
  const head = chosen ?? (rankOf(seen.master) > rankOf(seen.slave) ? "master" : "slave");
  return head === "master" ? ["master", "slave"] : ["slave", "master"];
}

/**
 * The tunnels that are to be as declared, in the order of their changes. At the first stage of a roll-out it is one,
 * and it stays the same one until the stage is over, whatever goes down meanwhile.
 * @param options `rollout.*` by path.
 */
export function inScope(seen: Both, options: Values, record: RolloutRecord | undefined): readonly Role[] {
  const order = orderOf(seen, record?.first ?? options["rollout.first"]);
  if (options["rollout.stage"] !== "first") return order;
  return record?.first === undefined ? order.slice(0, 1) : [record.first];
}
