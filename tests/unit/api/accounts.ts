import { resolveAccount, type Account, type ConfigSource } from "../../../provider/api/account";

export function configOf(values: Readonly<Record<string, string | undefined>>): ConfigSource {
  return { get: (key) => values[key] };
}

/** An account with plain keys whose API is at `url`. */
export function accountAt(url: string, more: Readonly<Record<string, string>> = {}): Account {
  const values = {
    accessKey: "test-key-id",
    secretKey: "test-key-secret",
    region: "cn-hangzhou",
    endpoints: JSON.stringify([{ vpc: url, sts: url }]),
    ...more,
  };
  return resolveAccount(configOf(values), {});
}
