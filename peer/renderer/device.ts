/** Makes a renderer of a device's specification: the checks and the frame that all devices share. */

import { PeerConfigError } from "../error";
import type { PeerModel, PeerTunnel } from "../model/model";
import { checkOptions, type PeerConfigOptions } from "../options";
import { bgpRouter } from "./bgp";
import { header, PATH_CHECK, routingChecks } from "./header";
import { joinLines } from "./lines";
import { ANY_NUMBER, firstNumber, namePrefix } from "./numbering";
import { refuseSharedAddress, refuseSharedInterface } from "./refusals";
import { blocksToAnnounce, blocksToRoute, refuseOtherTunnels, selectedTunnels } from "./selection";
import { refuseSelectors, SELECTOR_FORMS } from "./selectors";
import type { DeviceConnection, DeviceFile, DeviceSpec, Renderer } from "./spec";
import { deviceTunnel } from "./tunnel";

/** The renderer of a device. */
export function device(spec: DeviceSpec): Renderer {
  const { id, title, proof, writes, comment, needs = [] } = spec;
  return {
    id,
    title,
    proof,
    writes,
    comment,
    bfd: spec.bfd === true,
    needs,
    numbers: spec.numbers ?? ANY_NUMBER,
    forms: [SELECTOR_FORMS[spec.selectors], ...(spec.forms === undefined ? [] : [spec.forms])].join("; "),
    handling: spec.handling,
    render(model, options = {}) {
      const connection = deviceConnection(spec, model, options);
      const files = spec.files(connection);
      const names = files.map(({ ending }) => `${connection.name}${ending}`);
      return {
        files: files.map((file, index) => ({
          name: names[index] ?? "",
          // How to apply the files stands in the first one.
          text: joinLines(file.firstLine, fileHeader(spec, connection, file, index === 0 ? names : []), file.lines),
        })),
      };
    },
  };
}

function fileHeader(
  spec: DeviceSpec,
  { connectionId, tunnels }: DeviceConnection,
  { checks, globals = [], proof = spec.proof }: DeviceFile,
  applied: readonly string[],
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
  return header({ ...spec, proof }, connectionId, {
    tunnels: named,
    checks: [...checks, PATH_CHECK],
    globals,
    applied,
  });
}

/**
 * The connection as the device has it.
 * @throws PeerConfigError for the first value that the device cannot have.
 */
export function deviceConnection(spec: DeviceSpec, model: PeerModel, options: PeerConfigOptions): DeviceConnection {
  checkOptions(options);
  refuseOtherTunnels(model, options);
  const selected = selectedTunnels(model, options);
  refuseMissingOptions(spec, options, selected);
  refuseSharedAddress(spec.title, selected, options);
  refuseSelectors(spec, model, selected);
  const routes = blocksToRoute(model, options);
  const advertise = blocksToAnnounce(model, options);
  const { equalPaths } = model;
  const numbers = { title: spec.title, numbers: spec.numbers ?? ANY_NUMBER };
  const first = firstNumber(model, options, numbers);
  const tunnels = selected.map((tunnel) => deviceTunnel(spec, tunnel, { firstNumber: first, routes }, options));
  refuseSharedInterface(spec.title, tunnels, options);
  const bgp = bgpRouter(tunnels, { title: spec.title, shortestHold: spec.shortestHold, equalPaths }, options);
  refuseBfd(spec, options, bgp !== undefined);
  const hasStaticRoutes = tunnels.some((tunnel) => tunnel.bgp === undefined);
  const connection: DeviceConnection = {
    connectionId: model.connectionId,
    name: namePrefix(model, options),
    deviceSubnets: model.deviceSubnets,
    cloudSubnets: model.cloudSubnets,
    routeBased: model.routeBased,
    needsInterfaces:
      model.routeBased || tunnels.length > 1 || (options.besideOthers === true && model.tunnels.length > 1),
    equalPaths,
    tunnels,
    bgp,
    advertise,
    blackholes: routes,
    routingChecks: routingChecks({ bgp, advertise, routes, hasStaticRoutes, tunnels, equalPaths }),
  };
  const refusal = spec.refuseConnection?.(connection);
  if (refusal !== undefined) throw new PeerConfigError({ ...refusal, device: spec.title });
  return connection;
}

function refuseMissingOptions(
  { needs = [], title }: DeviceSpec,
  options: PeerConfigOptions,
  tunnels: readonly PeerTunnel[],
): void {
  const hasEveryInterface = tunnels.every(({ id }) => options.interfaces?.[id] !== undefined);
  const missing = needs.find((need) => options[need] === undefined && !(need === "interface" && hasEveryInterface));
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
