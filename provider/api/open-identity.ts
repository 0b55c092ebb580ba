/** Turns the picked identity into credentials: the I/O half of who signs. */
import { fixedCredentials, type CredentialsSource } from "./credentials";
import { ecsRoleCredentials, uriCredentials } from "./credentials-library";
import { CredentialsError } from "./errors";
import type { AssumeRole, Identity } from "./identity";
import { readProfile } from "./profile-file";
import { homesOf, openProfile } from "./profile-source";
import { whereToSet } from "./settings";
import { assumeRole, assumeRoleWithOidc, type StsContext } from "./sts";

/** The source of an identity's credentials, with the role on top when there is one. */
export async function openIdentity(
  env: NodeJS.ProcessEnv,
  sts: StsContext,
  identity: Identity,
  role: AssumeRole | undefined,
): Promise<CredentialsSource> {
  const base = await openBase(env, sts, identity);
  return role === undefined ? base : assumeRole(sts, base, role);
}

async function openBase(env: NodeJS.ProcessEnv, sts: StsContext, identity: Identity): Promise<CredentialsSource> {
  switch (identity.kind) {
    case "keys": {
      const { accessKeyId, accessKeySecret, securityToken } = identity;
      return fixedCredentials({ accessKeyId, accessKeySecret, securityToken });
    }
    case "profile":
      return openProfile(sts, readProfile(identity.file ?? homesOf(env).cli, identity.name));
    case "uri":
      return uriCredentials(identity.uri);
    case "ecsRole":
      return ecsRoleCredentials(identity.roleName);
    case "oidc":
      return assumeRoleWithOidc(sts, identity.role);
    case "chain":
      break;
  }
  return firstOfChain(env, sts, identity.keysFound);
}

interface Link {
  readonly name: string;
  readonly open: () => CredentialsSource;
}

/** The first place that gives credentials. Each is asked once to know that it does. */
async function firstOfChain(env: NodeJS.ProcessEnv, sts: StsContext, keysFound: string): Promise<CredentialsSource> {
  const tried = [
    `${whereToSet("accessKey")} and ${whereToSet("secretKey")}: ${keysFound}`,
    "alicloud:profile, credentialsUri, ecsRoleName, assumeRoleWithOidc and their environment variables: not set",
  ];
  for (const link of linksOf(env, sts)) {
    try {
      const source = link.open();
      await source.getCredentials();
      return source;
    } catch (error) {
      const reason = error instanceof Error && "category" in error ? error.message : "not usable";
      tried.push(`${link.name}: ${reason}`);
    }
  }
  throw new CredentialsError(
    "No Alibaba Cloud credentials found. Set alicloud:accessKey and alicloud:secretKey, or alicloud:profile. " +
      `Tried: ${tried.map((line) => line.replace(/\.$/, "")).join("; ")}.`,
  );
}

function linksOf(env: NodeJS.ProcessEnv, sts: StsContext): Link[] {
  const homes = homesOf(env);
  return [
    {
      name: "the aliyun CLI's current profile",
      open: () => {
        refuseWhenDisabled(env, "ALIBABA_CLOUD_CLI_PROFILE_DISABLED");
        return openProfile(sts, readProfile(homes.cli, undefined));
      },
    },
    { name: "the SDKs' default profile", open: () => openProfile(sts, readProfile(homes.sdk, undefined)) },
    {
      name: "the ECS instance's role",
      open: () => {
        refuseWhenDisabled(env, "ALIBABA_CLOUD_ECS_METADATA_DISABLED");
        return ecsRoleCredentials(undefined);
      },
    },
  ];
}

function refuseWhenDisabled(env: NodeJS.ProcessEnv, variable: string): void {
  if (env[variable]?.toLowerCase() === "true") throw new CredentialsError(`switched off by ${variable}`);
}
