import { OBJECT_SETTINGS, SETTINGS } from "../../provider/api/settings";
import { keyOf, OWN_SETTINGS } from "../../provider/session/own-settings";

const NOTICE =
  "Generated from provider/session/own-settings.ts and provider/api/settings.ts by `npm run generate`; do not edit.";

/**
 * sdk/generated/configuration-keys.ts: the keys that the provider reads, for the program, which does not load the
 * provider.
 */
export function renderConfigurationKeys(): string {
  const own = Object.keys(OWN_SETTINGS).map((name) => keyOf(name as keyof typeof OWN_SETTINGS));
  const account = [...Object.keys(SETTINGS), ...OBJECT_SETTINGS].map((name) => `alicloud:${name}`);
  const list = (name: string, doc: string, items: readonly string[]): readonly string[] => [
    "",
    `/** ${doc} */`,
    `export const ${name}: readonly string[] = [`,
    ...items.map((item) => `  ${JSON.stringify(item)},`),
    "];",
  ];
  return [
    `// ${NOTICE}`,
    ...list("OWN_KEYS", "The keys of this package.", own),
    ...list("OWN_VARIABLES", "The environment variables of this package.", Object.values(OWN_SETTINGS)),
    ...list("ACCOUNT_KEYS", "The keys of @pulumi/alicloud that this package reads too.", account),
    "",
  ].join("\n");
}
