import { defaultTopology, type Topology } from "../../../simulator";
import { BRANCH } from "../deployment";

/** The default topology, with both tunnels of the branch's connection reported as master. */
export function twoMasters(): Topology {
  const topology = structuredClone(defaultTopology);
  const branch = topology.VpnConnections?.find(({ VpnConnectionId }) => VpnConnectionId === BRANCH);
  const tunnels = branch?.TunnelOptionsSpecification?.TunnelOptions ?? [];
  for (const tunnel of tunnels) tunnel.Role = "master";
  return topology;
}
