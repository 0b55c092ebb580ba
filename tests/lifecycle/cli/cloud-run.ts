import type { Simulator } from "../../../simulator";
import { runTool, type CapturedRun } from "../../unit/cli/captured-run";

/** The environment of somebody who works with the simulator. */
export const SIMULATOR_ENV = {
  ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
  ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
  ALICLOUD_REGION: "cn-hangzhou",
};

/** Runs the tool against a simulator. */
export function runAgainst(
  sim: Simulator,
  args: readonly string[],
  surroundings: Parameters<typeof runTool>[1] = {},
): Promise<CapturedRun> {
  return runTool([...args, "--endpoint", sim.url], { env: SIMULATOR_ENV, ...surroundings });
}
