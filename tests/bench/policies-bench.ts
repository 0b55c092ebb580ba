// What the policies cost: previews of one program of many tunnels with all rules, and with a pack that has none, on the
// real CLI. Nothing is deployed, so every preview does the same work.
import { join } from "node:path";
import {
  type EngineStack,
  type OperationResult,
  createStack,
  mustSucceed,
  policyViolations,
  removeStacks,
  repositoryRoot,
} from "../engine/harness";
import { startBuilt } from "./servers";

export interface PolicySize {
  readonly tunnels: number;
  /** Of each pack; taken in turns, so that a busy minute of the machine strikes all of them. */
  readonly runs: number;
}
export const FULL_POLICIES: PolicySize = { tunnels: 500, runs: 5 };

export const PACKS = ["no pack", "empty pack", "all rules"] as const;
export type PackName = (typeof PACKS)[number];

export interface PolicyResult extends PolicySize {
  readonly rules: number;
  readonly packs: Readonly<Record<PackName, { readonly previewMs: readonly number[]; readonly medianMs: number }>>;
  /** What the rules said, so that nobody takes a pack that was not asked for a fast one. */
  readonly verdicts: number;
  /** All rules against the empty pack: medians, and the median of each turn's own ratio. */
  readonly ratio: number;
  readonly ratioOfTurns: number;
}

/** Strong tunnels with a key each, as a program has them that the rules are to let pass; every tenth one uses DES. */
const program = (tunnels: number): string => `
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";

const digits = (n: number) => String(n).padStart(16, "0");
for (let n = 0; n < ${tunnels}; n++) {
  new VpnTunnel("tunnel-" + n, {
    vpnConnectionId: "vco-gen" + digits(Math.floor(n / 2) + 1),
    role: n % 2 === 0 ? "master" : "slave",
    enableDpd: true,
    enableNatTraversal: true,
    tunnelIkeConfig: {
      ikeVersion: "ikev2", ikeMode: "main", ikeEncAlg: n % 10 === 0 ? "des" : "aes256", ikeAuthAlg: "sha256", ikePfs: "group14",
      ikeLifetime: 28800, psk: pulumi.secret("vK7#qT2!mZ9@xR4&" + digits(n)),
    },
    tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14", ipsecLifetime: 14400 },
  });
}
`;

// The rules that are off by default judge as well. Nothing is mandatory: a preview that is stopped would end early.
const ALL_RULES = { all: "advisory" };

const EMPTY_PACK = {
  "empty/PulumiPolicy.yaml": "runtime: nodejs\n",
  "empty/package.json": JSON.stringify({ name: "empty", version: "1.0.0", main: "index.js" }),
  "empty/index.js": 'new (require("@pulumi/policy").PolicyPack)("empty", { policies: [] });\n',
};

export async function benchPolicies(size: PolicySize): Promise<PolicyResult> {
  const simulator = await startBuilt({ generate: `gateways=10,connections=${Math.ceil(size.tunnels / 2)}` });
  try {
    const stack = await createStack({
      main: "program/index.ts",
      files: {
        "program/index.ts": program(size.tunnels),
        "all-rules.json": JSON.stringify(ALL_RULES),
        ...EMPTY_PACK,
      },
      config: {
        "alicloud:region": "cn-hangzhou",
        "alicloud:accessKey": "simulator-access-key-id",
        "alicloud:secretKey": { secret: "simulator-access-key-secret" },
        "alicloud:endpoints": JSON.stringify([{ vpc: new URL(simulator.url).host }]),
        "alicloud:protocol": "HTTP",
      },
    });
    return await takeTurns(stack, size);
  } finally {
    removeStacks();
    await simulator.close();
  }
}

async function takeTurns(stack: EngineStack, size: PolicySize): Promise<PolicyResult> {
  const inProject = (path: string): string => join(stack.project.folder, path);
  const preview: Readonly<Record<PackName, () => Promise<OperationResult>>> = {
    "no pack": () => stack.preview(),
    "empty pack": () => stack.preview({ policyPacks: [inProject("empty")] }),
    "all rules": () =>
      stack.preview({
        policyPacks: [join(repositoryRoot, "policies")],
        policyPackConfigs: [inProject("all-rules.json")],
      }),
  };
  const times: Record<PackName, number[]> = { "no pack": [], "empty pack": [], "all rules": [] };
  let said: ReturnType<typeof policyViolations> = [];
  // The first turn fills caches, and does not count.
  for (let turn = 0; turn <= size.runs; turn++) {
    for (const name of PACKS) {
      const result = mustSucceed(await preview[name]());
      if (result.changeSummary.create !== size.tunnels + 1)
        throw new Error(`not ${size.tunnels} tunnels:\n${result.stdout}`);
      if (turn > 0) times[name].push(result.durationMs);
      if (name === "all rules") said = policyViolations(result.events);
    }
  }
  const pack = (name: PackName) => ({ previewMs: times[name], medianMs: median(times[name]) });
  const ratios = times["all rules"].map((ms, turn) => ms / (times["empty pack"][turn] ?? ms));
  return {
    ...size,
    rules: new Set(said.map(({ policyName }) => policyName)).size,
    packs: { "no pack": pack("no pack"), "empty pack": pack("empty pack"), "all rules": pack("all rules") },
    verdicts: said.length,
    ratio: median(times["all rules"]) / median(times["empty pack"]),
    ratioOfTurns: median(ratios),
  };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
