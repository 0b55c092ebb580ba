import { contains, parseCidr } from "../../../ipsec/cidr";
import { checkLocalBgpIp, checkTunnelCidr } from "../../../ipsec/tunnel-cidr";
import { ALIBABA_API, cite } from "../../rule/citation";
import { tunnelRule } from "../../rule/rule-kinds";
import { shortList } from "../../subjects/short-list";
import { describeValue, fieldsOf } from "../../subjects/tunnel";
import { cidrList, expandList } from "../../rule/cidr-list";

export const bgpAddressing = tunnelRule({
  name: "alicloud-vpn-tunnel-bgp-addressing",
  title: "Addresses inside a tunnel",
  description:
    "A tunnel's inside addresses must be a /30 block that the API accepts, within the blocks allowed for tunnels, " +
    "and its BGP address one of the block's two hosts.",
  group: "cidrs",
  severity: "medium",
  level: "mandatory",
  ...cite(
    ALIBABA_API,
    "ModifyTunnelAttribute, TunnelCidr and LocalBgpIp",
    "TunnelCidr is a /30 block within 169.254.0.0/16 and none of eight reserved ones; LocalBgpIp lies in it.",
  ),
  remediationSteps:
    "Choose a free /30 block within 169.254.0.0/16 as tunnelCidr, and its first or second host as localBgpIp; " +
    "the peer has the other one.",
  settings: { allow: cidrList(["169.254.0.0/16"], "The blocks that a TunnelCidr must lie in.") },
  judge(tunnel, { allow }, violate) {
    // A tunnel without BGP has neither value, and breaks no rule.
    const cidr = tunnel.optional("tunnelCidr");
    const address = tunnel.optional("localBgpIp");
    const reason = cidr === undefined ? undefined : checkTunnelCidr(cidr.text);
    if (cidr !== undefined && reason !== undefined) violate(`${describeValue(cidr)}; it ${reason}.`, fieldsOf(cidr));
    if (cidr !== undefined && reason === undefined) {
      const parsed = parseCidr(cidr.text);
      if (parsed.ok && !expandList(allow).some((one) => contains(one.cidr, parsed.cidr))) {
        const blocks = `blocks within ${shortList(allow)}`;
        violate(`${describeValue(cidr)}; allowed: ${blocks}. Choose one of those.`, fieldsOf(cidr, blocks));
      }
    }
    const wrongHost = address === undefined ? undefined : checkLocalBgpIp(address.text, cidr?.text);
    if (address !== undefined && wrongHost !== undefined)
      violate(`${describeValue(address)}; it ${wrongHost}.`, fieldsOf(address));
  },
});
