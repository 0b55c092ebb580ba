/** The JSON Schema of a configuration file, for editors. It refuses unknown names, which the CLI accepts. */

import { LEVELS } from "../assembly/levels";
import { settingsOf } from "../assembly/to-policy";
import type { Rule } from "../rule/rule";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Settings hold plain JSON. Through JSON text the compiler sees that, and undefined values are dropped. */
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value));

function ruleSchema(rule: Rule): Json {
  const settings = Object.entries(settingsOf(rule)).map(([name, setting]) => [name, asJson(setting.schema)] as const);
  return {
    description: rule.description,
    default: rule.level,
    oneOf: [
      { $ref: "#/definitions/enforcementLevel" },
      {
        type: "object",
        additionalProperties: false,
        properties: { enforcementLevel: { $ref: "#/definitions/enforcementLevel" }, ...Object.fromEntries(settings) },
      },
    ],
  };
}

export function configFileSchema(rules: readonly Rule[]): Json {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of the policy packs of pulumi-alicloud-vpn",
    description: "For pulumi preview --policy-pack-config.",
    type: "object",
    additionalProperties: false,
    properties: {
      all: { $ref: "#/definitions/enforcementLevel" },
      environments: { type: "array", items: { type: "string" }, description: "Pulumi ESC environments." },
      ...Object.fromEntries(rules.map((rule) => [rule.name, ruleSchema(rule)])),
    },
    definitions: {
      enforcementLevel: {
        type: "string",
        enum: LEVELS,
        description:
          "What a violation does: advisory warns, mandatory stops, remediate corrects first, disabled does not judge.",
      },
    },
  };
}
