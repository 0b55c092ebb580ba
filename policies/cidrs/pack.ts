/** The rules about addresses alone: `pulumi preview --policy-pack policies/cidrs`. */

import { createPack } from "../assembly/create-pack";
import { servePack } from "../assembly/serve";
import { CIDR_RULES } from "../rules";

const name = "alicloud-vpn-cidrs";

servePack(
  name,
  createPack({
    name,
    rules: CIDR_RULES,
    description: "Judges the addresses of IPsec-VPN tunnels and connections of Alibaba Cloud.",
  }),
);
