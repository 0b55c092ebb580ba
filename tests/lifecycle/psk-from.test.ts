// tunnelIkeConfig.pskFrom: a key that is read where it is kept, and is stored nowhere.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../simulator";
import { BRANCH, BRANCH_MASTER, commits, Deployment, liveTunnel, providerFor, simulator } from "./deployment";

let sim: Simulator;
afterEach(() => sim.close());

const KEY = "Planted-key-60417";
const OTHER_KEY = "Planted-key-71528";
const LIVE_KEY = "Planted-key-82639";
const VARIABLE = "PSK_FROM_TEST";
const base = { vpnConnectionId: BRANCH, role: "master" };
const fromEnv = { ...base, tunnelIkeConfig: { pskFrom: { env: VARIABLE } } };

beforeEach(() => (process.env[VARIABLE] = KEY));
afterAll(() => delete process.env[VARIABLE]);

const liveKey = (): string => liveTunnel(sim, BRANCH_MASTER).IkeConfig.Psk;
/** A change in the console, settled. */
function drift(key: string): void {
  sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { Psk: key } });
  sim.settle();
}
/** Everything that Pulumi is given to keep. */
const kept = ({ inputs, outputs }: Deployment): string => JSON.stringify([inputs, outputs]);

describe.each(["plain", "masked", "absent"] as const)(
  "a key from pskFrom, where the API shows the live key as %s,",
  (psk) => {
    beforeEach(async () => {
      sim = await simulator({ modes: { psk } });
      drift(LIVE_KEY);
    });

    it("is applied, is kept nowhere, and leaves nothing to do", async () => {
      const deployment = new Deployment(sim);
      await deployment.up(fromEnv);
      expect(liveKey()).toBe(KEY);
      expect(kept(deployment)).not.toMatch(/Planted/u);
      expect(deployment.outputs).not.toHaveProperty("preSharedKey");
      expect(await deployment.up(fromEnv)).toBe("same");
      await deployment.refresh();
      expect(kept(deployment)).not.toMatch(/Planted/u);
      expect(await deployment.up(fromEnv)).toBe("same");
      expect(commits(sim)).toHaveLength(1);
    });

    it("is applied anew where another key is in its place", async () => {
      const deployment = new Deployment(sim);
      await deployment.up(fromEnv);
      process.env[VARIABLE] = OTHER_KEY;
      expect(await deployment.preview(fromEnv)).toBe("update");
      expect(await deployment.up(fromEnv)).toBe("update");
      expect(liveKey()).toBe(OTHER_KEY);
      expect(await deployment.preview(fromEnv)).toBe("same");
      expect(commits(sim)).toHaveLength(2);
    });

    it("is not sent again where it moves to another place, or into the program", async () => {
      const deployment = new Deployment(sim);
      await deployment.up(fromEnv);
      const printed = { ...base, tunnelIkeConfig: { pskFrom: { command: `printf '%s\\n' "$${VARIABLE}"` } } };
      expect(await deployment.up(printed)).toBe("update");
      expect(await deployment.up({ ...base, tunnelIkeConfig: { psk: KEY } })).toBe("update");
      expect(await deployment.up(fromEnv)).toBe("update");
      expect(commits(sim)).toHaveLength(1);
      expect(kept(deployment)).not.toMatch(/Planted/u);
    });

    it("is said to be missing in a preview where it is not here, and the rest goes on", async () => {
      const deployment = new Deployment(sim);
      await deployment.up(fromEnv);
      delete process.env[VARIABLE];
      expect(await deployment.preview(fromEnv)).toBe("same");
      expect(await deployment.preview({ ...fromEnv, enableDpd: false })).toBe("update");
      expect(await new Deployment(sim).preview(fromEnv)).toBe("create");
      await expect(deployment.up({ ...fromEnv, enableDpd: false })).rejects.toThrow(
        /environment variable PSK_FROM_TEST is not set\. Nothing was sent/u,
      );
      expect(commits(sim)).toHaveLength(1);
    });

    it("is taken back by a rollback where the old key is known, and refused where it is not", async () => {
      const config = { "alicloud-vpn:establishSeconds": "1" };
      const careful = { ...fromEnv, waitFor: "established", onFailure: "rollback" };
      const deployment = new Deployment(sim, config);
      await deployment.up(base);
      sim.changePeer("cgw-sim0000000000000003", { Mirror: false });
      const [message, sent] =
        psk === "plain"
          ? [/the values from before are back, and the tunnel is up again/u, 2]
          : [/does not disclose the key in force.*Nothing was sent/u, 0];
      await expect(deployment.up(careful)).rejects.toThrow(message);
      expect([liveKey(), commits(sim).length]).toEqual([LIVE_KEY, sent]);
    });
  },
);

describe("a key that somebody else changed", () => {
  beforeEach(async () => (sim = await simulator()));

  it("is drift after a refresh, also where the declared key is not at hand", async () => {
    const deployment = new Deployment(sim);
    await deployment.up(fromEnv);
    drift(OTHER_KEY);
    await deployment.refresh();
    expect(kept(deployment)).not.toMatch(/Planted/u);
    delete process.env[VARIABLE];
    expect(await deployment.preview(fromEnv)).toBe("update");
    process.env[VARIABLE] = KEY;
    expect(await deployment.up(fromEnv)).toBe("update");
    expect(liveKey()).toBe(KEY);
  });

  it("stops an update, unless it is the key that is declared now", async () => {
    const deployment = new Deployment(sim);
    await deployment.up(fromEnv);
    drift(OTHER_KEY);
    await expect(deployment.up({ ...fromEnv, enableDpd: false })).rejects.toThrow(/psk changed. Nothing was sent/u);
    process.env[VARIABLE] = OTHER_KEY;
    expect(await deployment.up({ ...fromEnv, enableDpd: false })).toBe("update");
    expect(liveKey()).toBe(OTHER_KEY);
  });

  it.each(["reset-before", "reset-after"] as const)(
    "is none after a change of which nobody heard (%s)",
    async (kind) => {
      const deployment = new Deployment(sim, { "alicloud:maxRetryTimeout": "1" });
      await deployment.up(fromEnv);
      process.env[VARIABLE] = OTHER_KEY;
      sim.fault({ kind, action: "ModifyTunnelAttribute", times: Number.POSITIVE_INFINITY });
      await expect(deployment.up(fromEnv)).rejects.toThrow(/ECONNRESET/u);
      sim.clearFaults();
      sim.settle();
      process.env[VARIABLE] = LIVE_KEY;
      expect(await deployment.up(fromEnv)).toBe("update");
      expect(liveKey()).toBe(LIVE_KEY);
    },
  );
});

describe("a restore", () => {
  beforeEach(async () => (sim = await simulator()));

  it("is refused where it would have to keep the old key", async () => {
    drift(LIVE_KEY);
    const program = { ...fromEnv, onDestroy: "restore" };
    await expect(new Deployment(sim).up(program)).rejects.toThrow(/^onDestroy .*pskFrom keeps keys out of the state/u);
    await expect(providerFor(sim).create(program)).rejects.toThrow(/Nothing was sent/u);
    expect(commits(sim)).toEqual([]);
  });

  it("keeps the key in force where only other values are put back", async () => {
    drift(KEY);
    const before = liveTunnel(sim, BRANCH_MASTER).IkeConfig;
    const deployment = new Deployment(sim);
    await deployment.up({
      ...base,
      onDestroy: "restore",
      tunnelIkeConfig: { pskFrom: { env: VARIABLE }, ikeLifetime: 7200 },
    });
    await deployment.destroy();
    expect(liveTunnel(sim, BRANCH_MASTER).IkeConfig).toEqual(before);
  });
});

describe("the place of a key, pskFrom,", () => {
  let folder: string;
  beforeEach(async () => {
    sim = await simulator();
    folder = mkdtempSync(join(tmpdir(), "psk-from-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const up = (pskFrom: Record<string, unknown>): Promise<unknown> =>
    new Deployment(sim).up({ ...base, tunnelIkeConfig: { pskFrom } });
  const written = (content: string): string => {
    const path = join(folder, "key");
    writeFileSync(path, content);
    return path;
  };

  it.each(["", "\n", "\r\n"])("may be a file that ends in %j", async (end) => {
    await up({ file: written(`${KEY}${end}`) });
    expect(liveKey()).toBe(KEY);
  });

  it("is read once in an operation, for however many tunnels", async () => {
    const count = join(folder, "asked");
    const pskFrom = { command: `echo asked >> ${count}; echo ${KEY}` };
    const provider = providerFor(sim);
    for (const role of ["master", "slave"]) {
      const { inputs } = await provider.check({}, { ...base, role, tunnelIkeConfig: { pskFrom } });
      await provider.create(inputs);
    }
    await expect(import("node:fs/promises").then(({ readFile }) => readFile(count, "utf8"))).resolves.toBe("asked\n");
  });

  it.each<[string, (path: string) => Record<string, unknown>, RegExp]>([
    ["no such file", (path) => ({ file: `${path}-not` }), /file .*-not cannot be read \(ENOENT\)/u],
    ["an empty file", () => ({ file: written("\n") }), /is empty/u],
    ["a command that fails", () => ({ command: `echo ${KEY}; echo ${KEY} >&2; exit 3` }), /failed \(exit code 3\)/u],
    ["a command that prints nothing", () => ({ command: "true" }), /printed nothing/u],
    ["a variable that is not set", () => ({ env: "PSK_FROM_NOTHING" }), /PSK_FROM_NOTHING is not set/u],
  ])(
    "that fails (%s) gives one error, sends nothing, and shows nothing of what was read",
    async (_, source, message) => {
      const error: unknown = await up(source(join(folder, "key"))).catch((reason: unknown) => reason);
      const text = error instanceof Error ? error.message : "";
      expect(text).toMatch(message);
      expect(text.replace(/command `.*?`/u, "")).not.toContain(KEY);
      expect(commits(sim)).toEqual([]);
    },
  );

  it("must hold a key: anything else is refused at once, and not shown", async () => {
    await expect(up({ file: written(`${KEY} with spaces`) })).rejects.toThrow(
      /^tunnelIkeConfig\.pskFrom the key in file \S+ is not one: it may hold/u,
    );
    const error: unknown = await up({ file: written(`${KEY}\\`) }).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain(KEY);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ["two places", { env: "A", file: "b" }, /exactly one of env, file, command; given: env, file/u],
    ["no place", {}, /exactly one of env, file, command; given: none/u],
    ["an unknown place", { vault: "x" }, /vault is not a property of tunnelIkeConfig.pskFrom/u],
  ])("is refused where it is not exactly one: %s", async (_, pskFrom, message) => {
    await expect(up(pskFrom)).rejects.toThrow(message);
  });

  it("is refused beside a declared key", async () => {
    const both = { ...base, tunnelIkeConfig: { psk: KEY, pskFrom: { env: VARIABLE } } };
    await expect(new Deployment(sim).up(both)).rejects.toThrow(/cannot be declared together with psk/u);
  });
});
