/** The whole pack: `pulumi preview --policy-pack policies`. */

import { createPack } from "./assembly/create-pack";
import { servePack } from "./assembly/serve";

const name = "alicloud-vpn";

servePack(name, createPack({ name }));
