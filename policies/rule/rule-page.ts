/** The page about a rule: why, good and bad, how to fix it, how to exempt from it. */

import { RULE_PREFIX } from "./rule";
import type { RuleMetadata } from "./rule";

/** The public copy of this package's docs/rules; a test holds it against package.json. */
export const RULE_PAGES = "https://unpkg.com/pulumi-alicloud-vpn/docs/rules";

/** The page of a rule of this package; the source of any other rule. */
export const pageOf = ({ name, url }: Pick<RuleMetadata, "name" | "url">): string =>
  name.startsWith(RULE_PREFIX) ? `${RULE_PAGES}/${name}.md` : url;
