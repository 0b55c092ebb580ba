import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import type { VpcApi } from "../../provider/api/vpc-api";
import type * as Diagnosis from "../../provider/resources/diagnosis";
import type * as Lookups from "../../provider/resources/lookups";
import type { AssumeRole } from "../generated/vpn-tunnel-outputs";

/** Where a look-up looks, where it is not the configured region and account. */
export interface LookupScope {
  /** The region; otherwise `alicloud:region`. */
  readonly regionId?: string;
  /** Profile of the shared credentials file; otherwise the configured account. */
  readonly profile?: string;
  /** A RAM role to assume. */
  readonly assumeRole?: AssumeRole & { readonly roleArn: string };
}

/** A program that looks nothing up loads nothing of the provider; an import would. */
const load = createRequire(__filename);

/** The look-ups, loaded when first needed. */
export const lookups = (): typeof Lookups => load("../../provider/resources/lookups");

/** The diagnosis, loaded when first needed. */
export const diagnosis = (): typeof Diagnosis => load("../../provider/resources/diagnosis");

/** One client for each account and region, so that many look-ups share its connections and credentials. */
const clients = new Map<string, VpcApi>();

/** The API for a program's look-up: the `alicloud:*` configuration first, then the environment, as for its resources. */
export function programApi({ regionId, profile, assumeRole }: LookupScope): VpcApi {
  const config = new pulumi.Config("alicloud");
  const opened = lookups().openApi({ get: (key) => config.get(key) }, process.env, { regionId, profile, assumeRole });
  const known = clients.get(opened.account.key) ?? opened;
  clients.set(opened.account.key, known);
  return known;
}

/** Properties that may be outputs of other resources, or hold some: `ids: [tunnel.tunnelId]`. */
export type Inputs<T> = { readonly [K in keyof T]: DeepInput<T[K]> };

type DeepInput<T> = pulumi.Input<
  T extends readonly (infer Item)[]
    ? readonly DeepInput<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: DeepInput<T[K]> }
      : T
>;
