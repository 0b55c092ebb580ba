import { parseCidr } from "../../../ipsec/cidr";
import { RFC_4632, cite } from "../../rule/citation";
import { connectionRule } from "../../rule/rule-kinds";
import { SIDES } from "../../subjects/connection";

export const selectorsCanonical = connectionRule({
  name: "alicloud-vpn-connection-selectors-canonical",
  title: "Notation of CIDR blocks",
  description:
    "The CIDR blocks of a connection must be written in the one form that every program reads alike, and each only " +
    "once.",
  group: "cidrs",
  severity: "medium",
  level: "mandatory",
  ...cite(
    RFC_4632,
    "Section 3.1",
    "describes",
    "a block as a dotted decimal address and a prefix length, where the bits outside the prefix are zero",
  ),
  remediationSteps:
    "Write each block as four decimal numbers without leading zeros and a prefix length, with all bits outside the " +
    "prefix zero, and remove duplicates.",
  routeBased: "judges the notation of 0.0.0.0/0 like that of any other block",
  settings: {},
  judge(connection, _config, violate) {
    for (const side of SIDES) {
      const selectors = connection.selectors(side);
      if (selectors === undefined) continue;
      const seen = new Set<string>();
      for (const text of selectors.blocks) {
        const parsed = parseCidr(text);
        const fields = { path: selectors.property, value: text };
        if (!parsed.ok) violate(`${selectors.description} ${parsed.reason}.`, fields);
        if (seen.has(text)) violate(`${selectors.description} holds "${text}" twice. Remove one.`, fields);
        seen.add(text);
      }
    }
  },
});
