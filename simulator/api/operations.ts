import { describeVpnConnection } from "../describe/describe-vpn-connection";
import { describeVpnConnections } from "../describe/describe-vpn-connections";
import { modifyTunnelAttribute } from "../modify/operation";
import type { Operation } from "./operation";

/** Every operation that the simulator has. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [describeVpnConnections, describeVpnConnection, modifyTunnelAttribute].map((one) => [one.name, one]),
);
