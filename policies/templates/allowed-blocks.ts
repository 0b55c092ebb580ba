/** A rule that keeps the networks on one side of a connection within allowed blocks. */

import { contains, overlaps } from "../../ipsec/cidr";
import { cidrList, expandList } from "../rule/cidr-list";
import type { ResourceRule, RuleMetadata } from "../rule/rule";
import { connectionRule, routeRule } from "../rule/rule-kinds";
import { integer } from "../rule/settings";
import { readableBlocks, skipsRouteBased } from "../subjects/connection";
import type { Side } from "../subjects/connection";
import { shortList } from "../subjects/short-list";

export function allowedBlocksRule(
  definition: RuleMetadata & { readonly side: Side; readonly of?: "routes" },
): ResourceRule {
  const { side, of, ...metadata } = definition;
  return (of === "routes" ? routeRule : connectionRule)({
    ...metadata,
    settings: {
      allow: cidrList(["rfc1918"], "The blocks that every block must lie in; an empty list allows all."),
      deny: cidrList([], "Blocks that no block may touch, even if allowed."),
      minPrefixLength: integer(
        { min: 0, max: 32 },
        8,
        "The shortest prefix that is allowed: 8 allows a /8 and refuses a /7.",
      ),
    },
    judge(connection, { allow, deny, minPrefixLength }, violate) {
      if (skipsRouteBased(connection, [side])) return;
      const selectors = connection.selectors(side);
      if (selectors === undefined) return;
      const [allowed, denied] = [expandList(allow), expandList(deny)];
      const where = selectors.description;
      const readable = new Map(readableBlocks(selectors).map((block) => [block.text, block]));
      for (const text of selectors.blocks) {
        const block = readable.get(text);
        const fields = { path: selectors.property, value: text };
        if (block === undefined) {
          violate(
            `${where} holds ${JSON.stringify(text.slice(0, 40))}, which cannot be read as a CIDR block and so is ` +
              "not allowed.",
            fields,
          );
          continue;
        }
        const { cidr } = block;
        if (allowed.length > 0 && !allowed.some((one) => contains(one.cidr, cidr))) {
          violate(
            `${where} holds ${text}; allowed: ${shortList(allow)}. ` +
              "Use a block within these, or have it added to the rule's allow list.",
            { ...fields, allowed: allow.join(", ") },
          );
        }
        for (const one of denied.filter((other) => overlaps(other.cidr, cidr))) {
          violate(
            `${where} holds ${text}, which touches ${one.cidr.text}, denied by ${one.why}. Leave these addresses out.`,
            fields,
          );
        }
        if (cidr.prefixLength < minPrefixLength) {
          violate(
            `${where} holds ${text}; allowed: prefixes from /${minPrefixLength} to /32. ` +
              "Name the networks that are meant.",
            { ...fields, allowed: `/${minPrefixLength} to /32` },
          );
        }
      }
    },
  });
}
