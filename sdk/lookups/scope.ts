import * as pulumi from "@pulumi/pulumi";
import type { VpcApi } from "../../provider/api/vpc-api";
import { checkConfiguration } from "../check-configuration";
import type { AssumeRole } from "../generated/vpn-tunnel-outputs";
import { withLookupErrorsSync } from "./lookup-error";
import { lookups } from "./provider-side";

/** The region and the account of a look-up, where they are not the configured ones. */
export interface LookupScope {
  /** The region; by default `alicloud:region`. */
  readonly regionId?: string;
  /** Profile of the shared credentials file; by default the configured account. */
  readonly profile?: string;
  /** A RAM role to assume. */
  readonly assumeRole?: AssumeRole & { readonly roleArn: string };
}

/** One client for each account and region, so that many look-ups share its connections and credentials. */
const clients = new Map<string, VpcApi>();

/**
 * The API for a program's look-up. The `alicloud:*` configuration comes before the environment, as for its resources.
 */
export function programApi({ regionId, profile, assumeRole }: LookupScope): VpcApi {
  checkConfiguration();
  const config = new pulumi.Config("alicloud");
  const opened = lookups().openApi({ get: (key) => config.get(key) }, process.env, { regionId, profile, assumeRole });
  const client = clients.get(opened.account.key) ?? opened;
  clients.set(opened.account.key, client);
  return client;
}

/**
 * Refuses a wrong configuration at once, before an Output is made. Pulumi would report it later, without the line of
 * the program, and beside warnings about promises that were rejected too early.
 */
export function checkScope(what: string, { regionId, profile, assumeRole }: Inputs<LookupScope>): void {
  checkConfiguration();
  // A scope with an Output in it is judged when the Output is known.
  if (!isPlain(regionId) || !isPlain(profile) || assumeRole !== undefined) return;
  const scope = { ...(regionId === undefined ? {} : { regionId }), ...(profile === undefined ? {} : { profile }) };
  withLookupErrorsSync(what, () => programApi(scope));
}

const isPlain = (value: unknown): value is string | undefined => value === undefined || typeof value === "string";

/** Properties that may be outputs of other resources, or hold some: `ids: [tunnel.tunnelId]`. */
export type Inputs<T> = { readonly [K in keyof T]: DeepInput<T[K]> };

type DeepInput<T> = pulumi.Input<
  T extends readonly (infer Item)[]
    ? readonly DeepInput<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: DeepInput<T[K]> }
      : T
>;
