/**
 * Reads answers into the wire types: tolerant of every structure the service is known to use, strict about nothing
 * else.
 */
import { isJsonObject, type Json, type JsonObject } from "./plain-json";
import type { ConnectionWire, DiagnosisWire, DownloadedConfigWire, TunnelWire } from "./wire";

/** Thrown when an answer lacks what every caller needs; the caller makes an ApiError of it. */
export class UnexpectedShape extends Error {
  override readonly name = "UnexpectedShape";
}

/** One page of a list. */
export interface Page {
  readonly totalCount: number;
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** The paging numbers of a list answer. */
export function readPage(answer: JsonObject): Page {
  const number = (name: string): number => {
    const value = Number(answer[name] ?? Number.NaN);
    if (!Number.isInteger(value) || value < 0) throw new UnexpectedShape(`${name} is missing`);
    return value;
  };
  return { totalCount: number("TotalCount"), pageNumber: number("PageNumber"), pageSize: number("PageSize") };
}

/** The connections of a list answer. */
export function readConnections(answer: JsonObject): ConnectionWire[] {
  const list = unwrap(answer["VpnConnections"], "VpnConnection");
  if (list === undefined) throw new UnexpectedShape("VpnConnections is missing");
  return list.map(readConnection);
}

/** One connection: an item of a list, or the whole answer of DescribeVpnConnection. */
export function readConnection(connection: JsonObject): ConnectionWire {
  const id = connection["VpnConnectionId"];
  if (typeof id !== "string" || id === "") throw new UnexpectedShape("VpnConnectionId is missing");
  const { Tag, Tags, TunnelOptionsSpecification, RequestId: _, ...fields } = connection;
  return {
    ...present<ConnectionWire>(fields),
    VpnConnectionId: id,
    Tags: unwrap(Tags ?? Tag, "Tag") ?? [],
    TunnelOptionsSpecification: (unwrap(TunnelOptionsSpecification, "TunnelOptions") ?? []).map(present<TunnelWire>),
  };
}

/** One tunnel. Its blocks stay as they are: missing, empty or filled. */
export function readTunnel(tunnel: JsonObject): TunnelWire {
  const { RequestId: _, ...fields } = tunnel;
  return present<TunnelWire>(fields);
}

/** The findings of DiagnoseVpnConnections. */
export function readDiagnoses(answer: JsonObject): DiagnosisWire[] {
  const list = unwrap(answer["VpnConnections"], "VpnConnection");
  if (list === undefined) throw new UnexpectedShape("VpnConnections is missing");
  return list.map((item) => present<DiagnosisWire>(item));
}

/** The peer configuration of DownloadVpnConnectionConfig. */
export function readDownloadedConfig(answer: JsonObject): DownloadedConfigWire {
  const config = answer["VpnConnectionConfig"];
  if (!isJsonObject(config)) throw new UnexpectedShape("VpnConnectionConfig is missing");
  const { BgpConfigs, TunnelsConfig, ...fields } = config;
  return {
    ...present<DownloadedConfigWire>(fields),
    BgpConfigs: unwrap(BgpConfigs, "BgpConfig") ?? [],
    TunnelsConfig: unwrap(TunnelsConfig, "TunnelConfig") ?? [],
  };
}

/** `{ Item: [...] }`, `[...]` or nothing; a wrapper without its list is an empty list. */
function unwrap(value: Json | undefined, item: string): JsonObject[] | undefined {
  if (Array.isArray(value)) return value.filter(isJsonObject);
  if (!isJsonObject(value)) return undefined;
  const list = value[item];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

/**
 * The fields that have a value, under the type that the reference gives them. The one place where an answer is taken at
 * its word: a wire type promises names, not value types, and core judges every value that it reads.
 */
function present<T extends object>(fields: JsonObject): Partial<T> {
  const entries = Object.entries(fields);
  const kept = entries.filter(([, value]) => value !== null);
  return (kept.length === entries.length ? fields : Object.fromEntries(kept)) as Partial<T>;
}
