/** Finds the tunnels of a resource. */

import { ownTunnelsOf } from "./own-tunnels";
import { firstText, read, readElements } from "./reading";
import type { Ledger, Path } from "./reading";
import { kindOf } from "./resource";
import type { JudgedResource } from "./resource";
import { Tunnel } from "./tunnel";
import { connectionNameIn } from "./vpn-tunnel";
import type { VpnTunnelValues } from "./vpn-tunnel";

const textIn = (values: VpnTunnelValues, property: string): string | undefined =>
  firstText(values.value([property]).reading);

/** `tun-a (master)`, as far as it is known. */
function nameOf(values: VpnTunnelValues): string {
  const [id, role] = [textIn(values, "tunnelId"), textIn(values, "role")];
  return [id, role === undefined ? undefined : `(${role})`].filter((part) => part !== undefined).join(" ");
}

function ownTunnels(resource: JudgedResource, ledger: Ledger): readonly Tunnel[] {
  const tunnels = ownTunnelsOf(resource);
  const label = (which: string, values: VpnTunnelValues): string => {
    const id = textIn(values, "vpnConnectionId");
    const owner = id === undefined ? "" : ` of connection ${id}`;
    return `${resource.name}: ${which.trim()}${owner}${connectionNameIn(values)}`;
  };
  const names = tunnels.map(nameOf).join(" and ");
  return tunnels.map((values) => {
    const pair = tunnels.length === 1 ? {} : { pairLabel: label(`tunnels ${names}`, values) };
    const source = { kind: "own", values, ...pair } as const;
    return new Tunnel(resource, label(`tunnel ${nameOf(values)}`, values), textIn(values, "role"), source, ledger);
  });
}

/** The tunnels of a resource; undefined for a resource that has none. */
export function tunnelsOf(resource: JudgedResource, ledger: Ledger): readonly Tunnel[] | undefined {
  const kind = kindOf(resource);
  if (kind === "tunnel" || kind === "pair") return ownTunnels(resource, ledger);
  if (kind === "connection" || kind === "attachment") return optionTunnels(resource, ledger);
  if (kind !== "ipsec-server") return undefined;
  const label = `${resource.name}: the IPsec server`;
  return [new Tunnel(resource, label, undefined, { kind: "server", at: [] }, ledger)];
}

/** The tunnels of a connection of @pulumi/alicloud. */
function optionTunnels(resource: JudgedResource, ledger: Ledger): readonly Tunnel[] {
  const list = "tunnelOptionsSpecifications";
  const roleAt = (path: Path): string | undefined => firstText(read(resource.props, [...path, "role"]));
  const elements = readElements((path) => read(resource.props, path), [list]);
  const top = (kind: "single" | "top-of-dual"): Tunnel =>
    new Tunnel(resource, `${resource.name}: the connection`, roleAt([]), { kind, at: [] }, ledger);
  if ("state" in elements) {
    if (elements.state !== "unknown") return [top("single")];
    // Defaults apply at the top only where there is no list of tunnels. That is not known, so no default is judged.
    ledger.noteUnknown(elements);
    return [top("top-of-dual")];
  }
  if (elements.length === 0) return [top("single")];
  const options = elements.map((_, index) => {
    const at = [list, index];
    const role = roleAt(at);
    const which = role === undefined ? `${index + 1}` : `${index + 1} (${role})`;
    return new Tunnel(resource, `${resource.name}: tunnel ${which}`, role, { kind: "option", at }, ledger);
  });
  return [top("top-of-dual"), ...options];
}
