import type { AccessKey } from "../auth/access-keys";
import type { Params } from "../http/request";
import type { World } from "../world";
import { type ApiError, apiError, missing } from "./error";

export interface Parameter {
  /** As in the request; `N` stands for the index of an array. */
  readonly name: string;
  readonly required?: true;
}

export interface Call {
  readonly params: Params;
  readonly key: AccessKey;
  readonly account: string;
  readonly requestId: string;
  readonly now: number;
  readonly world: World;
}

export interface Reply {
  /** The answer as JSON, without its RequestId. */
  readonly json: string;
  /** Did the call change what is stored? */
  readonly committed: boolean;
}

export interface Operation {
  readonly name: string;
  readonly methods: readonly string[];
  readonly parameters: readonly Parameter[];
  /** The RAM resource that the call is checked against. */
  resource(call: Call): string;
  /** What a RAM user is told who lacks the permission. */
  readonly subUserDenial: "Forbbiden.SubUser" | "Forbidden";
  run(call: Call): Reply;
}

/** Parameters that every RPC operation takes: signature and format, and the owner fields of the generated SDKs. */
const COMMON = new Set([
  "Action",
  "Version",
  "Format",
  "AccessKeyId",
  "Signature",
  "SignatureMethod",
  "SignatureVersion",
  "SignatureNonce",
  "SignatureType",
  "Timestamp",
  "SecurityToken",
  "OwnerId",
  "OwnerAccount",
  "ResourceOwnerId",
  "ResourceOwnerAccount",
]);

export function isCommon(name: string): boolean {
  return COMMON.has(name);
}

/**
 * The real gateway ignores what it does not know, which hides a misspelled parameter for ever. Here it is an error that
 * names the nearest parameter that exists.
 */
export function checkParameters(operation: Operation, params: Params): void {
  const shapes = shapesOf(operation);
  for (const name of params.keys()) {
    if (COMMON.has(name) || shapes.has(name)) continue;
    if (!shapes.has(name.replace(/\.[1-9]\d*(?=\.|$)/g, ".N"))) throw unsupported(name, operation);
  }
  for (const parameter of operation.parameters) {
    if (parameter.required && !params.get(parameter.name)) throw missing(parameter.name);
  }
}

const shapes = new Map<Operation, ReadonlySet<string>>();

function shapesOf(operation: Operation): ReadonlySet<string> {
  const known = shapes.get(operation) ?? new Set(operation.parameters.map(({ name }) => name));
  shapes.set(operation, known);
  return known;
}

function unsupported(name: string, operation: Operation): ApiError {
  let nearest = "";
  let distance = Number.POSITIVE_INFINITY;
  for (const one of operation.parameters) {
    const d = editDistance(name.toLowerCase(), one.name.toLowerCase());
    if (d < distance) [nearest, distance] = [one.name, d];
  }
  const hint = distance <= Math.max(3, name.length / 2) ? ` The nearest that it has is ${nearest}.` : "";
  return apiError("UnsupportedParameter", ` ${operation.name} has no parameter ${name}.${hint}`);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** `acs:vpc:{#regionId}:{#accountId}:vpnconnection/{#VpnConnectionId}` */
export function connectionResource(call: Call, connectionId: string): string {
  return `acs:vpc:${call.params.get("RegionId") ?? "*"}:${call.account}:vpnconnection/${connectionId}`;
}
