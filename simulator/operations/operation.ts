import type { AccessKey } from "../auth/access-keys";
import type { Params } from "../http/request";
import type { World } from "./world";

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
  /** The code for a RAM user who lacks the permission. */
  readonly subUserDenial: "Forbbiden.SubUser" | "Forbidden";
  run(call: Call): Reply;
}

/** `acs:vpc:{#regionId}:{#accountId}:vpnconnection/{#VpnConnectionId}` */
export function connectionResource(call: Call, connectionId: string): string {
  return `acs:vpc:${call.params.get("RegionId") ?? "*"}:${call.account}:vpnconnection/${connectionId}`;
}
