import { SETTINGS } from "../../provider/api/settings";
import type { PluginSetting } from "../../provider/adapters/plugin/settings";
import { OWN_SETTINGS, variableOf, type OwnSetting } from "../../provider/session/own-settings";

/** The settings of the plugin with their types and their docs, for its schema. */

/** A type of a schema. */
export interface SettingType {
  readonly type: "string" | "integer" | "boolean" | "object" | "array";
  readonly additionalProperties?: { readonly type: "string" };
  readonly items?: { readonly type: "object"; readonly additionalProperties: { readonly type: "string" } };
}

/** A setting as a property of a schema. */
export interface SettingProperty extends SettingType {
  readonly description: string;
  readonly secret?: true;
}

interface Row {
  readonly is?: SettingType;
  readonly doc: string;
  readonly secret?: true;
}

const TEXT: SettingType = { type: "string" };
const NUMBER: SettingType = { type: "integer" };
const FLAG: SettingType = { type: "boolean" };
const TEXTS: SettingType = { type: "object", additionalProperties: { type: "string" } };
const LIST: SettingType = { type: "array", items: { type: "object", additionalProperties: { type: "string" } } };

const ROWS: Readonly<Record<PluginSetting, Row>> = {
  accessKey: { doc: "The access key id." },
  secretKey: { doc: "The access key secret.", secret: true },
  securityToken: { doc: "The token of temporary credentials.", secret: true },
  region: { doc: "The region, such as cn-hangzhou. A resource may name its own with regionId." },
  profile: { doc: "Profile of the shared credentials file." },
  sharedCredentialsFile: { doc: "Path of the shared credentials file." },
  ecsRoleName: { doc: "The RAM role of the ECS instance that Pulumi runs on." },
  credentialsUri: { doc: "Address of a service that hands out temporary credentials." },
  clientReadTimeout: { is: NUMBER, doc: "How long an answer of the API may take, in milliseconds." },
  clientConnectTimeout: { is: NUMBER, doc: "How long a connection to the API may take, in milliseconds." },
  maxRetryTimeout: { is: NUMBER, doc: "How long one call may be tried again, in seconds." },
  protocol: { doc: "HTTP or HTTPS; by default HTTPS." },
  assumeRole: {
    is: TEXTS,
    doc: "A RAM role to assume: roleArn, sessionName, sessionExpiration, externalId, policy.",
  },
  assumeRoleWithOidc: {
    is: TEXTS,
    doc: "A RAM role to assume with an OIDC token: oidcProviderArn, roleArn, and oidcToken or oidcTokenFile.",
  },
  endpoints: { is: LIST, doc: "Addresses in place of the regional ones, by product: vpc, sts." },
  settleSeconds: { is: NUMBER, doc: "How long to wait until a change is settled, in seconds; by default 600." },
  pollMilliseconds: { is: NUMBER, doc: "How often to look during a wait, in milliseconds; by default 3000." },
  establishSeconds: {
    is: NUMBER,
    doc: "How long to wait until a changed tunnel is up again, in seconds; by default 300.",
  },
  renegotiateMilliseconds: {
    is: NUMBER,
    doc: "How long a tunnel must stay up after its change to count as negotiated anew, in milliseconds; by default 30000.",
  },
  siblingWaitSeconds: {
    is: NUMBER,
    doc: "How long a tunnel that carries traffic waits for a sibling that has to be changed first, in seconds; by default 3.",
  },
  maxFailures: {
    is: NUMBER,
    doc: "After this many tunnels did not come back, nothing more is sent in this operation; by default 1.",
  },
  canary: { doc: "on: the first changed tunnel that was up goes alone; off: the others do not wait. By default on." },
  care: { doc: "off: in an emergency, no hook runs, no tunnel is held and there is no canary. By default on." },
  hook: { doc: "Command line of a hook for VpnTunnels; a VpnTunnelPair may declare its own." },
  hookWithKey: { is: FLAG, doc: "Whether that hook gets the keys; by default false." },
  hookDevice: { doc: "The kind of device whose configuration that hook gets." },
  hookSeconds: { is: NUMBER, doc: "How long one call of that hook may take, in seconds; by default 300." },
  compare: {
    doc: "required: a preview that cannot compare with a live tunnel fails; wanted: an outage is a warning; off: previews do not look. By default required.",
  },
  acknowledge: {
    is: LIST,
    doc: "Silences the repeated warning that nobody has seen a tunnel up since its change: objects with tunnel, until and reason.",
  },
};

function variablesOf(name: string): readonly string[] {
  if (isOwn(name)) return [variableOf(name)];
  return Object.entries(SETTINGS).find(([known]) => known === name)?.[1] ?? [];
}

const isOwn = (name: string): name is OwnSetting => Object.hasOwn(OWN_SETTINGS, name);

/** Each setting as a property of a schema. */
export const settingProperties: Readonly<Record<string, SettingProperty>> = Object.fromEntries(
  Object.entries(ROWS).map(([name, { is = TEXT, doc, secret }]) => {
    const variables = variablesOf(name);
    return [
      name,
      {
        ...is,
        description: variables.length === 0 ? doc : `${doc} Environment: ${variables.join(", ")}.`,
        ...(secret === undefined ? {} : { secret }),
      },
    ];
  }),
);
