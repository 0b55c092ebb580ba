import { settingProperties, type SettingProperty } from "./plugin-settings";

const NOTICE =
  "Generated from provider/session/own-settings.ts and provider/api/settings.ts by `npm run generate`; do not edit.";

/** sdk/generated/native-settings.ts: the settings of an explicit provider, for programs in TypeScript. */
export function renderNativeSettings(): string {
  const properties = Object.entries(settingProperties);
  const secrets = properties.filter(([, { secret }]) => secret === true).map(([name]) => name);
  return [
    `// ${NOTICE}`,
    'import type * as pulumi from "@pulumi/pulumi";',
    "",
    "/** The account, the region and the care of changes. What is left out comes from the environment. */",
    "export interface ProviderArgs {",
    ...properties.flatMap(([name, property]) => [
      `  /** ${property.description} */`,
      `  ${name}?: pulumi.Input<${typeOf(property)} | undefined>;`,
    ]),
    "}",
    "",
    "/** Settings that are secret whatever the program passes. */",
    `export const SECRET_SETTINGS: readonly string[] = ${JSON.stringify(secrets)};`,
    "",
  ].join("\n");
}

const typeOf = ({ type }: SettingProperty): string =>
  ({
    string: "string",
    integer: "number",
    boolean: "boolean",
    object: "Record<string, pulumi.Input<string>>",
    array: "pulumi.Input<Record<string, pulumi.Input<string>>>[]",
  })[type];
