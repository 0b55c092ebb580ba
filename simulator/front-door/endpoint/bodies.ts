import { type Modes, readModes } from "../../modes";
import { saStatuses } from "../../topology/read-sa";
import type { ConnectionPatch, PeerPatch, TunnelPatch } from "../simulator";
import type { Fields } from "../../schema/fields";
import { readPeer } from "../../topology/read-peer";
import type { Peer } from "../../model/entities";

/** The bodies of the control endpoint. They are written by people, so every mistake is named. */

const IKE_TEXTS = ["IkeVersion", "IkeMode", "IkeEncAlg", "IkeAuthAlg", "IkePfs", "LocalId", "RemoteId", "Psk"] as const;
const IPSEC_TEXTS = ["IpsecEncAlg", "IpsecAuthAlg", "IpsecPfs"] as const;
const BGP_TEXTS = ["TunnelCidr", "LocalBgpIp"] as const;

function block<T extends string, N extends string>(
  fields: Fields | undefined,
  texts: readonly T[],
  number: N,
): (Partial<Record<T, string>> & Partial<Record<N, number>>) | undefined {
  if (!fields) return undefined;
  const found = { ...fields.textsOf(texts), ...fields.integersOf([number], 0, 4294967295) };
  fields.done();
  return found;
}

export function readTunnelPatch(fields: Fields): TunnelPatch {
  const patch: TunnelPatch = { ...fields.textsOf(["RemoteCaCertificate", "CustomerGatewayId"] as const) };
  for (const name of ["EnableDpd", "EnableNatTraversal"] as const) {
    const value = fields.boolean(name);
    if (value !== undefined) patch[name] = value;
  }
  const status = fields.oneOf("Status", saStatuses);
  if (status !== undefined) patch.Status = status;
  const ike = block(fields.object("TunnelIkeConfig"), IKE_TEXTS, "IkeLifetime");
  const ipsec = block(fields.object("TunnelIpsecConfig"), IPSEC_TEXTS, "IpsecLifetime");
  const bgp = block(fields.object("TunnelBgpConfig"), BGP_TEXTS, "LocalAsn");
  if (ike) patch.TunnelIkeConfig = ike;
  if (ipsec) patch.TunnelIpsecConfig = ipsec;
  if (bgp) patch.TunnelBgpConfig = bgp;
  fields.done();
  return patch;
}

export function readConnectionPatch(fields: Fields): ConnectionPatch {
  const patch: ConnectionPatch = {
    ...fields.textsOf(["Name", "LocalSubnet", "RemoteSubnet", "ResourceGroupId"] as const),
  };
  for (const name of ["EffectImmediately", "Traffic", "FinancialLocked"] as const) {
    const value = fields.boolean(name);
    if (value !== undefined) patch[name] = value;
  }
  fields.done();
  return patch;
}

/** Merged into what the device has; SourceIp and Symptom are taken away by an empty text. */
export function readPeerPatch(fields: Fields, present: Peer): PeerPatch {
  const { SourceIp, Symptom, ...rest } = readPeer(fields, present);
  return {
    ...rest,
    ...(SourceIp === undefined ? {} : { SourceIp: SourceIp === "" ? null : SourceIp }),
    ...(Symptom === undefined ? {} : { Symptom: Symptom === "" ? null : Symptom }),
  };
}

export interface Settings {
  readonly modes: Partial<Modes>;
  readonly configuringMs?: number;
  readonly renegotiateMs?: number;
}

export function readSettings(fields: Fields): Settings {
  const modes = readModes((name, choices) => fields.oneOf(name, choices));
  const times = fields.integersOf(["configuringMs", "renegotiateMs"] as const, 0, 86_400_000);
  fields.done();
  return { modes, ...times };
}
