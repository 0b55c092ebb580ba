// A stack whose program declares each tunnel of tunnels.json twice: as a VpnTunnel, and as a resource of an ordinary
// dynamic provider with the same inputs (its key apart, as a secret). What Pulumi itself does is seen on the latter.
import type { Simulator } from "../../simulator";
import type { EngineStack } from "./harness";
import { tunnelStack, type Tunnels } from "./tunnels";

/** Plain JavaScript, so that no run has to compile it. */
const PROGRAM = `
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const { VpnTunnel, VpnTunnelPair } = require("pulumi-alicloud-vpn");
class Plain extends pulumi.dynamic.Resource {
  constructor(name, props, options) {
    const provider = {
      create: async (inputs) => ({ id: "1", outs: inputs }),
      update: async (id, olds, inputs) => ({ outs: inputs }),
      read: async (id, props) => ({ id, props }),
    };
    super(provider, name, props, options);
  }
}
const apart = ({ tunnelIkeConfig: { psk, ...ike } = {}, ...rest }) =>
  ({ ...rest, tunnelIkeConfig: ike, ...(psk ? { preSharedKey: pulumi.secret(psk) } : {}) });
for (const [name, { options, ...args }] of Object.entries(JSON.parse(readFileSync(join(__dirname, "tunnels.json"), "utf8")))) {
  const { pair, ...given } = options ?? {};
  new (pair ? VpnTunnelPair : VpnTunnel)(name, args, given);
  new Plain(\`\${name}-control\`, apart(args), given);
}
`;

/** The stack, not yet deployed; `declare` changes what it declares. */
export function stackBesideControl(
  sim: Simulator,
  tunnels: Tunnels,
  config: Readonly<Record<string, string>> = {},
): Promise<EngineStack> {
  return tunnelStack(sim, tunnels, {
    files: { "program/index.js": PROGRAM },
    config,
  });
}
