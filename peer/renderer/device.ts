/** Makes a renderer of a device's specification: the checks and the frame that all devices share. */

import { PeerConfigError } from "../error";
import type { PeerModel, PeerTunnel } from "../model/model";
import { checkOptions, type PeerConfigOptions } from "../options";
import { bgpRouter } from "./bgp";
import { header, PATH_CHECK, routingChecks } from "./header";
import { joinLines } from "./lines";
import { blocksToAnnounce, blocksToRoute, namePrefix, refuseKeysOfOtherTunnels, selectedTunnels } from "./selection";
import type { Check, DeviceConnection, DeviceSpec, Renderer } from "./spec";
import { deviceTunnel } from "./tunnel";

/** The renderer of a device. */
export function device(spec: DeviceSpec): Renderer {
  const { id, title, proof, writes, needs = [] } = spec;
  return {
    id,
    title,
    proof,
    writes,
    bfd: spec.bfd === true,
    needs,
    render(model, options = {}) {
      const connection = deviceConnection(spec, model, options);
      const files = spec.files(connection).map(({ ending, firstLine, checks, lines }) => ({
        name: `${connection.name}${ending}`,
        text: joinLines(firstLine, fileHeader(spec, connection, checks), lines),
      }));
      return { files };
    },
  };
}

function fileHeader(
  spec: DeviceSpec,
  { connectionId, tunnels }: DeviceConnection,
  checks: readonly Check[],
): readonly string[] {
  const named = tunnels.map(({ name, id, role, number, ownAddress, cloud, bgp }) => ({
    name,
    id,
    role,
    number,
    device: ownAddress,
    cloud: cloud.address,
    bgp: bgp === undefined ? undefined : { device: bgp.device.address, cloud: bgp.cloud.address },
  }));
  return header(spec, connectionId, named, [...checks, PATH_CHECK]);
}

/**
 * The connection as the device has it.
 * @throws PeerConfigError for the first value that the device cannot have.
 */
export function deviceConnection(spec: DeviceSpec, model: PeerModel, options: PeerConfigOptions): DeviceConnection {
  checkOptions(options);
  refuseMissingOptions(spec, options);
  refuseKeysOfOtherTunnels(model, options);
  const selected = selectedTunnels(model, options);
  refuseSelectors(spec, model, selected);
  const routes = blocksToRoute(model, options);
  const advertise = blocksToAnnounce(model, options);
  const tunnels = selected.map((tunnel) => deviceTunnel(spec, tunnel, routes, options));
  const bgp = bgpRouter(tunnels, spec, options);
  refuseBfd(spec, options, bgp !== undefined);
  const hasStaticRoutes = tunnels.some((tunnel) => tunnel.bgp === undefined);
  const connection: DeviceConnection = {
    connectionId: model.connectionId,
    name: namePrefix(options),
    deviceSubnets: model.deviceSubnets,
    cloudSubnets: model.cloudSubnets,
    routeBased: model.routeBased,
    needsInterfaces:
      model.routeBased || tunnels.length > 1 || (options.besideOthers === true && model.tunnels.length > 1),
    tunnels,
    outside: options.interface ?? "",
    bgp,
    advertise,
    routingChecks: routingChecks({ bgp, advertise, routes, hasStaticRoutes }),
  };
  const refusal = spec.refuseConnection?.(connection);
  if (refusal !== undefined) throw new PeerConfigError({ ...refusal, device: spec.title });
  return connection;
}

function refuseMissingOptions({ needs = [], title }: DeviceSpec, options: PeerConfigOptions): void {
  const missing = needs.find((need) => options[need] === undefined);
  if (missing !== undefined)
    throw new PeerConfigError({
      property: `options.${missing}`,
      device: title,
      reason: "must be given: the device cannot be configured without it",
    });
}

function refuseBfd({ title, writes, bfd }: DeviceSpec, options: PeerConfigOptions, hasBgp: boolean): void {
  if (options.bfd !== true || (bfd === true && hasBgp)) return;
  const reason =
    writes === "tunnels"
      ? "goes with BGP, which this device's files do not hold (beside strongSwan and libreswan, it is in those of frr)"
      : hasBgp
        ? "is not written for this device: its form is not known well enough"
        : "goes with BGP, which is off for this connection";
  throw new PeerConfigError({ property: "options.bfd", device: title, reason });
}

function refuseSelectors({ selectors, title }: DeviceSpec, model: PeerModel, tunnels: readonly PeerTunnel[]): void {
  if (model.routeBased) return;
  if (tunnels.some((tunnel) => tunnel.bgp !== undefined))
    throw new PeerConfigError({
      property: "enableTunnelsBgp",
      reason:
        "is on while localSubnet and remoteSubnet are not 0.0.0.0/0: the tunnels would not carry BGP's own packets",
    });
  const isVersion1 = tunnels.some((tunnel) => tunnel.ike.version === "ikev1");
  const sides = [
    ["remoteSubnet", model.deviceSubnets],
    ["localSubnet", model.cloudSubnets],
  ] as const;
  for (const [property, blocks] of sides) {
    if (selectors === "everything")
      throw new PeerConfigError({
        property,
        device: title,
        reason: "must be 0.0.0.0/0 on both sides: the device's tunnel interface negotiates no other traffic selector",
      });
    if (blocks.length > 1 && isVersion1)
      throw new PeerConfigError({ property, reason: "names several blocks, and IKEv1 negotiates exactly one" });
    if (blocks.length > 1 && selectors === "one pair")
      throw new PeerConfigError({
        property,
        device: title,
        reason: "names several blocks, and one SA of the device holds one",
      });
  }
}
