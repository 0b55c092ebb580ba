// What the tests of a pair in one stack have in common.
import type { Properties } from "../../../provider/core/property-tree";
import { vpnTunnelPair } from "../../../provider/resources/vpn-tunnel-pair/verbs";
import type { Simulator } from "../../../simulator";
import type { Stored } from "../../modelled-engine/steps";
import { BRANCH, commits, Deployment } from "../deployment";

export const HEADQUARTERS_SLAVE = "tun-sim0000000000000012";
/** Devices at the other ends of "headquarters": each tunnel has one of its own there. */
export const MASTERS_DEVICE = "cgw-sim0000000000000001";
export const SLAVES_DEVICE = "cgw-sim0000000000000002";

/** A pair in a stack of its own. */
export const pairOn = (
  sim: Simulator,
  config: Readonly<Record<string, string>> = { "alicloud-vpn:establishSeconds": "1" },
  stored?: Stored,
): Deployment => new Deployment(sim, config, stored, vpnTunnelPair);

/** A pair that is not held after its changes. */
export const pair = (rest: Properties = {}, rollout: Properties = {}): Properties => ({
  vpnConnectionId: BRANCH,
  rollout: { holdSeconds: 0, ...rollout },
  ...rest,
});

/** The tunnels that were changed, in that order. */
export const order = (sim: Simulator): readonly (string | undefined)[] =>
  commits(sim).map(({ params }) => params["TunnelId"]);

/** Why something fails; fails itself where it does not. */
export async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error("this was to fail");
}
