import * as pulumi from "@pulumi/pulumi";
import type { VpcApi } from "../../provider/api/vpc-api";
import { checkConfiguration } from "../check-configuration";
import type { AssumeRole } from "../generated/vpn-tunnel-outputs";
import { answeringAtOnce } from "./lookup-error";
import { lookups } from "./provider-side";

/** Where a look-up looks, where it is not the configured region and account. */
export interface LookupScope {
  /** The region; otherwise `alicloud:region`. */
  readonly regionId?: string;
  /** Profile of the shared credentials file; otherwise the configured account. */
  readonly profile?: string;
  /** A RAM role to assume. */
  readonly assumeRole?: AssumeRole & { readonly roleArn: string };
}

/** One client for each account and region, so that many look-ups share its connections and credentials. */
const clients = new Map<string, VpcApi>();

/** The API for a program's look-up: the `alicloud:*` configuration first, then the environment, as for its resources. */
export function programApi({ regionId, profile, assumeRole }: LookupScope): VpcApi {
  checkConfiguration();
  const config = new pulumi.Config("alicloud");
  const opened = lookups().openApi({ get: (key) => config.get(key) }, process.env, { regionId, profile, assumeRole });
  const known = clients.get(opened.account.key) ?? opened;
  clients.set(opened.account.key, known);
  return known;
}

/**
 * Raises at once what is wrong with the configuration, before an Output is made. Otherwise Pulumi would report it later,
 * without the line of the program, and beside warnings about promises that were rejected too early.
 */
export function checkScope(what: string, { regionId, profile, assumeRole }: Inputs<LookupScope>): void {
  checkConfiguration();
  // Outputs are judged when they are known.
  if (!isPlain(regionId) || !isPlain(profile) || assumeRole !== undefined) return;
  const scope = { ...(regionId === undefined ? {} : { regionId }), ...(profile === undefined ? {} : { profile }) };
  answeringAtOnce(what, () => programApi(scope));
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
