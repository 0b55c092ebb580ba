import { check } from "../core/check";
import type { Failure } from "../core/field";
import { isProperties } from "../core/property-tree";
import { vpnTunnelTable } from "../resources/vpn-tunnel/table/fields";
import { identityProblems } from "../resources/vpn-tunnel/table/identities";

/**
 * Judges a declaration of a tunnel as the resource would, without the cloud. It answers with every problem at once, and
 * with none for a valid declaration. The resource accepts an IKE identity that would not work where the live tunnel has
 * it already; without the live tunnel such an identity is a problem here.
 */
export function checkTunnel(declaration: unknown): readonly Failure[] {
  if (!isProperties(declaration))
    return [{ property: "", reason: "must be an object with the arguments of a VpnTunnel" }];
  const { values, failures } = check(vpnTunnelTable, declaration);
  return [...failures, ...identityProblems(values)];
}
