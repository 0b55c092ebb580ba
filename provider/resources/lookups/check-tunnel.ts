import { check } from "../../core/check";
import type { Failure } from "../../core/field";
import { isProperties } from "../../core/property-tree";
import { vpnTunnelTable } from "../vpn-tunnel.fields";

/** Judges a declaration of a tunnel as the resource would, without the cloud: every problem at once, none where it is well. */
export function checkTunnel(declaration: unknown): readonly Failure[] {
  if (!isProperties(declaration))
    return [{ property: "", reason: "must be an object with the arguments of a VpnTunnel" }];
  return check(vpnTunnelTable, declaration).failures;
}
