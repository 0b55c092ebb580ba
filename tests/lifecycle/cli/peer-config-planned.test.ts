import * as pulumi from "@pulumi/pulumi";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getPeerConfig, renderPeerConfig } from "../../../sdk";
import type { Simulator } from "../../../simulator";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, HEADQUARTERS, simulator } from "../deployment";
import { runAgainst } from "./cloud-run";
import { CIPHERTEXT, preview, savedPlan, SECRET, UNKNOWN, type PlannedStep } from "./plans";

const folder = mkdtempSync(join(tmpdir(), "planned-"));
afterAll(() => rmSync(folder, { recursive: true }));

const inBase64 = (key: string): string => Buffer.from(key).toString("base64");
const tunnel = (inputs: object, changed?: readonly string[]): PlannedStep => ({
  op: changed === undefined ? "create" : "update",
  inputs: { vpnConnectionId: BRANCH, role: "master", ...inputs },
  ...(changed === undefined ? {} : { changed }),
});

describe("peer-config --planned", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  const withPlan = (plan: string, keys?: object, args: readonly string[] = ["--show-secrets"]) => {
    const file = join(folder, "plan.json");
    writeFileSync(file, plan);
    const keyArgs = keys === undefined ? [] : ["--keys-file", "-"];
    return runAgainst(
      sim,
      ["peer-config", BRANCH, "--device", "strongswan", "--planned", file, ...args, ...keyArgs],
      keys === undefined ? {} : { input: JSON.stringify(keys) },
    );
  };

  it.each([
    ["preview --json", preview({ m: tunnel({ tunnelIkeConfig: { ikeEncAlg: "aes256" } }) })],
    ["preview --save-plan", savedPlan({ m: tunnel({ tunnelIkeConfig: { ikeEncAlg: "aes256" } }) })],
  ])("writes the values of %s over those of the live connection, whose other tunnel stays", async (_, plan) => {
    const run = await withPlan(plan);
    expect(run).toMatchObject({ code: 0, err: expect.stringContaining("after the change") });
    expect(run.out.match(/proposals = .*/gu)).toEqual(
      expect.arrayContaining(["proposals = aes256-sha1-modp1024", "proposals = aes128-sha1-modp1024"]),
    );
    expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
  });

  it("needs no key for files without keys", async () => {
    const plan = preview({ m: tunnel({ tunnelIkeConfig: { ikeLifetime: 3600 }, preSharedKey: SECRET }) });
    expect(await withPlan(plan)).toMatchObject({ code: 1, out: "" });
    const run = await withPlan(plan, undefined, ["--without-keys"]);
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining(`<key-of-${BRANCH_MASTER}>`) });
    expect(run.out).not.toContain(inBase64("Branch-shared-key"));
  });

  it("takes the values of a pair: the shared ones, and each tunnel's own over them", async () => {
    const pair: PlannedStep = {
      type: "VpnTunnelPair",
      op: "create",
      inputs: {
        vpnConnectionId: BRANCH,
        enableDpd: false,
        tunnelIkeConfig: { ikeEncAlg: "aes192", ikeLifetime: 7200 },
        master: { tunnelIkeConfig: { ikeLifetime: 3600 } },
        slave: { enableDpd: true },
        masterPreSharedKey: SECRET,
        preSharedKey: SECRET,
      },
    };
    const missing = await withPlan(preview({ office: pair }));
    expect(missing).toMatchObject({ code: 1, out: "" });
    expect(missing.err).toContain(`tunnelIkeConfig.psk of tunnel ${BRANCH_MASTER} and ${BRANCH_SLAVE}`);
    expect(missing.err).toContain("--keys-file");
    const run = await withPlan(preview({ office: pair }), {
      [BRANCH_MASTER]: "New-key-one",
      [BRANCH_SLAVE]: "New-key-two",
    });
    // One identity of the device for two keys would be refused, but for the cloud's two.
    expect(run).toMatchObject({ code: 0 });
    const sections = run.out.split(/^ {2}ali-0002-t2 \{$/mu);
    expect(sections[0]).toMatch(/aes192[\s\S]*over_time = 360s[\s\S]*dpd_delay = 0s/u);
    expect(sections[1]).toMatch(/aes192[\s\S]*over_time = 720s[\s\S]*dpd_delay = 30s/u);
    expect(run.out).toContain(inBase64("New-key-two"));
  });

  it.each<[string, string, boolean]>([
    ["a key of a new tunnel", preview({ m: tunnel({ preSharedKey: SECRET }) }), true],
    ["a key that changes", preview({ m: tunnel({ preSharedKey: SECRET }, ["preSharedKey"]) }), true],
    ["a key that stays", preview({ m: tunnel({ preSharedKey: SECRET, enableDpd: false }, ["enableDpd"]) }), false],
    ["a key that is kept elsewhere", preview({ m: tunnel({ tunnelIkeConfig: { pskFrom: { env: "K" } } }) }), true],
    ["a key in ciphertext", savedPlan({ m: tunnel({ preSharedKey: CIPHERTEXT }) }), true],
    [
      "a changed key in ciphertext",
      savedPlan({ m: { ...tunnel({ preSharedKey: CIPHERTEXT }, []), updates: { preSharedKey: CIPHERTEXT } } }),
      true,
    ],
    [
      "an unchanged key in ciphertext",
      savedPlan({ m: { ...tunnel({ preSharedKey: CIPHERTEXT }, []), updates: { enableDpd: false } } }),
      false,
    ],
  ])("asks for %s where nobody gives it, and writes nothing", async (_, plan, isNeeded) => {
    const output = join(folder, "needs-key");
    const run = await withPlan(plan, undefined, ["--output", output]);
    expect(run.code).toBe(isNeeded ? 1 : 0);
    expect(existsSync(output)).toBe(!isNeeded);
    rmSync(output, { recursive: true, force: true });
    if (!isNeeded) return;
    expect(run.err).toMatch(new RegExp(`tunnelIkeConfig.psk of tunnel ${BRANCH_MASTER} .*--keys-file`, "u"));
    const given = await withPlan(plan, { [BRANCH_MASTER]: "Given-key-1" });
    expect(given).toMatchObject({ code: 0, out: expect.stringContaining(inBase64("Given-key-1")) });
  });

  it.each<[string, PlannedStep, RegExp]>([
    ["an unknown value", tunnel({ enableDpd: UNKNOWN }), /enableDpd of tunnel \S+21 \(resource m\) is not known yet/u],
    ["a secret one", tunnel({ tunnelIkeConfig: { localId: SECRET } }), /tunnelIkeConfig.localId .* is secret/u],
    ["an unknown group", tunnel({ tunnelIkeConfig: UNKNOWN }), /tunnelIkeConfig.ikeVersion .* is not known yet/u],
    ["an unknown tunnel", tunnel({ role: UNKNOWN }), /role \(resource m\) is not known yet/u],
    ["a new customer gateway", tunnel({ customerGatewayId: "cgw-new" }), /customerGatewayId .* only after the change/u],
    ["a tunnel of another connection", tunnel({ tunnelId: "tun-other" }), /tun-other is not one of connection/u],
  ])("refuses %s by its name", async (_, step, message) => {
    expect(await withPlan(preview({ m: step }))).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringMatching(message),
    });
  });

  it("does not need a secret value that stays as it is", async () => {
    const step = tunnel({ enableDpd: false, tunnelIkeConfig: { localId: SECRET } }, ["enableDpd"]);
    expect(await withPlan(preview({ m: step }))).toMatchObject({ code: 0 });
  });

  it("says what a plan leaves open, and that it changes nothing here", async () => {
    const open = await withPlan(
      preview({
        m: tunnel({ enableDpd: false }),
        other: tunnel({ vpnConnectionId: UNKNOWN }),
        gone: { op: "delete", inputs: { vpnConnectionId: BRANCH, role: "slave", onDestroy: "restore" } },
      }),
    );
    expect(open.code).toBe(0);
    expect(open.err).toMatch(/note: vpnConnectionId of other is not known yet[\s\S]*note: The plan deletes gone/u);
    const nothing = await withPlan(preview({ m: tunnel({ vpnConnectionId: HEADQUARTERS }) }));
    expect(nothing).toMatchObject({ code: 1, out: "", err: expect.stringContaining(`changes no tunnel of ${BRANCH}`) });
  });

  it.each([
    ["[]", /neither the output of `pulumi preview --json` nor/u],
    ["{}", /neither the output of `pulumi preview --json` nor/u],
    ["not JSON", /is not JSON/u],
    [preview({}, [{ severity: "error", message: "m failed" }]), /is a preview that failed/u],
  ])("refuses the file %s", async (text, message) => {
    expect(await withPlan(text)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });

  it("is an argument of the function in a program", async () => {
    pulumi.runtime.setAllConfig({
      "alicloud:region": "cn-hangzhou",
      "alicloud:accessKey": "simulator-access-key-id",
      "alicloud:secretKey": "simulator-access-key-secret",
      "alicloud:endpoints": JSON.stringify([{ vpc: sim.url }]),
    });
    const psk = "From-a-program-1";
    const planned = { [BRANCH_MASTER]: { tunnelIkeConfig: { psk, ikeEncAlg: "aes256" } } };
    const peer = await getPeerConfig({ vpnConnectionId: BRANCH, planned });
    const text = renderPeerConfig(peer, "strongswan").files[0]?.text;
    expect(text).toContain(inBase64(psk));
    expect(text).toContain("aes256-sha1-modp1024");
    const unknown = { "tun-other": { enableDpd: false } };
    await expect(getPeerConfig({ vpnConnectionId: BRANCH, planned: unknown })).rejects.toThrow("tun-other");
  });
});
