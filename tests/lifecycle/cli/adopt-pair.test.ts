import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../../simulator";
import { BRANCH, HEADQUARTERS, simulator } from "../deployment";
import { declaredBy } from "./adopted-program";
import { runAgainst } from "./cloud-run";
import { twoMasters } from "./two-masters";

const folder = mkdtempSync(join(tmpdir(), "adopt-pair-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("adopt --pair", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  it("declares one pair for each dual-tunnel connection, with its keys by themselves", async () => {
    const keysFile = join(folder, "keys.json");
    const { code, out, err } = await runAgainst(sim, ["adopt", "--pair", "--keys-file", keysFile]);
    expect(code).toBe(0);
    expect(out + err).not.toMatch(/-tunnel-\d-key|-shared-key/u);
    const declared = declaredBy(out, JSON.parse(readFileSync(keysFile, "utf8")));
    expect(declared.map(({ name, isPair }) => [name, isPair])).toEqual(
      ["branch", "datacenter", "headquarters", "transit"].map((name) => [name, true]),
    );
    expect(declared[0]?.args).toMatchObject({
      vpnConnectionId: BRANCH,
      onAdopt: "verify",
      tunnelIkeConfig: { ikeVersion: "ikev1" },
      master: { tunnelIkeConfig: { psk: "Branch-shared-key", localId: expect.any(String) } },
      slave: { tunnelIkeConfig: { psk: "Branch-shared-key" } },
    });
    expect(err).toContain("4 pairs of tunnels of 4 connections.");
    expect(err).toContain("warehouse (vco-sim0000000000000005) is a single-tunnel connection");
  });

  it("says how the state of two tunnels of the earlier program comes into the pair, and keeps the pair's name", async () => {
    const output = join(folder, "index.ts");
    await runAgainst(sim, ["adopt", HEADQUARTERS, "--output", output]);
    const { err } = await runAgainst(sim, ["adopt", HEADQUARTERS, "--pair", "--output", output]);
    expect(err).toContain("npx pulumi-alicloud-vpn pair-state");
    expect(err).toContain("  headquarters: headquarters-master and headquarters-slave\n");
    expect(err).not.toContain("No longer in the program");
    sim.changeConnection(HEADQUARTERS, { Name: "renamed" });
    const again = await runAgainst(sim, ["adopt", HEADQUARTERS, "--pair", "--output", output]);
    expect(again.err).not.toContain("pair-state");
    expect(declaredBy(readFileSync(output, "utf8")).map(({ name }) => name)).toEqual(["headquarters"]);
  });

  it("keeps two tunnels where the service gives both one role, and says why", async () => {
    const odd = await simulator({ topology: twoMasters() });
    try {
      const { out, err } = await runAgainst(odd, ["adopt", BRANCH, HEADQUARTERS, "--pair"]);
      expect(declaredBy(out).map(({ isPair }) => isPair)).toEqual([undefined, undefined, true]);
      expect(out).toContain('import { VpnTunnel, VpnTunnelPair } from "pulumi-alicloud-vpn";');
      expect(err).toContain("1 pair of tunnels and 2 tunnels without a pair of 2 connections.");
      expect(err).toContain(
        `${BRANCH}: declared without a pair: the service's answer does not tell a master and a slave`,
      );
    } finally {
      await odd.close();
    }
  });
});
