import * as pulumi from "@pulumi/pulumi";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderers } from "../../../peer";
import { getPeerConfig, getPeerConfigOutput, renderPeerConfig } from "../../../sdk";
import type { Simulator } from "../../../simulator";
import { BRANCH, HEADQUARTERS, simulator, WAREHOUSE } from "../deployment";
import { runAgainst } from "./cloud-run";

const folder = mkdtempSync(join(tmpdir(), "peer-config-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The form of a key in a file for strongSwan. */
const inBase64 = (key: string): string => Buffer.from(key).toString("base64");

describe("peer-config", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  const accepting: string[] = [];

  it.each(renderers.map(({ id, title, writes }) => [id, title, writes === "BGP" ? "169.254.10.1" : "192.0.2.11"]))(
    "writes files for %s that only their owner can read, or names the reason and writes none",
    async (id, title, cloudAddress) => {
      const output = join(folder, id);
      const interfaces = ["11=wan1", "12=wan2"].flatMap((one) => ["--interface", `tun-sim00000000000000${one}`]);
      const args = ["--device", id, ...interfaces, "--output", output];
      const run = await runAgainst(sim, ["peer-config", HEADQUARTERS, ...args]);
      const isAccepted = run.code === 0;
      if (isAccepted) accepting.push(id);
      const names = existsSync(output) ? readdirSync(output).sort() : [];
      const files = names.map((name) => join(output, name));
      expect(names.length > 0).toBe(isAccepted);
      expect(run.out.split("\n").sort()).toEqual(["", ...files]);
      for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
      const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
      expect(isAccepted ? text : run.err).toContain(isAccepted ? cloudAddress : title);
      expect(run.out + run.err).not.toContain("Headquarters-tunnel");
    },
  );

  it("writes files for every device that can have two tunnels", () => {
    const these = [
      "strongswan",
      "libreswan",
      "frr",
      "ios-xe",
      "fortios",
      "junos",
      "huawei-ar",
      "huawei-usg",
      "h3c",
      "vyos",
    ];
    expect(accepting).toEqual(expect.arrayContaining(these));
  });

  it("never mixes two connections: neither their names and numbers on the device, nor their files", async () => {
    const output = join(folder, "two");
    const write = (connection: string, ...args: readonly string[]) =>
      runAgainst(sim, ["peer-config", connection, "--device", "strongswan", "--output", output, ...args]);
    expect(await write(BRANCH)).toMatchObject({ code: 0 });
    const before = readdirSync(output).map((name) => [name, readFileSync(join(output, name), "utf8")] as const);
    expect(await write(HEADQUARTERS)).toMatchObject({ code: 0 });
    const all = readdirSync(output).map((name) => readFileSync(join(output, name), "utf8"));
    expect(all.length).toBeGreaterThan(before.length);
    for (const [name, text] of before) expect(readFileSync(join(output, name), "utf8")).toBe(text);
    const numbers = [...all.join("\n").matchAll(/if_id_in = (\d+)/gu)].map(([, number]) => number);
    expect(new Set(numbers).size).toBe(4);
    expect(await write(BRANCH)).toMatchObject({ code: 0 });
    const [prefix = ""] = before.map(([name]) => name.replace(/[.-](?:swanctl|interfaces|routes|service).*$/u, ""));
    const sameName = await write(HEADQUARTERS, "--name", prefix);
    expect(sameName).toMatchObject({ code: 2, err: expect.stringMatching(/is of connection .*another --name/u) });
    const [, ownNumber = ""] = /number (\d+)/u.exec(before.map(([, text]) => text).join("\n")) ?? [];
    const sameNumber = await write(HEADQUARTERS, "--name", "other", "--number", ownNumber);
    expect(sameNumber).toMatchObject({ code: 2, err: expect.stringMatching(/tunnel number \d+ too.*--number/u) });
    for (const [name, text] of before) expect(readFileSync(join(output, name), "utf8")).toBe(text);
  });

  it("names what a device cannot express, and writes nothing", async () => {
    const output = join(folder, "refused");
    const weak = await runAgainst(sim, ["peer-config", BRANCH, "--device", "libreswan", "--output", output]);
    expect(weak).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("tunnelIkeConfig.ikePfs of tunnel tun-sim0000000000000021 is group2"),
    });
    const both = await runAgainst(sim, ["peer-config", HEADQUARTERS, "--device", "routeros", "--output", output]);
    expect(both).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("RouterOS 7: --tunnel must name one"),
    });
    expect(existsSync(output)).toBe(false);
  });

  it("prints keys only with --show-secrets", async () => {
    const refused = await runAgainst(sim, ["peer-config", WAREHOUSE, "--device", "strongswan"]);
    expect(refused).toMatchObject({ code: 2, out: "", err: expect.stringContaining("--show-secrets") });
    const shown = await runAgainst(sim, ["peer-config", WAREHOUSE, "--device", "strongswan", "--show-secrets"]);
    expect(shown).toMatchObject({ code: 0, out: expect.stringContaining(inBase64("Warehouse-shared-key")) });
  });

  it("writes a placeholder for each key where the files are for somebody else", async () => {
    const args = ["peer-config", WAREHOUSE, "--device", "strongswan", "--without-keys"];
    const run = await runAgainst(sim, args);
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining(`<key-of-${WAREHOUSE}>`) });
    expect(run.out).not.toContain(inBase64("Warehouse-shared-key"));
    expect(await runAgainst(sim, [...args, "--show-secrets"])).toMatchObject({ code: 2, out: "" });
    const compared = await runAgainst(sim, ["peer-config", WAREHOUSE, ...args.slice(2), "--diff", "live", "peer"]);
    expect(compared).toMatchObject({ code: 2, out: "", err: expect.stringContaining("--diff masks keys") });
  });

  it("fails on a masked key and names it, unless the key is given", async () => {
    sim.modes.psk = "masked";
    const args = ["peer-config", BRANCH, "--device", "strongswan", "--show-secrets"];
    const masked = await runAgainst(sim, args);
    expect(masked).toMatchObject({ code: 1, out: "", err: expect.stringContaining("psk") });
    const keys = { "tun-sim0000000000000021": "Given-key-one", "tun-sim0000000000000022": "Given-key-one" };
    const given = await runAgainst(sim, [...args, "--keys-file", "-"], { input: JSON.stringify(keys) });
    expect(given).toMatchObject({ code: 0, out: expect.stringContaining(inBase64("Given-key-one")) });
  });

  it("refuses a key for a tunnel of another connection, such as one with a mistyped id", async () => {
    const args = ["peer-config", BRANCH, "--device", "strongswan", "--show-secrets", "--keys-file", "-"];
    const run = await runAgainst(sim, args, { input: JSON.stringify({ "tun-sim000000000000002l": "Planted-key" }) });
    expect(run).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/--keys-file must have keys for tunnels/u),
    });
    expect(run.err).not.toContain("Planted");
  });

  it.each([
    [["--device", "strongswam"], /did you mean strongswan\?/u],
    [["--show-secrets"], /--device is missing: one of strongswan/u],
    [["--device", "vyos", "--show-secrets", "--keys-file", "-"], /must hold an object with a key/u],
    [["--device", "h3c", "--show-secrets", "--track", "10.2.0.9"], /--track must be TUNNEL=ADDRESS/u],
    [
      ["--device", "h3c", "--show-secrets", "--track", "tun-x=10.2.0.9"],
      /--track must have addresses to track for tunnels/u,
    ],
    [["--device", "vyos", "--show-secrets", "--interface", "eth0", "--interface", "eth1"], /more than once/u],
    [
      ["--device", "vyos", "--show-secrets", "--interface", "tun-x=eth1"],
      /--interface must have interfaces for tunnels/u,
    ],
  ])("%j is refused", async (args, message) => {
    const run = await runAgainst(sim, ["peer-config", BRANCH, ...args], { input: "[]" });
    expect(run).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });

  it("is a function in a program, with a secret result", async () => {
    pulumi.runtime.setAllConfig({
      "alicloud:region": "cn-hangzhou",
      "alicloud:accessKey": "simulator-access-key-id",
      "alicloud:secretKey": "simulator-access-key-secret",
      "alicloud:endpoints": JSON.stringify([{ vpc: sim.url }]),
    });
    const peer = await getPeerConfig({ vpnConnectionId: WAREHOUSE });
    expect(renderPeerConfig(peer, "strongswan")).toMatchObject({ device: "strongswan", files: expect.any(Array) });
    expect(() => renderPeerConfig(peer, "abacus")).toThrow("device must be one of strongswan");
    expect(await pulumi.isSecret(getPeerConfigOutput({ vpnConnectionId: pulumi.output(WAREHOUSE) }))).toBe(true);
  });
});
