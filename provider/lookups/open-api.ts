import { resolveAccount, type AccountChoice, type ConfigSource } from "../api/account";
import type { RetryNotice } from "../api/retry";
import { createVpcApi, type VpcApi } from "../api/vpc-api";

/** Where a look-up looks: a region and an account, where they are not the configured ones. */
export type LookupScope = AccountChoice;

/** The API for a look-up: the configuration first, then the environment, as for the resource. */
export function openApi(
  config: ConfigSource,
  env: NodeJS.ProcessEnv,
  scope: LookupScope = {},
  onRetry?: (notice: RetryNotice) => void,
): VpcApi {
  return createVpcApi(resolveAccount(config, env, scope), { onRetry });
}
