/** The rules about algorithms alone: `pulumi preview --policy-pack policies/algorithms`. */

import { createPack } from "../assembly/create-pack";
import { servePack } from "../assembly/serve";
import { ALGORITHM_RULES } from "../rules";

const name = "alicloud-vpn-algorithms";

servePack(
  name,
  createPack({
    name,
    rules: ALGORITHM_RULES,
    description: "Judges the algorithms of IPsec-VPN tunnels of Alibaba Cloud.",
  }),
);
