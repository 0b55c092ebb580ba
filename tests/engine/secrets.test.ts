// Planted secrets are looked for in everything that the CLI prints and stores, while the API misbehaves in every way.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { FaultKind } from "../../simulator";
import { type EngineStack } from "./harness";
import { onRealCli, ownSimulator, tunnelStack } from "./tunnels";

onRealCli();

const PSK = "Planted-psk-60417";
const SECRET_KEY = "Planted-access-key-secret-71528";
const TOKEN = "Planted-security-token-82639";
const PLANTED = [PSK, SECRET_KEY, TOKEN];
const TUNNELS = {
  master: {
    vpnConnectionId: "vco-sim0000000000000002",
    role: "master",
    tunnelIkeConfig: { ikeLifetime: 7200, psk: PSK },
  },
};

/** Pulumi's own leaks, which no provider can prevent; the README warns of them. Nothing else may be left out. */
const PULUMI_LEAKS = [
  // -v=9: what the engine passes between its own processes.
  /"msg":"(Unm|M)arshaling property for RPC\[/u,
  // A debug message of the Node SDK, in the log (-v=3 and up) and as an event of --json.
  /RegisterResource RPC finished: resource:[^;]*; err: null, resp: /u,
];

/** How often planted secrets occur in a text, line by line, Pulumi's own leaks apart. */
function leaksIn(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !PULUMI_LEAKS.some((leak) => leak.test(line)))
    .filter((line) => PLANTED.some((secret) => line.includes(secret)));
}

/** Everything that Pulumi stored: state, its backups, its history. */
function stored(stack: EngineStack): string {
  const folder = join(stack.project.scratch, "state");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

const FAULTS: readonly (readonly [FaultKind, Readonly<Record<string, number>>])[] = [
  ["http-500", {}],
  ["http-500-code", {}],
  ["html", {}],
  ["malformed", {}],
  ["truncated", {}],
  ["delay", { ms: 4000 }],
  ["expired-token", {}],
];

describe("planted secrets", () => {
  const account = {
    "alicloud:accessKey": "planted-id",
    "alicloud:secretKey": { secret: SECRET_KEY },
    "alicloud:securityToken": { secret: TOKEN },
  };
  const fast = {
    "alicloud:maxRetryTimeout": "1",
    "alicloud:clientReadTimeout": "2500",
    "alicloud:clientConnectTimeout": "2500",
  };

  it("are in nothing that is printed or stored, whatever goes wrong, also with all logs on", async () => {
    const sim = await ownSimulator({
      accessKeys: [{ accessKeyId: "planted-id", accessKeySecret: SECRET_KEY, securityToken: TOKEN }],
    });
    const stack = await tunnelStack(sim, TUNNELS, { config: { ...account, ...fast } });
    for (const [kind, more] of FAULTS) {
      sim.clearFaults();
      // Some faults strike after the change was made: each run has one to make.
      sim.settle();
      sim.changeTunnel("tun-sim0000000000000021", { TunnelIkeConfig: { IkeLifetime: 86_400 } });
      const fault = sim.fault({
        kind,
        ...more,
        action: "ModifyTunnelAttribute",
        times: Number.POSITIVE_INFINITY,
      });
      const result = await stack.up();
      expect(fault.hits).toBeGreaterThan(0);
      expect({ kind, exitCode: result.exitCode === 0 }).toEqual({ kind, exitCode: false });
      expect(leaksIn(result.stdout + result.stderr)).toEqual([]);
    }
    sim.clearFaults();
    const verbose = await stack.up({ args: ["--logtostderr", "-v=9"], json: true });
    expect(verbose.exitCode).toBe(0);
    expect(verbose.stdout.length + verbose.stderr.length).toBeGreaterThan(10_000);
    expect(leaksIn(verbose.stdout + verbose.stderr)).toEqual([]);
    const diff = await stack.preview({ diff: true, json: true, args: ["--show-sames"] });
    expect(leaksIn(diff.stdout + diff.stderr)).toEqual([]);
    expect(leaksIn(stored(stack))).toEqual([]);
  });

  it("are nowhere at all where the key is not a property: not even in Pulumi's own logs and events", async () => {
    const sim = await ownSimulator();
    const { psk: _, ...ike } = TUNNELS.master.tunnelIkeConfig;
    const referred = { ...TUNNELS.master, tunnelIkeConfig: { ...ike, pskFrom: { command: 'cat "$KEY_FILE"' } } };
    const stack = await tunnelStack(sim, { master: referred }, { files: { "vault/key": `${PSK}\n` } });
    const env = { KEY_FILE: join(stack.project.folder, "vault/key") };
    const everything: string[] = [];
    const run = async (verb: "preview" | "up" | "refresh" | "destroy"): Promise<void> => {
      for (const json of [false, true]) {
        const result = await stack[verb]({ json, env, args: ["--logtostderr", "-v=9"] });
        expect({ verb, json, exitCode: result.exitCode }).toEqual({ verb, json, exitCode: 0 });
        everything.push(result.stdout, result.stderr, JSON.stringify(result.events));
      }
    };
    await run("preview");
    await run("up");
    expect(sim.tunnel("tun-sim0000000000000021")?.IkeConfig.Psk).toBe(PSK);
    await run("refresh");
    everything.push(stored(stack));
    await run("destroy");
    everything.push(stored(stack));
    expect(everything.join("").length).toBeGreaterThan(100_000);
    expect(everything.filter((text) => text.includes(PSK))).toEqual([]);
  });

  it("are not in the answer to a wrong signature, which quotes the whole request", async () => {
    const sim = await ownSimulator({ accessKeys: [{ accessKeyId: "planted-id", accessKeySecret: "another-one" }] });
    const stack = await tunnelStack(sim, TUNNELS, { config: { ...account, ...fast } });
    const result = await stack.up();
    expect(result.exitCode).not.toBe(0);
    expect(result.stdout).toContain("SignatureDoesNotMatch");
    expect(leaksIn(result.stdout + result.stderr + stored(stack))).toEqual([]);
  });

  it("would be found: one in an output is", async () => {
    const sim = await ownSimulator({ accessKeys: [{ accessKeyId: "planted-id", accessKeySecret: SECRET_KEY }] });
    const stack = await tunnelStack(sim, TUNNELS, {
      config: { "alicloud:accessKey": "planted-id", "alicloud:secretKey": { secret: SECRET_KEY } },
    });
    stack.project.write({
      "program/leak.ts": `import "./index"; console.log("leaked: ${PSK}"); export const leaked = "${PSK}";`,
      "Pulumi.yaml": "name: engine-test\nruntime: nodejs\nmain: program/leak.ts\n",
    });
    const result = await stack.up();
    expect(result.exitCode).toBe(0);
    expect(leaksIn(result.stdout).length).toBeGreaterThan(0);
    expect(leaksIn(stored(stack)).length).toBeGreaterThan(0);
  });
});
