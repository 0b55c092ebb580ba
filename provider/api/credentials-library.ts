/**
 * The sources of credentials that @alicloud/credentials is used for: the metadata service of ECS, a credentials URI,
 * and the CLI's profiles that keep state. The package is loaded when one of them is asked, never for plain keys.
 */
import { shortCause, type Credentials, type CredentialsSource } from "./credentials";
import { CredentialsError } from "./errors";
import { silenceBodyLogging } from "./pop-core";

type Library = typeof import("@alicloud/credentials");

/** The role of the ECS instance; without a name, the one that the metadata service names. */
export function ecsRoleCredentials(roleName: string | undefined): CredentialsSource {
  return lazily("the ECS metadata service", (library) => {
    const builder = library.ECSRAMRoleCredentialsProvider.builder();
    return (roleName === undefined ? builder : builder.withRoleName(roleName)).build();
  });
}

/** A local service that hands out temporary keys. The address may hold a token and is never shown. */
export function uriCredentials(uri: string): CredentialsSource {
  return lazily("the credentials URI", (library) =>
    library.URICredentialsProvider.builder().withCredentialsURI(uri).build(),
  );
}

/** A profile of the aliyun CLI's own file. */
export function cliProfileCredentials(name: string): CredentialsSource {
  return lazily(`the CLI profile "${name}"`, (library) =>
    library.CLIProfileCredentialsProvider.builder().withProfileName(name).build(),
  );
}

/** The library renews by itself; its messages quote answers and files, so none of them is passed on. */
function lazily(what: string, build: (library: Library) => CredentialsSource): CredentialsSource {
  let source: CredentialsSource | undefined;
  return {
    async getCredentials(): Promise<Credentials> {
      try {
        source ??= build(load());
        const { accessKeyId, accessKeySecret, securityToken } = await source.getCredentials();
        return { accessKeyId, accessKeySecret, securityToken };
      } catch (error) {
        source = undefined;
        throw new CredentialsError(`No credentials from ${what}: ${shortCause(error)}.`);
      }
    },
  };
}

function load(): Library {
  silenceBodyLogging("@alicloud/credentials");
  const library: Library = require("@alicloud/credentials");
  return library;
}
