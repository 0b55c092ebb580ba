import { check } from "../core/check";
import type { Failure } from "../core/field";
import { isProperties } from "../core/property-tree";
import { vpnTunnelTable } from "../resources/vpn-tunnel/table/fields";
import { identityProblems } from "../resources/vpn-tunnel/table/identities";

/**
 * Judges a declaration of a tunnel as the resource would, without the cloud: every problem at once, none where it is
 * well. Without the live tunnel nobody knows that it has such an IKE identity already, so one that would not work is a
 * problem here.
 */
export function checkTunnel(declaration: unknown): readonly Failure[] {
  if (!isProperties(declaration))
    return [{ property: "", reason: "must be an object with the arguments of a VpnTunnel" }];
  const { values, failures } = check(vpnTunnelTable, declaration);
  return [...failures, ...identityProblems(values)];
}
