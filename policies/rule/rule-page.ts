/** The page about a rule: why, good and bad, how to fix it, how to exempt from it. */

import { RULE_PREFIX } from "./rule";
import type { RuleMetadata } from "./rule";

/** The public copy of this package's docs/rules; a test holds it against package.json. */
export const RULE_PAGES = "https://unpkg.com/pulumi-alicloud-vpn/docs/rules";

/** The page of a standard that the pack enforces; else of a rule of this package; else the source. */
export const pageOf = ({ name, url, page }: Pick<RuleMetadata, "name" | "url" | "page">): string =>
  page ?? (name.startsWith(RULE_PREFIX) ? `${RULE_PAGES}/${name}.md` : url);
