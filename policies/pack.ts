/** The whole pack: `pulumi preview --policy-pack policies`. */

import { createPack } from "./assembly/create-pack";
import { servePack } from "./assembly/serve";

servePack("alicloud-vpn", createPack());
