import { type Connection, type Peer, saStatuses } from "../../model/entities";
import { looseSchemasOf } from "../../model/parameter";
import {
  type BgpConfig,
  type IkeConfig,
  type IpsecConfig,
  bgpRows,
  directRows,
  ikeRows,
  ipsecRows,
} from "../../model/tunnel-parameters";
import { type Modes, modeChoices, modeNames } from "../../modes";
import { type JsonSchema, flag, object, oneOf, text, whole } from "../../schema/json-schema";
import { Shape } from "../../schema/shape";
import { peerSchema } from "../../topology/peer-schema";
import type { PeerPatch, TunnelPatch } from "../simulator";

/** The bodies of the control endpoint. People write them, so that every mistake is named. */

const BODY = "the body";

export const tunnelPatchShape = new Shape<TunnelPatch>(
  object<TunnelPatch>({
    ...looseSchemasOf(directRows),
    Status: oneOf(saStatuses),
    TunnelIkeConfig: object<IkeConfig>(looseSchemasOf(ikeRows)),
    TunnelIpsecConfig: object<IpsecConfig>(looseSchemasOf(ipsecRows)),
    TunnelBgpConfig: object<BgpConfig>(looseSchemasOf(bgpRows)),
  }),
  BODY,
);

type PatchedConnection = Pick<
  Connection,
  "Name" | "LocalSubnet" | "RemoteSubnet" | "ResourceGroupId" | "EffectImmediately" | "Traffic" | "FinancialLocked"
>;

export const connectionPatchShape = new Shape<Partial<PatchedConnection>>(
  object<PatchedConnection>({
    Name: text(),
    LocalSubnet: text(),
    RemoteSubnet: text(),
    ResourceGroupId: text(),
    EffectImmediately: flag,
    Traffic: flag,
    FinancialLocked: flag,
  }),
  BODY,
);

export const peerShape = new Shape<Partial<Peer>>(peerSchema, BODY);

/** An empty text takes SourceIp or Symptom away. */
export function peerPatchOf({ SourceIp, Symptom, ...rest }: Partial<Peer>): PeerPatch {
  return {
    ...rest,
    ...(SourceIp === undefined ? {} : { SourceIp: SourceIp === "" ? null : SourceIp }),
    ...(Symptom === undefined ? {} : { Symptom: Symptom === "" ? null : Symptom }),
  };
}

export interface Settings extends Partial<Modes> {
  readonly configuringMs?: number;
  readonly renegotiateMs?: number;
}

const modeSchemas: Readonly<Record<string, JsonSchema>> = Object.fromEntries(
  modeNames.map((name) => [name, oneOf(modeChoices[name])]),
);

export const settingsShape = new Shape<Settings>(
  object<Pick<Settings, "configuringMs" | "renegotiateMs">>(
    { configuringMs: whole(0, 86_400_000), renegotiateMs: whole(0, 86_400_000) },
    [],
    modeSchemas,
  ),
  BODY,
);
