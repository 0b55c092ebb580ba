import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateTopology, type Simulator } from "../../../simulator";
import { BRANCH, calls, commits, Deployment, HEADQUARTERS, simulator } from "../deployment";
import { declaredBy } from "./adopted-program";
import { runAgainst, SIMULATOR_ENV } from "./cloud-run";
import { twoMasters } from "./two-masters";

const PLANTED = /-tunnel-\d-key|-shared-key/u;

const folder = mkdtempSync(join(tmpdir(), "adopt-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const fresh = (name: string): string => join(folder, `${(files += 1)}-${name}`);

/** Keys as adopt writes them for somebody. */
const keysIn = (file: string): Readonly<Record<string, string>> => {
  const keys: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, "utf8"));
  return keys;
};

describe("adopt", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  it("declares live tunnels so that applying the program sends nothing, and applying it again is no change", async () => {
    const [output, keysFile] = [fresh("index.ts"), fresh("keys.json")];
    const run = await runAgainst(sim, ["adopt", "--output", output, "--keys-file", keysFile]);
    expect(run).toMatchObject({ code: 0, out: "" });
    const declared = declaredBy(readFileSync(output, "utf8"), keysIn(keysFile));
    expect(declared.map(({ name }) => name)).toEqual(
      ["branch", "datacenter", "headquarters", "transit"].flatMap((name) => [`${name}-master`, `${name}-slave`]),
    );
    for (const { args } of declared) {
      const deployment = new Deployment(sim);
      expect(await deployment.up(args)).toBe("create");
      expect(await deployment.preview(args)).toBe("same");
      expect(deployment.declared).toContain("tunnelIkeConfig.psk");
    }
    expect(commits(sim)).toEqual([]);
  });

  it("keeps keys out of the program, the report and every answer of its own", async () => {
    const keysFile = fresh("keys.json");
    writeFileSync(keysFile, "old", { mode: 0o644 });
    const { out, err } = await runAgainst(sim, ["adopt", "--keys-file", keysFile]);
    expect(out + err).not.toMatch(PLANTED);
    expect(statSync(keysFile).mode & 0o777).toBe(0o600);
    expect(keysIn(keysFile)["branch-slave"]).toBe("Branch-shared-key");
    expect(err).toContain(`pulumi config set --secret tunnelKeys < ${keysFile} && rm ${keysFile}`);
    expect(out).toContain('psk: keyOf("branch-slave"),');
  });

  it("passes keys to the stack by the standard input, and none on a command line", async () => {
    const bin = fresh("bin");
    const log = fresh("log");
    writeFileSync(bin, `#!/bin/sh\n{ echo "$*"; cat; } > "${log}"\n`);
    chmodSync(bin, 0o755);
    const path = join(folder, "path");
    mkdirSync(path);
    symlinkSync(bin, join(path, "pulumi"));
    const output = fresh("index.ts");
    const env = { ...SIMULATOR_ENV, PATH: `${path}:${process.env["PATH"]}` };
    const run = await runAgainst(sim, ["adopt", BRANCH, "--output", output, "--stack", "dev"], { env });
    expect(run).toMatchObject({
      code: 0,
      err: expect.stringContaining("2 keys are the secret tunnelKeys of stack dev"),
    });
    const [command = "", input = ""] = readFileSync(log, "utf8").split("\n");
    expect(command).toBe(`config set tunnelKeys --secret --stack dev --cwd ${folder} --non-interactive`);
    expect(JSON.parse(input)).toEqual({ "branch-master": "Branch-shared-key", "branch-slave": "Branch-shared-key" });
    const nowhere = { ...SIMULATOR_ENV, PATH: folder };
    const missing = fresh("index.ts");
    const failed = await runAgainst(sim, ["adopt", "--output", missing, "--stack", "dev"], { env: nowhere });
    expect(failed).toMatchObject({ code: 2, err: expect.stringContaining("cannot run pulumi (ENOENT)") });
    expect(existsSync(missing)).toBe(false);
  });

  it("leaves keys undeclared without --stack and --keys-file, and if the service masks them, and says so", async () => {
    const without = await runAgainst(sim, ["adopt", HEADQUARTERS]);
    expect(without.out).not.toContain("psk");
    expect(without.err).toContain("Keys are left undeclared: give --stack or --keys-file");
    sim.modes.psk = "masked";
    const keysFile = fresh("keys.json");
    const masked = await runAgainst(sim, ["adopt", HEADQUARTERS, "--keys-file", keysFile]);
    expect(masked.out).not.toContain("psk");
    expect(masked.err).toContain("withholds 2 keys; they are left undeclared: headquarters-master, headquarters-slave");
    expect(keysIn(keysFile)).toEqual({});
    for (const { args } of declaredBy(masked.out)) expect(await new Deployment(sim).up(args)).toBe("create");
    expect(commits(sim)).toEqual([]);
  });

  it("keeps names when it is run again: after a rename, and beside a new connection of the same name", async () => {
    const output = fresh("index.ts");
    await runAgainst(sim, ["adopt", "--output", output]);
    const first = readFileSync(output, "utf8");
    await runAgainst(sim, ["adopt", "--output", output]);
    expect(readFileSync(output, "utf8")).toBe(first);
    sim.changeConnection(BRANCH, { Name: 'office "2"\n); process.exit(' });
    sim.changeConnection(HEADQUARTERS, { Name: "transit" });
    const again = await runAgainst(sim, ["adopt", "--output", output]);
    expect(again.code).toBe(0);
    const names = declaredBy(readFileSync(output, "utf8")).map(({ name, args }) => [args["vpnConnectionId"], name]);
    expect(names).toContainEqual([BRANCH, "branch-master"]);
    expect(names).toContainEqual([HEADQUARTERS, "headquarters-slave"]);
    const anew = declaredBy((await runAgainst(sim, ["adopt"])).out).map(({ name }) => name);
    expect(anew).toContain(`transit-${HEADQUARTERS}-master`);
    expect(anew).toContain("office-2-process.exit-master");
    expect(new Set(anew).size).toBe(anew.length);
  });

  it("selects tunnels by their id, with the role as a comment, and reports a role that both tunnels have", async () => {
    const first = await runAgainst(sim, ["adopt", BRANCH]);
    expect(first.out).toContain('  tunnelId: "tun-sim0000000000000021", // master\n');
    expect(declaredBy(first.out).map(({ args }) => [args["tunnelId"], args["role"]])).toEqual([
      ["tun-sim0000000000000021", undefined],
      ["tun-sim0000000000000022", undefined],
    ]);
    const unsure = await simulator({ topology: twoMasters() });
    const odd = await runAgainst(unsure, ["adopt", BRANCH]);
    await unsure.close();
    expect(odd.out).not.toContain("// master");
    expect(odd.err).toContain(
      "role is ambiguous: the service reports tun-sim0000000000000021 and tun-sim0000000000000022 as master",
    );
  });

  it("reports the tunnels that are no longer in the program", async () => {
    const output = fresh("index.ts");
    await runAgainst(sim, ["adopt", "--output", output]);
    const { err } = await runAgainst(sim, ["adopt", BRANCH, "--output", output]);
    expect(err).toMatch(/^No longer in the program.*: datacenter-master, .*transit-slave$/mu);
    expect(declaredBy(readFileSync(output, "utf8")).map(({ name }) => name)).toEqual(["branch-master", "branch-slave"]);
  });

  it.each([
    [["--tag", "nobody=has-it"], "no connection was found"],
    [["vco-sim0000000000000005"], "only single-tunnel connections were found"],
  ])(
    "writes nothing where there is nothing to adopt, so that no tunnel is let go by a mistake: %j",
    async (args, why) => {
      const output = fresh("index.ts");
      await runAgainst(sim, ["adopt", "--output", output]);
      const before = readFileSync(output, "utf8");
      const run = await runAgainst(sim, ["adopt", ...args, "--output", output, "--keys-file", fresh("keys.json")]);
      expect(run).toMatchObject({ code: 1, out: "", err: expect.stringContaining(`Nothing is written: ${why}`) });
      expect(readFileSync(output, "utf8")).toBe(before);
    },
  );

  it("does not overwrite a file that it did not write", async () => {
    const output = fresh("index.ts");
    writeFileSync(output, "const mine = 1;\n");
    const run = await runAgainst(sim, ["adopt", "--output", output]);
    expect(run).toMatchObject({ code: 2, err: expect.stringContaining("was not written by adopt") });
    expect(readFileSync(output, "utf8")).toBe("const mine = 1;\n");
    expect(calls(sim, "DescribeVpnConnections")).toEqual([]);
  });

  it("reports single-tunnel connections and values that the resource would refuse", async () => {
    sim.changeTunnel("tun-sim0000000000000021", { TunnelIkeConfig: { IkeEncAlg: "sm4" } });
    const { out, err } = await runAgainst(sim, ["adopt", "--vpn-gateway", "vpn-sim0000000000000002"]);
    expect(err).toContain("warehouse (vco-sim0000000000000005) is a single-tunnel connection");
    expect(out).not.toContain("warehouse");
    const branch = await runAgainst(sim, ["adopt", BRANCH]);
    expect(branch.err).toMatch(
      /^branch-master: left undeclared: tunnelIkeConfig\.ikeEncAlg is an algorithm of ShangMi/mu,
    );
    const [master] = declaredBy(branch.out);
    expect(master?.args["tunnelIkeConfig"]).not.toHaveProperty("ikeEncAlg");
    expect(master?.args["tunnelIkeConfig"]).toHaveProperty("ikeAuthAlg", "sha1");
  });

  it.each([
    [["--stack", "dev", "--keys-file", "k"], 2, /exclude each other/u],
    [["vco-none"], 3, /not found .*vco-none/u],
    [["--output", "/dev/null/index.ts"], 2, /cannot read \/dev\/null\/index\.ts/u],
    [["--keys-file", "/dev/null/keys.json"], 2, /cannot write \/dev\/null\/keys\.json/u],
  ])("%j is a mistake", async (args, code, message) => {
    expect(await runAgainst(sim, ["adopt", ...args])).toMatchObject({
      code,
      out: "",
      err: expect.stringMatching(message),
    });
  });
});

describe("adopt of an estate", () => {
  it("writes 500 connections as a program that compiles, with a name and a key for each tunnel", async () => {
    const sim = await simulator({ topology: generateTopology({ gateways: 10, connections: 500 }) });
    try {
      const keysFile = fresh("keys.json");
      const { code, out, err } = await runAgainst(sim, ["adopt", "--keys-file", keysFile]);
      expect(code).toBe(0);
      expect(err).toContain("1000 tunnels of 500 connections.");
      const declared = declaredBy(out, keysIn(keysFile));
      expect(new Set(declared.map(({ name }) => name)).size).toBe(1000);
      expect(declared.filter(({ args }) => JSON.stringify(args).includes("Generated-key-of-site-"))).toHaveLength(1000);
    } finally {
      await sim.close();
    }
  });
});
