import { resolveAccount, type AccountChoice, type ConfigSource } from "../api/account";
import type { RetryNotice } from "../api/retry";
import { createVpcApi, type VpcApi } from "../api/vpc-api";

/** The region and the account of a look-up, where they are not the configured ones. */
export type LookupScope = AccountChoice;

/** The API for a look-up. The configuration comes before the environment, as for the resource. */
export function openApi(
  config: ConfigSource,
  env: NodeJS.ProcessEnv,
  scope: LookupScope = {},
  onRetry?: (notice: RetryNotice) => void,
): VpcApi {
  return createVpcApi(resolveAccount(config, env, scope), { onRetry });
}
