import { execFileSync } from "node:child_process";
import { repositoryRoot } from "../../engine/harness";
import { median } from "./median";

/** Medians in milliseconds, each on top of the one before, in fresh processes. */
export interface RequireCost {
  readonly pulumiMs: number;
  /** What a program loads. */
  readonly sdkMs: number;
  /** What the provider process loads. */
  readonly providerMs: number;
}

const PROGRAM = `
  const times = ["@pulumi/pulumi", "pulumi-alicloud-vpn", "pulumi-alicloud-vpn/provider"].map((name) => {
    const start = performance.now();
    require(name);
    return performance.now() - start;
  });
  console.log(JSON.stringify(times));`;

export function requireCost(runs: number): RequireCost {
  const times = Array.from({ length: runs }, () => {
    const text = execFileSync(process.execPath, ["-e", PROGRAM], { cwd: repositoryRoot, encoding: "utf8" });
    return JSON.parse(text) as readonly number[];
  });
  const of = (index: number): number => median(times.map((run) => run[index] ?? Number.NaN));
  return { pulumiMs: of(0), sdkMs: of(1), providerMs: of(2) };
}
