import { describeVpnConnection } from "./describe/describe-vpn-connection";
import { describeVpnConnections } from "./describe/describe-vpn-connections";
import { diagnoseVpnConnections } from "./diagnose/diagnose-vpn-connections";
import { downloadVpnConnectionConfig } from "./download-vpn-connection-config";
import { modifyTunnelAttribute } from "./modify/modify-tunnel-attribute";
import type { Operation } from "./operation";

/** Every operation that the simulator has. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    describeVpnConnections,
    describeVpnConnection,
    modifyTunnelAttribute,
    diagnoseVpnConnections,
    downloadVpnConnectionConfig,
  ].map((one) => [one.name, one]),
);
