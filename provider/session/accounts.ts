import { resolveAccount, type Account, type AccountChoice, type ConfigSource } from "../api/account";
import { valueAt, type Properties } from "../core/property-tree";
import { isUnknown } from "../core/unknown";

/** The accounts and regions that the resources of one process name. */
export class Accounts {
  /** By what resources name: resolving an account takes longer than everything else in a verb that sends no request. */
  readonly #resolved = new Map<string, Account>();

  constructor(
    private readonly configured: ConfigSource,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /**
   * The account and region that a resource names in its properties, or the configured ones.
   * @throws ConfigurationError where no region is configured, or a setting is wrong.
   */
  accountFor(properties: Properties): Account {
    const { regionId, profile, assumeRole } = properties;
    const key = JSON.stringify([regionId, profile, assumeRole]);
    const account = this.#resolved.get(key) ?? resolveAccount(this.configured, this.env, choiceIn(properties));
    this.#resolved.set(key, account);
    return account;
  }
}

/** The account that a resource chooses for itself. A value that is not known yet is no choice. */
function choiceIn(properties: Properties): AccountChoice {
  const text = (path: string): string | undefined => {
    const value = valueAt(properties, path);
    return typeof value === "string" && !isUnknown(value) ? value : undefined;
  };
  const roleArn = text("assumeRole.roleArn");
  const expiration = valueAt(properties, "assumeRole.sessionExpiration");
  const regionId = text("regionId");
  const profile = text("profile");
  return {
    ...(regionId === undefined ? {} : { regionId }),
    ...(profile === undefined ? {} : { profile }),
    ...(roleArn === undefined
      ? {}
      : {
          assumeRole: {
            roleArn,
            sessionName: text("assumeRole.sessionName"),
            externalId: text("assumeRole.externalId"),
            policy: text("assumeRole.policy"),
            sessionExpiration: typeof expiration === "number" ? expiration : undefined,
          },
        }),
  };
}
