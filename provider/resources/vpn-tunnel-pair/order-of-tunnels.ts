import { rankOf } from "../vpn-tunnel/change/order";
import { carriesTraffic, type Observation } from "../vpn-tunnel/observation";
import { ROLES, type Role } from "./table/fields";

/**
 * The tunnels in the order of their changes: one that carries no traffic first, then the standby (slave).
 * @param first The tunnel that the program wants first. It decides where both carry traffic.
 */
export function orderOf(seen: Readonly<Record<Role, Observation>>, first: unknown): readonly Role[] {
  const bothCarry = ROLES.every((role) => carriesTraffic(seen[role]));
  const chosen = bothCarry ? ROLES.find((role) => role === first) : undefined;
  const head = chosen ?? (rankOf(seen.master) > rankOf(seen.slave) ? "master" : "slave");
  return head === "master" ? ["master", "slave"] : ["slave", "master"];
}
