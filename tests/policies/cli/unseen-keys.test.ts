// Keys that no rule sees, on the real CLI: from pskFrom, and in an exported stack whose secrets nobody can decrypt.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "../../../policies/report";
import { ENGINE_TIMEOUT_MS, mustSucceed, policyViolations, removeStacks, repositoryRoot } from "../../engine/harness";
import { closeSimulators, ownSimulator, tunnelStack } from "../../engine/tunnels";
import { STRONG_PSK } from "../fixtures";

jest.setTimeout(ENGINE_TIMEOUT_MS);
afterAll(async () => {
  removeStacks();
  await closeSimulators();
});

const PACK = join(repositoryRoot, "policies");
const STRENGTH = "alicloud-vpn-tunnel-psk-strength";
const WEAK_PSK = "Summer2024Winter2025!!";
const tunnel = (role: string, key: object): Readonly<Record<string, unknown>> => ({
  vpnConnectionId: "vco-sim0000000000000002",
  role,
  tunnelIkeConfig: key,
});

it("a key is judged by what the provider knows of it, at a preview and in analyze", async () => {
  const stack = await tunnelStack(
    await ownSimulator(),
    {
      weak: tunnel("master", { pskFrom: { file: "weak.txt" } }),
      strong: tunnel("slave", { psk: "$config:strong" }),
    },
    { config: { strong: { secret: STRONG_PSK } }, files: { "program/weak.txt": `${WEAK_PSK}\n` } },
  );
  const judged = (findings: readonly { readonly rule: string; readonly urn: string }[]): readonly string[] =>
    findings.filter(({ rule }) => rule === STRENGTH).map(({ urn }) => urn.split("::").at(-1) ?? "");

  const preview = await stack.preview({ policyPacks: [PACK] });
  const violations = policyViolations(preview.events);
  expect(
    judged(violations.map(({ policyName, resourceUrn = "" }) => ({ rule: policyName, urn: resourceUrn }))),
  ).toEqual(["weak"]);
  mustSucceed(await stack.up());

  // Another salt, under which the passphrase decrypts nothing.
  const state = join(stack.project.folder, "state.json");
  expect((await stack.run(["stack", "export", "--file", state])).exitCode).toBe(0);
  const stored = JSON.parse(readFileSync(state, "utf8"));
  stored.deployment.secrets_providers.state.salt =
    "v1:AAAAAAAAAAA=:v1:AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  stack.project.write({ "state.json": JSON.stringify(stored) });
  const { stdout, stderr } = await stack.run(["policy", "analyze", "--file", state, "--policy-pack", PACK, "--json"]);
  expect(stderr).toContain("secret values redacted");
  const { findings } = readReport(stdout);
  expect(judged(findings)).toEqual(["weak"]);
  const message = findings.find(({ rule }) => rule === STRENGTH)?.message ?? "";
  expect(message).toContain("it is worth 79 bits at most (allowed: 112 or more)");
  expect(
    findings
      .filter(({ rule }) => rule === "alicloud-vpn-not-known")
      .map((one) => one.message)
      .join(),
  ).not.toMatch(/psk \((?!whether another tunnel has the same key)/u);
  for (const text of [preview.stdout, preview.stderr, stdout, JSON.stringify(stored)])
    expect(text).not.toContain(WEAK_PSK.slice(0, 6));
});
