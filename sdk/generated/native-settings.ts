// Generated from provider/session/own-settings.ts and provider/api/settings.ts by `npm run generate`; do not edit.
import type * as pulumi from "@pulumi/pulumi";

/** The account, the region and the care of changes. What is left out comes from the environment. */
export interface ProviderArgs {
  /** The access key id. Environment: ALICLOUD_ACCESS_KEY, ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABACLOUD_ACCESS_KEY_ID. */
  accessKey?: pulumi.Input<string | undefined>;
  /** The access key secret. Environment: ALICLOUD_SECRET_KEY, ALIBABA_CLOUD_ACCESS_KEY_SECRET, ALIBABACLOUD_ACCESS_KEY_SECRET. */
  secretKey?: pulumi.Input<string | undefined>;
  /** The token of temporary credentials. Environment: ALICLOUD_SECURITY_TOKEN, ALIBABA_CLOUD_SECURITY_TOKEN, ALIBABACLOUD_SECURITY_TOKEN. */
  securityToken?: pulumi.Input<string | undefined>;
  /** The region, such as cn-hangzhou. A resource may name its own with regionId. Environment: ALICLOUD_REGION, ALIBABA_CLOUD_REGION. */
  region?: pulumi.Input<string | undefined>;
  /** Profile of the shared credentials file. Environment: ALICLOUD_PROFILE, ALIBABA_CLOUD_PROFILE. */
  profile?: pulumi.Input<string | undefined>;
  /** Path of the shared credentials file. Environment: ALICLOUD_SHARED_CREDENTIALS_FILE, ALIBABA_CLOUD_CREDENTIALS_FILE. */
  sharedCredentialsFile?: pulumi.Input<string | undefined>;
  /** The RAM role of the ECS instance that Pulumi runs on. Environment: ALICLOUD_ECS_ROLE_NAME, ALIBABA_CLOUD_ECS_METADATA. */
  ecsRoleName?: pulumi.Input<string | undefined>;
  /** Address of a service that hands out temporary credentials. Environment: ALICLOUD_CREDENTIALS_URI, ALIBABA_CLOUD_CREDENTIALS_URI. */
  credentialsUri?: pulumi.Input<string | undefined>;
  /** How long an answer of the API may take, in milliseconds. Environment: CLIENT_READ_TIMEOUT. */
  clientReadTimeout?: pulumi.Input<number | undefined>;
  /** How long a connection to the API may take, in milliseconds. Environment: CLIENT_CONNECT_TIMEOUT. */
  clientConnectTimeout?: pulumi.Input<number | undefined>;
  /** How long one call may be tried again, in seconds. */
  maxRetryTimeout?: pulumi.Input<number | undefined>;
  /** HTTP or HTTPS; by default HTTPS. */
  protocol?: pulumi.Input<string | undefined>;
  /** A RAM role to assume: roleArn, sessionName, sessionExpiration, externalId, policy. */
  assumeRole?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** A RAM role to assume with an OIDC token: oidcProviderArn, roleArn, and oidcToken or oidcTokenFile. */
  assumeRoleWithOidc?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Addresses in place of the regional ones, by product: vpc, sts. */
  endpoints?: pulumi.Input<pulumi.Input<Record<string, pulumi.Input<string>>>[] | undefined>;
  /** How long to wait until a change is settled, in seconds; by default 600. Environment: ALICLOUD_VPN_SETTLE_SECONDS. */
  settleSeconds?: pulumi.Input<number | undefined>;
  /** How often to look during a wait, in milliseconds; by default 3000. Environment: ALICLOUD_VPN_POLL_MILLISECONDS. */
  pollMilliseconds?: pulumi.Input<number | undefined>;
  /** How long to wait until a changed tunnel is up again, in seconds; by default 300. Environment: ALICLOUD_VPN_ESTABLISH_SECONDS. */
  establishSeconds?: pulumi.Input<number | undefined>;
  /** How long a tunnel must stay up after its change to count as negotiated anew, in milliseconds; by default 30000. Environment: ALICLOUD_VPN_RENEGOTIATE_MILLISECONDS. */
  renegotiateMilliseconds?: pulumi.Input<number | undefined>;
  /** How long a tunnel that carries traffic waits for a sibling that has to be changed first, in seconds; by default 3. Environment: ALICLOUD_VPN_SIBLING_WAIT_SECONDS. */
  siblingWaitSeconds?: pulumi.Input<number | undefined>;
  /** After this many tunnels did not come back, nothing more is sent in this operation; by default 1. Environment: ALICLOUD_VPN_MAX_FAILURES. */
  maxFailures?: pulumi.Input<number | undefined>;
  /** on: the first changed tunnel that was up goes alone; off: the others do not wait. By default on. Environment: ALICLOUD_VPN_CANARY. */
  canary?: pulumi.Input<string | undefined>;
  /** off: in an emergency, no hook runs, no tunnel is held and there is no canary. By default on. Environment: ALICLOUD_VPN_CARE. */
  care?: pulumi.Input<string | undefined>;
  /** Command line of a hook for VpnTunnels; a VpnTunnelPair may declare its own. Environment: ALICLOUD_VPN_HOOK. */
  hook?: pulumi.Input<string | undefined>;
  /** Whether that hook gets the keys; by default false. Environment: ALICLOUD_VPN_HOOK_WITH_KEY. */
  hookWithKey?: pulumi.Input<boolean | undefined>;
  /** The kind of device whose configuration that hook gets. Environment: ALICLOUD_VPN_HOOK_DEVICE. */
  hookDevice?: pulumi.Input<string | undefined>;
  /** How long one call of that hook may take, in seconds; by default 300. Environment: ALICLOUD_VPN_HOOK_SECONDS. */
  hookSeconds?: pulumi.Input<number | undefined>;
  /** required: a preview that cannot compare with a live tunnel fails; wanted: an outage is a warning; off: previews do not look. By default required. Environment: ALICLOUD_VPN_COMPARE. */
  compare?: pulumi.Input<string | undefined>;
  /** Silences the repeated warning that nobody has seen a tunnel up since its change: objects with tunnel, until and reason. Environment: ALICLOUD_VPN_ACKNOWLEDGE. */
  acknowledge?: pulumi.Input<pulumi.Input<Record<string, pulumi.Input<string>>>[] | undefined>;
}

/** Settings that are secret whatever the program passes. */
export const SECRET_SETTINGS: readonly string[] = ["secretKey","securityToken"];
