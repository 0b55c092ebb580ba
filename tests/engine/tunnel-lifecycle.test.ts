// The main job on the real CLI: declare both tunnels of a connection, see, apply, drift, correct, destroy.
import type { Simulator } from "../../simulator";
import { diagnostics, type EngineStack, isStoredSecret, resourceSteps } from "./harness";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator, SLAVE, type Tunnels, tunnelStack } from "./tunnels";

onRealCli();

const PLAIN_KEY = "Planted-plain-key-1187";
const CONFIG_KEY = "Planted-config-key-2298";
const suite = {
  tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14" },
  tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14", ipsecLifetime: 28800 },
};
const BOTH: Tunnels = {
  master: {
    vpnConnectionId: BRANCH,
    role: "master",
    ...suite,
    tunnelIkeConfig: { ...suite.tunnelIkeConfig, psk: PLAIN_KEY },
  },
  slave: {
    vpnConnectionId: BRANCH,
    tunnelId: SLAVE,
    ...suite,
    tunnelIkeConfig: { ...suite.tunnelIkeConfig, psk: "$config:key" },
  },
};

/** As a user writes it: TypeScript with the types of this package. */
const PROGRAM = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel, type VpnTunnelArgs } from "pulumi-alicloud-vpn";

interface Declared extends VpnTunnelArgs { options?: { alias?: string } }
const config = new pulumi.Config();
const tunnels: Record<string, Declared> = JSON.parse(readFileSync(join(__dirname, "tunnels.json"), "utf8"), (_, value) =>
  typeof value === "string" && value.startsWith("$config:") ? config.requireSecret(value.slice(8)) : value);

export const found: Record<string, pulumi.Output<unknown>> = {};
for (const [name, { options, ...args }] of Object.entries(tunnels)) {
  const tunnel = new VpnTunnel(name, args, options?.alias ? { aliases: [{ name: options.alias }] } : {});
  found[name] = pulumi.all([tunnel.tunnelId, tunnel.status]).apply(([id, status]) => \`\${id} \${status}\`);
}
const look = config.get("look");
if (look) {
  const { status, tunnelIkeConfig, preSharedKey } = VpnTunnel.get("looked-up", look);
  found.lookedUp = pulumi.all([status, tunnelIkeConfig]).apply(([now, ike]) => \`\${now} \${ike?.ikeEncAlg}\`);
  found.key = preSharedKey;
}
`;

const commits = (sim: Simulator): number => sim.journal.filter((entry) => entry.committed).length;

describe("both tunnels of a connection", () => {
  let sim: Simulator;
  let stack: EngineStack;
  let printed = "";
  const note = <T extends { stdout: string; stderr: string }>(result: T): T => {
    printed += result.stdout + result.stderr;
    return result;
  };

  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await tunnelStack(sim, BOTH, {
      main: "program/index.ts",
      runtimeOptions: { typescript: true },
      files: { "program/index.ts": PROGRAM },
      config: { key: { secret: CONFIG_KEY } },
    });
  });

  it("preview says what adoption will do to each live tunnel, with one call, and keeps keys secret", async () => {
    const result = note(await stack.preview({ diff: true, typeCheck: true }));
    expect(result).toMatchObject({ exitCode: 0, changeSummary: { create: 3 } });
    const lines = diagnostics(result.events, "info");
    expect(lines).toHaveLength(2);
    for (const [role, id] of [
      ["master", MASTER],
      ["slave", SLAVE],
    ])
      expect(lines).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `^${role}: ${BRANCH} "branch" ${role} \\(${id}\\), up now: adopting changes the LIVE tunnel .*\n` +
              ".*ikeEncAlg: aes -> aes256\n.*psk changes\n.*renegotiates: down until the device has the same\n.*cannot be proved: .*$",
            "su",
          ),
        ),
      );
    expect(result.stdout).toMatch(/preSharedKey *: \[secret\]/u);
    expect(sim.journal).toHaveLength(1);
  });

  it("up sends one change for each tunnel, one after the other", async () => {
    sim.clearJournal();
    expect(note(await stack.up())).toMatchObject({ exitCode: 0, changeSummary: { create: 3 } });
    expect(commits(sim)).toBe(2);
    expect(sim.journal.filter((entry) => entry.code !== undefined)).toEqual([]);
    expect(sim.tunnel(MASTER)?.IkeConfig).toMatchObject({ IkeEncAlg: "aes256", Psk: PLAIN_KEY });
    expect(sim.tunnel(SLAVE)?.IkeConfig).toMatchObject({ IkeEncAlg: "aes256", Psk: CONFIG_KEY });
    expect(await stack.outputs()).toMatchObject({ found: { master: expect.stringContaining(MASTER) } });
  });

  it("after up there is nothing to do, and the API is not asked", async () => {
    sim.clearJournal();
    expect(note(await stack.preview({ expectNoChanges: true }))).toMatchObject({
      exitCode: 0,
      changeSummary: { same: 3 },
    });
    expect(sim.journal).toHaveLength(0);
  });

  it("the state has a handler of less than 200 bytes, the same everywhere, and every key encrypted", async () => {
    const state = await stack.state();
    const tunnels = ["master", "slave"].map((name) => state.named(name));
    const handlers = new Set(
      tunnels.flatMap((tunnel) => [tunnel.inputs?.["__provider"], tunnel.outputs?.["__provider"]]),
    );
    expect(handlers.size).toBe(1);
    expect(String([...handlers][0]).length).toBeLessThan(200);
    for (const tunnel of tunnels) {
      expect(isStoredSecret(tunnel.outputs?.["preSharedKey"])).toBe(true);
      expect(isStoredSecret(tunnel.inputs?.["preSharedKey"])).toBe(true);
      for (const bag of [tunnel.inputs, tunnel.outputs])
        expect(bag?.["tunnelIkeConfig"]).toMatchObject({ ikeEncAlg: "aes256" });
    }
  });

  it("the state has the line of the program that declares each tunnel, not one of the package", async () => {
    const { sourcePosition } = (await stack.state()).named("master");
    expect(sourcePosition).toMatch(/^project:\/\/\/program\/index\.ts#\d+,\d+$/u);
  });

  it("refresh shows drift, preview shows its correction, up corrects it", async () => {
    sim.changeTunnel(MASTER, {
      TunnelIpsecConfig: { IpsecLifetime: 1200 },
      TunnelIkeConfig: { Psk: "Planted-drifted-key-3309" },
    });
    const refreshed = note(await stack.refresh({ diff: true }));
    expect(refreshed).toMatchObject({ exitCode: 0, changeSummary: { update: 1, same: 2 } });
    expect(refreshed.stdout).toMatch(/ipsecLifetime: 28800 => 1200/u);
    expect(refreshed.stdout).toMatch(/preSharedKey\s*: \[secret\]/u);
    const preview = note(await stack.preview({ diff: true }));
    expect(preview).toMatchObject({ changeSummary: { update: 1, same: 2 } });
    expect(preview.stdout).toMatch(/ipsecLifetime: 1200 => 28800/u);
    sim.clearJournal();
    expect(note(await stack.up())).toMatchObject({ exitCode: 0, changeSummary: { update: 1 } });
    expect(commits(sim)).toBe(1);
    expect(sim.tunnel(MASTER)).toMatchObject({ IkeConfig: { Psk: PLAIN_KEY }, IpsecConfig: { IpsecLifetime: 28800 } });
  });

  it("after a refresh without drift there is nothing to do, and preview asks the API for nothing", async () => {
    expect(note(await stack.refresh())).toMatchObject({ exitCode: 0, changeSummary: { same: 3 } });
    sim.clearJournal();
    expect(note(await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
    expect(sim.journal).toHaveLength(0);
  });

  it("a property that is no longer declared is let go, and stays gone", async () => {
    const { tunnelIpsecConfig: _, ...master } = BOTH["master"] ?? {};
    declare(stack, { ...BOTH, master });
    sim.clearJournal();
    expect(note(await stack.up())).toMatchObject({ exitCode: 0, changeSummary: { update: 1, same: 2 } });
    expect(commits(sim)).toBe(0);
    sim.changeTunnel(MASTER, { TunnelIpsecConfig: { IpsecLifetime: 600 } });
    await stack.refresh();
    expect(note(await stack.preview({ expectNoChanges: true })).exitCode).toBe(0);
  });

  it("a new name with an alias is the same tunnel; role and id are the same tunnel", async () => {
    const { tunnelIpsecConfig: _, role: __, ...master } = BOTH["master"] ?? {};
    declare(stack, {
      slave: BOTH["slave"] ?? {},
      office: { ...master, tunnelId: MASTER, options: { alias: "master" } },
    });
    sim.clearJournal();
    const result = note(await stack.up());
    expect(result).toMatchObject({ exitCode: 0, changeSummary: { update: 1, same: 2 } });
    expect(commits(sim)).toBe(0);
  });

  it("another tunnel is a replacement, which leaves the former one as it is", async () => {
    const before = sim.tunnel(MASTER);
    const office = { vpnConnectionId: "vco-sim0000000000000003", role: "master", enableDpd: true };
    declare(stack, { slave: BOTH["slave"] ?? {}, office });
    const result = note(await stack.up());
    expect(resourceSteps(result.events).map((step) => step.op)).toContain("create-replacement");
    expect(result.exitCode).toBe(0);
    expect(sim.tunnel(MASTER)).toEqual(before);
  });

  it("a look-up reads a tunnel without managing it, and its key is secret", async () => {
    await stack.configure({ look: `vco-sim0000000000000001:tun-sim0000000000000011` });
    sim.clearJournal();
    expect(note(await stack.up()).exitCode).toBe(0);
    expect(await stack.outputs()).toMatchObject({
      found: { lookedUp: "ipsec_sa_established aes256", key: "[secret]" },
    });
    expect(commits(sim)).toBe(0);
  });

  it("destroy leaves every tunnel as it is", async () => {
    const before = [MASTER, SLAVE].map((id) => sim.tunnel(id));
    sim.clearJournal();
    expect(note(await stack.destroy()).exitCode).toBe(0);
    expect(sim.journal).toHaveLength(0);
    expect([MASTER, SLAVE].map((id) => sim.tunnel(id))).toEqual(before);
  });

  it("no command printed a key or an access key secret, and the state has none in clear", () => {
    const everything = printed + stack.stateFile();
    for (const secret of [
      PLAIN_KEY,
      CONFIG_KEY,
      "Planted-drifted-key-3309",
      "simulator-access-key-secret",
      "Headquarters-tunnel-1-key",
    ])
      expect(everything.split(secret)).toHaveLength(1);
  });
});
