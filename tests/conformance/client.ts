import type { Simulator } from "../../simulator";

/** The request parameters of an operation, in the API's own names and nesting. */
export type Parameters = { readonly [name: string]: Parameter };
export type Parameter = string | number | boolean | Parameters | readonly Parameter[];

/** An answer, in the API's own names; of a client with models it is what its model holds. */
export type Answer = Readonly<Record<string, unknown>>;

export type OperationName =
  | "DescribeVpnConnections"
  | "DescribeVpnConnection"
  | "ModifyTunnelAttribute"
  | "DiagnoseVpnConnections"
  | "DownloadVpnConnectionConfig";

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** A client that others wrote, pointed at a simulator. */
export interface ConformanceClient {
  /** Throws Refused where the service answered with an error. */
  call(operation: OperationName, parameters: Parameters): Promise<Answer>;
  close(): Promise<void>;
}

export type MakeClient = (simulator: Simulator, keys: Keys) => ConformanceClient;

/** What a client made of an error of the API. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
  ) {
    super(`${code} (${status}): ${message}`);
  }
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields that the clients' errors have; whatever is not one is thrown on. */
export function refused(error: unknown, status: unknown): Refused {
  if (!(error instanceof Error) || !("code" in error) || typeof status !== "number") throw error;
  return new Refused(String(error.code), status, error.message);
}

/** For clients that leave nested objects to the caller: `A: { B: 1 }` as `A.B: 1`. Lists stay. */
export function dotted(parameters: Parameters, prefix = ""): Record<string, Exclude<Parameter, Parameters>> {
  const flat: Record<string, Exclude<Parameter, Parameters>> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (isParameters(value)) Object.assign(flat, dotted(value, `${prefix}${name}.`));
    else flat[prefix + name] = value;
  }
  return flat;
}

const isParameters = (value: Parameter): value is Parameters => isObject(value);
