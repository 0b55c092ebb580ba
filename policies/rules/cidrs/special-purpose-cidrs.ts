import { ADDRESS_SETS } from "../../../ipsec/address-sets";
import { contains, overlaps } from "../../../ipsec/cidr";
import { RFC_6890, cite } from "../../rule/citation";
import { connectionRule } from "../../rule/rule-kinds";
import { flag } from "../../rule/settings";
import { cidrList, expandList } from "../../rule/cidr-list";
import { SIDES, readableBlocks, skipsRouteBased } from "../../subjects/connection";

export const specialPurposeCidrs = connectionRule({
  name: "alicloud-vpn-connection-special-purpose-cidrs",
  title: "Special-purpose addresses",
  description:
    "The networks of a connection must not take in addresses that have another purpose, such as loopback, " +
    "multicast or the cloud's own services.",
  group: "cidrs",
  severity: "high",
  level: "mandatory",
  ...cite(
    RFC_6890,
    "Section 2.2.2; IANA IPv4 Special-Purpose Address Registry as of 2020-09-04",
    "These blocks are registered for special purposes and are not forwarded like others.",
  ),
  remediationSteps:
    "Leave the named block out of the connection's networks; " +
    "traffic to it would be lost or would miss the cloud's services. " +
    "Where the other side is to reach those services, set allowCloudServices. " +
    "Where a partner really has such addresses, name them in except.",
  routeBased: "judges nothing, and alicloud-vpn-not-known says so",
  settings: {
    deny: cidrList(["special-purpose"], "The blocks that no network of a connection may touch."),
    except: cidrList(
      [],
      "Blocks that stay allowed within the denied ones, such as a partner's addresses behind a carrier's NAT.",
    ),
    allowCloudServices: flag(
      false,
      "Whether local networks may lie in 100.64.0.0/10, so that the other side reaches Alibaba Cloud's own services.",
    ),
  },
  judge(connection, { deny, except, allowCloudServices }, violate) {
    if (skipsRouteBased(connection, SIDES)) return;
    const [denied, allowed] = [expandList(deny), expandList(except)];
    for (const side of SIDES) {
      const selectors = connection.selectors(side);
      if (selectors === undefined) continue;
      for (const { text, cidr } of readableBlocks(selectors)) {
        const isCloudService = ADDRESS_SETS.rfc6598.some((one) => contains(one.cidr, cidr));
        if (allowCloudServices && side === "local" && isCloudService) continue;
        if (allowed.some((one) => contains(one.cidr, cidr))) continue;
        const touched = denied.filter((one) => overlaps(one.cidr, cidr));
        if (touched.length === 0) continue;
        const which = touched.map((one) => `${one.cidr.text}, ${one.why}`).join("; ");
        violate(`${selectors.description} holds ${text}, which touches ${which}. Leave these addresses out.`, {
          path: selectors.property,
          value: text,
        });
      }
    }
  },
});
