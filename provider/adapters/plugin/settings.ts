import { ConfigurationError } from "../../api/errors";
import { OBJECT_SETTINGS, SETTINGS, type ObjectSettingName, type SettingName } from "../../api/settings";
import { nearestWord } from "../../core/names";
import type { Properties } from "../../core/property-tree";
import { isUnknown } from "../../core/unknown";
import { readConfiguration, type StackConfiguration } from "../../session/configuration";
import { OWN_SETTINGS, variableOf, type OwnSetting } from "../../session/own-settings";

/** The name of the package, of the plugin, and of its namespace in a stack's configuration. */
export const PACKAGE = "alicloud-vpn";

/** A setting of the plugin: those of @pulumi/alicloud that this package reads, and its own. */
export type PluginSetting = SettingName | ObjectSettingName | OwnSetting;

/** The names of all settings. */
export const PLUGIN_SETTINGS: readonly string[] = [
  ...Object.keys(SETTINGS),
  ...OBJECT_SETTINGS,
  ...Object.keys(OWN_SETTINGS),
];

/** What the engine keeps beside the settings. */
const OF_THE_ENGINE: ReadonlySet<string> = new Set(["version", "pluginDownloadURL"]);
const isOfTheEngine = (name: string): boolean => OF_THE_ENGINE.has(name) || name.startsWith("__");

/**
 * The plugin's settings as the session reads them. Pulumi gives a plugin the configuration of its own namespace alone,
 * so that the words of `alicloud:` are found there too.
 */
export const asStackConfiguration = (settings: Properties): StackConfiguration => ({
  get: (key) => textOf(settings[key.slice(key.indexOf(":") + 1)]),
});

/** Pulumi gives objects and lists as JSON texts or as they are. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || isUnknown(value)) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A text that names settings as a stack of another front door has them, with their names here. */
export const inOwnNamespace = (text: string): string => text.replaceAll(/\balicloud:(?=[a-z])/gu, `${PACKAGE}:`);

/** Every problem with the settings: misspelt names and variables, values that are not allowed. No secret is shown. */
export function problemsIn(settings: Properties, env: NodeJS.ProcessEnv): readonly string[] {
  const misspelt = Object.keys(settings)
    .filter((name) => !isOfTheEngine(name) && !PLUGIN_SETTINGS.includes(name))
    .map((name) => unknownText(`${PACKAGE}:${name}`, name, PLUGIN_SETTINGS, (near) => `${PACKAGE}:${near}`));
  const variables = Object.values(OWN_SETTINGS);
  const prefix = variableOf("care").replace(/CARE$/u, "");
  const misspeltVariables = Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !variables.some((variable) => variable === name))
    .map((name) => unknownText(name, name, variables, (near) => near));
  return [...misspelt, ...misspeltVariables, ...valueProblems(settings, env)];
}

function unknownText(shown: string, name: string, known: readonly string[], naming: (name: string) => string): string {
  const near = nearestWord(known, name);
  const hint = near === undefined ? `there are ${known.map(naming).join(", ")}` : `did you mean ${naming(near)}?`;
  return `${shown} is a setting that nobody reads (${hint}). Rename or remove it`;
}

function valueProblems(settings: Properties, env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfiguration(asStackConfiguration(settings), env);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return [inOwnNamespace(error.message)];
  }
}

/** True where two sets of settings differ. A change of them replaces nothing: each resource judges it by itself. */
export function haveChanged(before: Properties, now: Properties): boolean {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => !isOfTheEngine(name));
  return names.some((name) => textOf(before[name]) !== textOf(now[name]) || isUnknown(now[name]));
}
