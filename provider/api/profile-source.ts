/** What a profile of the shared credentials file means: base credentials, and the roles to assume on top, in order. */
import * as os from "node:os";
import * as path from "node:path";

import { fixedCredentials, type CredentialsSource } from "./credentials";
import { cliProfileCredentials, ecsRoleCredentials } from "./credentials-library";
import { CredentialsError } from "./errors";
import type { AssumeRole } from "./identity";
import { readProfile, type Profile } from "./profile-file";
import { assumeRole, assumeRoleWithOidc, type StsContext } from "./sts";

/** Where the aliyun CLI and the SDKs keep their files. */
export interface Homes {
  readonly cli: string;
  readonly sdk: string;
}

/** The default places of the shared credentials files for this environment. */
export function homesOf(env: NodeJS.ProcessEnv): Homes {
  const home = env["HOME"] ?? env["USERPROFILE"] ?? os.homedir();
  return { cli: path.join(home, ".aliyun", "config.json"), sdk: path.join(home, ".alibabacloud", "credentials") };
}

/** The credentials of a profile. */
export function openProfile(sts: StsContext, profile: Profile): CredentialsSource {
  return open(sts, profile, []);
}

function open(sts: StsContext, profile: Profile, seen: readonly string[]): CredentialsSource {
  if (seen.includes(profile.name)) throw unusable(profile, "its source_profile leads back to itself");
  const mode = profile.settings[profile.format === "json" ? "mode" : "type"] ?? "";
  switch (mode) {
    case "AK":
    case "access_key":
      return fixedCredentials(keysOf(profile, false));
    case "StsToken":
    case "sts":
      return fixedCredentials(keysOf(profile, true));
    case "RamRoleArn":
    case "ram_role_arn":
      return assumeRole(sts, fixedCredentials(keysOf(profile, false)), roleOf(profile));
    case "ChainableRamRoleArn": {
      const source = readProfile(profile.file, need(profile, "source_profile"));
      return assumeRole(sts, open(sts, source, [...seen, profile.name]), roleOf(profile));
    }
    case "EcsRamRole":
    case "ecs_ram_role":
      return ecsRoleCredentials(profile.settings["ram_role_name"] ?? profile.settings["role_name"]);
    case "OIDC":
      return assumeRoleWithOidc(sts, {
        oidcProviderArn: need(profile, "oidc_provider_arn"),
        roleArn: need(profile, "ram_role_arn"),
        token: { file: need(profile, "oidc_token_file") },
        roleSessionName: profile.settings["ram_session_name"],
        sessionExpiration: seconds(profile),
      });
    case "CloudSSO":
    case "OAuth":
    case "External":
      return cliOnly(profile, mode);
    default:
      throw unusable(profile, mode === "" ? "it has no mode" : "its mode is not supported");
  }
}

/** Modes that keep state in the CLI's file: the vendor's library does them, for the file's usual place only. */
function cliOnly(profile: Profile, mode: string): CredentialsSource {
  if (path.resolve(profile.file) === homesOf(process.env).cli) return cliProfileCredentials(profile.name);
  throw unusable(profile, `mode ${mode} works only from the aliyun CLI's own file`);
}

function keysOf(
  profile: Profile,
  withToken: boolean,
): {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
} {
  const keys = {
    accessKeyId: need(profile, "access_key_id"),
    accessKeySecret: need(profile, "access_key_secret"),
  };
  if (!withToken) return keys;
  const token = profile.settings["sts_token"] ?? profile.settings["security_token"];
  if (token === undefined) throw unusable(profile, "it lacks sts_token");
  return { ...keys, securityToken: token };
}

function roleOf(profile: Profile): AssumeRole {
  const { settings } = profile;
  return {
    roleArn: settings["ram_role_arn"] ?? need(profile, "role_arn"),
    sessionName: settings["ram_session_name"] ?? settings["role_session_name"],
    sessionExpiration: seconds(profile),
    policy: settings["policy"],
    externalId: settings["external_id"],
  };
}

function seconds(profile: Profile): number | undefined {
  const value = Number(profile.settings["expired_seconds"] ?? profile.settings["duration_seconds"] ?? "0");
  return Number.isInteger(value) && value >= 900 ? value : undefined;
}

function need(profile: Profile, setting: string): string {
  const value = profile.settings[setting];
  if (value === undefined || value === "") throw unusable(profile, `it lacks ${setting}`);
  return value;
}

function unusable(profile: Profile, why: string): CredentialsError {
  return new CredentialsError(`Profile "${profile.name}" of ${profile.file} cannot be used: ${why}.`);
}
