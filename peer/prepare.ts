/** The checks that are the same for every device, and the translation into the device's words. */

import { isMaskedPsk } from "../ipsec/psk";
import { bgpRouter } from "./bgp";
import { PeerConfigError } from "./error";
import type { PeerModel, PeerTunnel } from "./model";
import type { PeerConfigOptions } from "./options";
import { checkOptions } from "./options";
import { refuseNamesInMainMode } from "./refusals";
import type { DeviceSpec, Proof, Ready, ReadyTunnel, Refusal, Renderer } from "./renderer";

/** Makes a renderer of what a file knows of its device. */
export function device(spec: DeviceSpec): Renderer {
  const { id, title, proof, needs = [] } = spec;
  return {
    id,
    title,
    proof,
    needs,
    render: (model, options = {}) => ({ files: spec.write(prepare(spec, model, options)) }),
  };
}

function prepare(spec: DeviceSpec, model: PeerModel, options: PeerConfigOptions): Ready {
  checkOptions(options);
  for (const need of spec.needs ?? []) {
    if (options[need] === undefined)
      throw new PeerConfigError({
        property: `options.${need}`,
        device: spec.title,
        reason: "must be given: the device cannot be configured without it",
      });
  }
  refuseKeysOfOthers(model, options);
  const name = options.name ?? "ali";
  const chosen = chosenTunnels(model, options);
  refuseSelectors(spec, model, chosen);
  const tunnels = chosen.map((tunnel) => readyTunnel(spec, model, tunnel, options));
  const ready: Ready = {
    connectionId: model.connectionId,
    name,
    deviceSubnets: model.deviceSubnets,
    cloudSubnets: model.cloudSubnets,
    routeBased: model.routeBased,
    tunnels,
    bgp: bgpRouter(tunnels),
    outside: options.interface ?? "",
    advertise: options.advertise ?? model.deviceSubnets.filter((block) => block !== "0.0.0.0/0"),
    routes: options.routes ?? model.cloudSubnets.filter((block) => block !== "0.0.0.0/0"),
    header: (...checks) => header(spec, model, [...checks, ON_THE_WAY]),
    routingChecks: () => routingChecks(ready),
  };
  const refusal = spec.refuseConnection?.(ready);
  if (refusal !== undefined) throw new PeerConfigError({ ...refusal, device: spec.title });
  return ready;
}

/** The tunnels to write: all, or those asked for. */
export function chosenTunnels(model: PeerModel, { tunnelIds }: PeerConfigOptions): readonly PeerTunnel[] {
  if (tunnelIds === undefined) return model.tunnels;
  const unknown = tunnelIds.find((id) => model.tunnels.every((tunnel) => tunnel.id !== id));
  if (unknown !== undefined || tunnelIds.length === 0)
    throw new PeerConfigError({
      property: "options.tunnelIds",
      reason: `must name tunnels of this connection (${model.tunnels.map((tunnel) => tunnel.id).join(", ")})`,
    });
  return model.tunnels.filter((tunnel) => tunnelIds.includes(tunnel.id));
}

/** A mistyped id would leave the tunnel with the key that the API tells. */
function refuseKeysOfOthers(model: PeerModel, { psks = {} }: PeerConfigOptions): void {
  const unknown = Object.keys(psks).find((id) => model.tunnels.every((tunnel) => tunnel.id !== id));
  if (unknown !== undefined)
    throw new PeerConfigError({
      property: "options.psks",
      reason: `must have keys for tunnels of this connection (${model.tunnels.map((tunnel) => tunnel.id).join(", ")}) only, not for ${JSON.stringify(unknown)}`,
    });
}

function refuseSelectors(spec: DeviceSpec, model: PeerModel, tunnels: readonly PeerTunnel[]): void {
  if (model.routeBased) return;
  const sides = [
    ["remoteSubnet", model.deviceSubnets],
    ["localSubnet", model.cloudSubnets],
  ] as const;
  if (tunnels.some((tunnel) => tunnel.bgp !== undefined))
    throw new PeerConfigError({
      property: "enableTunnelsBgp",
      reason:
        "is on while localSubnet and remoteSubnet are not 0.0.0.0/0: the tunnels would not carry BGP's own packets",
    });
  const isVersion1 = tunnels.some((tunnel) => tunnel.ike.version === "ikev1");
  for (const [property, blocks] of sides) {
    if (spec.selectors === "everything")
      throw new PeerConfigError({
        property,
        device: spec.title,
        reason: "must be 0.0.0.0/0 on both sides: the device's tunnel interface negotiates no other traffic selector",
      });
    if (blocks.length > 1 && isVersion1)
      throw new PeerConfigError({ property, reason: "names several blocks, and IKEv1 negotiates exactly one" });
    if (blocks.length > 1 && spec.selectors === "one pair")
      throw new PeerConfigError({
        property,
        device: spec.title,
        reason: "names several blocks, and one SA of the device holds one",
      });
  }
}

function readyTunnel(spec: DeviceSpec, model: PeerModel, tunnel: PeerTunnel, options: PeerConfigOptions): ReadyTunnel {
  const position = model.tunnels.indexOf(tunnel) + 1;
  const ownAddress = options.address ?? tunnel.device.address;
  const refused = (refusal: Refusal): PeerConfigError =>
    new PeerConfigError({ ...refusal, tunnelId: tunnel.id, device: spec.title });
  if (ownAddress !== tunnel.device.address && !tunnel.natTraversal)
    throw refused({ property: "enableNatTraversal", reason: "is off, and the device is behind NAT" });
  const word = (property: string, value: string, words: Readonly<Record<string, string | undefined>>): string => {
    const found = words[value];
    if (found === undefined) throw refused({ property, reason: `is ${value}, which the device does not have` });
    return found;
  };
  const known = spec.words(tunnel.ike.version);
  const words = {
    ikeEncryption: word("tunnelIkeConfig.ikeEncAlg", tunnel.ike.encryption, known.ikeEncryption),
    ikeIntegrity: word("tunnelIkeConfig.ikeAuthAlg", tunnel.ike.integrity, known.ikeIntegrity),
    ikeGroup: word("tunnelIkeConfig.ikePfs", tunnel.ike.group, known.ikeGroup),
    espEncryption: word("tunnelIpsecConfig.ipsecEncAlg", tunnel.esp.encryption, known.espEncryption),
    espIntegrity: word("tunnelIpsecConfig.ipsecAuthAlg", tunnel.esp.integrity, known.espIntegrity),
    espGroup:
      tunnel.esp.pfs === "disabled" ? undefined : word("tunnelIpsecConfig.ipsecPfs", tunnel.esp.pfs, known.espGroup),
  };
  const lifetimes = [
    ["tunnelIkeConfig.ikeLifetime", tunnel.ike.lifetime, spec.ikeLifetime],
    ["tunnelIpsecConfig.ipsecLifetime", tunnel.esp.lifetime, spec.espLifetime],
  ] as const;
  for (const [property, seconds, { min, max }] of lifetimes) {
    if (seconds < min || seconds > max)
      throw refused({ property, reason: `is ${seconds}; the device takes ${min} to ${max} seconds` });
  }
  const names = refuseNamesInMainMode(tunnel);
  if (names !== undefined) throw new PeerConfigError({ ...names, tunnelId: tunnel.id });
  const refusal = spec.refuse?.(tunnel, ownAddress);
  if (refusal !== undefined) throw refused(refusal);
  const number = (options.number ?? 101) + position - 1;
  return {
    ...tunnel,
    name: `${options.name ?? "ali"}-t${position}`,
    number,
    position,
    ownAddress,
    key: keyOf(spec, tunnel, options),
    words,
  };
}

function keyOf(spec: DeviceSpec, tunnel: PeerTunnel, { psks }: PeerConfigOptions): string {
  const property = "tunnelIkeConfig.psk";
  const psk = psks?.[tunnel.id] ?? tunnel.psk;
  if (psk === undefined || psk === "" || isMaskedPsk(psk))
    throw new PeerConfigError({
      property,
      tunnelId: tunnel.id,
      reason: "is withheld by the API (shown as ****): give the key",
    });
  const reason = spec.key.refuse?.(psk);
  if (reason !== undefined) throw new PeerConfigError({ property, reason, tunnelId: tunnel.id, device: spec.title });
  return spec.key.write(psk);
}

function routingChecks({ bgp, tunnels, advertise, routes }: Ready): readonly (string | false)[] {
  return [
    bgp !== undefined &&
      advertise.length === 0 &&
      "the data centre's blocks are not known here: announce each of them by BGP.",
    bgp !== undefined &&
      advertise.length > 0 &&
      "each announced block is, exactly as it is here, in the device's own routing table: otherwise it is not announced.",
    tunnels.some((tunnel) => tunnel.bgp === undefined) &&
      routes.length === 0 &&
      "the VPC's blocks are not known here: add a route into the tunnels for each of them.",
    bgp?.hasMaster === true && "BGP prefers the master tunnel in both directions.",
  ];
}

const ON_THE_WAY =
  "UDP 500, UDP 4500 and ESP reach the device from the cloud's addresses; the TCP segment size in the tunnel is at most 1360.";

const PROVEN: Readonly<Record<Proof, string>> = {
  run: "This form has been run by the software itself, and traffic went through.",
  negotiated: "This form has been run by the software itself as far as phase 1; its traffic has not been tried.",
  documentation: "This form is written from documentation; it has not been run on a device.",
};

/** A text from the API may not end the comment that it stands in. */
const harmless = (text: string): string => text.replace(/[^A-Za-z0-9._:*-]/g, "_");

/** Comment lines: where a file came from, how far it is proven, what to check. */
export function header(
  spec: Pick<DeviceSpec, "title" | "proof" | "comment">,
  model: Pick<PeerModel, "connectionId">,
  checks: readonly (string | false)[],
): readonly string[] {
  return [
    `Written by pulumi-alicloud-vpn: the device's side of IPsec-VPN connection ${harmless(model.connectionId)}, for ${spec.title}.`,
    PROVEN[spec.proof],
    "It may hold pre-shared keys: keep it as secret as they are.",
    ...checks.filter((check) => check !== false).map((check) => `Check: ${check}`),
  ].map((line) => `${spec.comment} ${line}`);
}
