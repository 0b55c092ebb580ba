import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { resolveAccount } from "../../provider/api/account";
import { liveCheck } from "../../scripts/live-check/check";
import type { Write } from "../../scripts/live-check/experiment";
import { report } from "../../scripts/live-check/report";
import {
  type ManualClock,
  type Modes,
  type Simulator,
  defaultModes,
  manualClock,
  modeChoices,
  startSimulator,
} from "../../simulator";
import { modeNames } from "../../simulator/modes";
import { combinations, modeRows } from "../simulator/mode-rows";
import { BRANCH_TUNNELS, HEADQUARTERS_MASTER, PLAIN_KEYS } from "./world";

/** LIVE_CHECK=all: also every combination of all modes, five minutes of it. */
const EVERY_COMBINATION = process.env["LIVE_CHECK"] === "all";
const CONFIGURING_MS = 7_000;
/** Told by reading, by a change, and only by a denial. */
const WRITABLE = ["omitted", "replyState", "busy"] as const;
// oxfmt-ignore
const READABLE = [
  "psk", "tunnelValues", "dualTunnelTopLevel", "unsetTunnelFields", "emptyTags", "tunnelOrder", "statuses", "diagnoseHealthy",
] as const;

let simulator: Simulator;
let clock: ManualClock;
beforeAll(async () => {
  clock = manualClock();
  const key = (name: string, action: string) => ({
    accessKeyId: name,
    accessKeySecret: "secret",
    deny: [{ action }],
  });
  const accessKeys = [PLAIN_KEYS, key("no-diagnosis", "Diagnose*"), key("read-only", "Modify*")];
  simulator = await startSimulator({ clock, configuringMs: CONFIGURING_MS, renegotiateMs: 0, accessKeys });
});
afterAll(() => simulator.close());

const environment = () => ({
  ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
  ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
  ALICLOUD_REGION: "cn-hangzhou",
  ALIBABA_CLOUD_ENDPOINT_VPC: simulator.url,
});
const check = (write?: Write, keys: Readonly<Record<string, string>> = {}) => {
  const time = { now: () => clock.now(), wait: async (ms: number) => clock.advance(ms) };
  return liveCheck(resolveAccount({ get: () => undefined }, { ...environment(), ...keys }), time, write);
};
const headquarters: Write = { tunnelId: HEADQUARTERS_MASTER };
const pick = (modes: Modes, names: readonly (keyof Modes)[]) =>
  Object.fromEntries(names.map((name) => [name, modes[name]]));

it("the live check looks for every mode of the simulator", () => {
  // sharedGateways needs tunnels that share their gateways: live-check-shared-gateways.test.ts.
  expect([...READABLE, ...WRITABLE, "denial", "sharedGateways"].sort()).toEqual([...modeNames].sort());
});

it("the live check names the modes that reading tells, in every combination, and changes nothing", async () => {
  const all = combinations(READABLE);
  expect(all).toHaveLength(1728);
  for (const modes of all) {
    Object.assign(simulator.modes, modes);
    expect((await check()).modes).toEqual(modes);
  }
  const actions = new Set(simulator.journal.map(({ action }) => action));
  expect([...actions].sort()).toEqual(["DescribeVpnConnection", "DescribeVpnConnections", "DiagnoseVpnConnections"]);
}, 60_000);

it("the live check names all modes with --write, and restores the tunnel", async () => {
  const before = simulator.exportTopology();
  const tunnel = simulator.tunnel(HEADQUARTERS_MASTER);
  // Every combination of what a change tells and of what it could depend on; with the others each value of these.
  const rows = EVERY_COMBINATION
    ? combinations([...READABLE, ...WRITABLE])
    : modeRows([...WRITABLE, "psk", "statuses"]);
  expect(rows.length).toBeGreaterThanOrEqual(EVERY_COMBINATION ? 1728 * 12 : 96);
  for (const modes of rows) {
    Object.assign(simulator.modes, modes);
    const findings = await check({ ...headquarters, mayInterrupt: true });
    expect(findings.modes).toEqual(pick(simulator.modes, [...READABLE, ...WRITABLE]));
    expect(findings.notes).toContain(`A change was active after ${(CONFIGURING_MS / 1000).toFixed(1)} s`);
    simulator.clearJournal();
  }
  Object.assign(simulator.modes, defaultModes);
  expect(simulator.tunnel(HEADQUARTERS_MASTER)).toMatchObject({
    IkeConfig: tunnel?.IkeConfig,
    IpsecConfig: tunnel?.IpsecConfig,
    State: "active",
    Status: "ipsec_sa_established",
  });
  expect(simulator.exportTopology().VpnConnections?.slice(1)).toEqual(before.VpnConnections?.slice(1));
}, 3_600_000);

it("the live check names how a denial looks beside all that reading tells", async () => {
  const names = READABLE.filter((name) => name !== "diagnoseHealthy");
  const denied = { ALICLOUD_ACCESS_KEY: "no-diagnosis", ALICLOUD_SECRET_KEY: "secret" };
  const rows = EVERY_COMBINATION ? combinations([...names, "denial"]) : modeRows(["denial", "psk"]);
  for (const modes of rows) {
    Object.assign(simulator.modes, modes);
    expect((await check(undefined, denied)).modes).toEqual(pick(simulator.modes, [...names, "denial"]));
  }
  Object.assign(simulator.modes, defaultModes);
}, 600_000);

it.each(modeChoices.denial)("the live check names how a denial looks: %s", async (denial) => {
  Object.assign(simulator.modes, { denial });
  const denied = { ALICLOUD_ACCESS_KEY: "no-diagnosis", ALICLOUD_SECRET_KEY: "secret" };
  expect((await check(undefined, denied)).modes).toMatchObject({ denial });
  const readOnly = { ALICLOUD_ACCESS_KEY: "read-only", ALICLOUD_SECRET_KEY: "secret" };
  const before = simulator.exportTopology();
  const findings = await check(headquarters, readOnly);
  expect(findings.modes).toMatchObject({ denial });
  expect(findings.modes).not.toHaveProperty("omitted");
  expect(findings.notes.at(-1)).toMatch(/^ModifyTunnelAttribute was refused: Forb/);
  expect(simulator.exportTopology()).toEqual(before);
});

it("the live check restores the tunnel when something fails in between", async () => {
  const before = simulator.tunnel(HEADQUARTERS_MASTER)?.IpsecConfig;
  simulator.fault({ kind: "error", code: "InternalError", action: "ModifyTunnelAttribute", call: 3 });
  await expect(check(headquarters)).rejects.toThrow("InternalError");
  simulator.clearFaults();
  expect(simulator.tunnel(HEADQUARTERS_MASTER)?.IpsecConfig).toEqual(before);
});

it.each([
  ["keep", "TunnelIkeConfig without Psk keeps the key"],
  ["reset-leaf", "TunnelIkeConfig without Psk gives the tunnel another key, of 16 characters"],
] as const)("the live check tells what becomes of a key that is left out: %s", async (omitted, note) => {
  Object.assign(simulator.modes, { omitted, psk: "plain" });
  const before = simulator.tunnel(HEADQUARTERS_MASTER)?.IkeConfig;
  expect((await check({ ...headquarters, omitKey: true })).notes).toContain(note);
  expect(simulator.tunnel(HEADQUARTERS_MASTER)?.IkeConfig).toEqual(before);
});

it.each(["masked", "absent", "empty"] as const)(
  "does not leave out a key that could not be restored: %s",
  async (psk) => {
    Object.assign(simulator.modes, { psk });
    simulator.clearJournal();
    const { notes } = await check({ ...headquarters, omitKey: true });
    expect(notes.at(-1)).toContain("was not tried: It could not be restored: Psk did not come back whole");
    expect(JSON.stringify(simulator.journal)).not.toContain("TunnelIkeConfig");
  },
);

it("the live check says what a tunnel has to be when it cannot be restored, but not its key", async () => {
  Object.assign(simulator.modes, { psk: "plain" });
  const before = simulator.tunnel(HEADQUARTERS_MASTER);
  simulator.fault({ kind: "error", code: "InternalError", action: "ModifyTunnelAttribute", call: 6, times: 1 });
  const failure = check({ ...headquarters, omitKey: true });
  await expect(failure).rejects.toThrow('NOT AS IT WAS. Its TunnelIkeConfig has to be {"IkeVersion":"ikev2"');
  await expect(failure).rejects.not.toThrow(before?.IkeConfig.Psk);
  simulator.clearFaults();
  simulator.changeTunnel(HEADQUARTERS_MASTER, { TunnelIkeConfig: before?.IkeConfig ?? {} });
});

it("the live check leaves alone a tunnel that may carry its connection alone", async () => {
  const [master = "", slave = ""] = BRANCH_TUNNELS;
  simulator.changeTunnel(slave, { Status: "ike_sa_not_established" });
  simulator.clearJournal();
  await expect(check({ tunnelId: master })).rejects.toThrow("may carry the connection alone: the other tunnel is not");
  Object.assign(simulator.modes, { statuses: "empty" });
  await expect(check(headquarters)).rejects.toThrow("may carry the connection alone: no status tells otherwise");
  Object.assign(simulator.modes, { statuses: "shown" });
  expect(simulator.journal.some(({ action }) => action.startsWith("Modify"))).toBe(false);
  await expect(check({ tunnelId: "tun-none" })).rejects.toThrow("No connection of this region has the tunnel");
});

it("the live check prints the flags of a simulator that matches, and no secret", async () => {
  const printed = report(await check(), false);
  expect(printed).toMatch(/^omitted {13}\? +reading cannot tell: --write TUNNEL$/m);
  expect(printed).toMatch(/^matches: pulumi-alicloud-vpn simulate --psk \w+ --tunnel-values \w+ /m);
  expect(printed).not.toMatch(/Headquarters-tunnel|Branch-shared/);
});

const script = join(__dirname, "../../scripts/live-check.mjs");
const npmRun = (...args: string[]) =>
  promisify(execFile)(process.execPath, [script, ...args], { env: { ...process.env, ...environment() } });

it("npm run live-check asks the account of the environment", async () => {
  const { stdout } = await npmRun();
  expect(stdout).toContain(`region cn-hangzhou, endpoint ${simulator.url}, credentials: key pair`);
  expect(stdout).toContain("\nmatches: pulumi-alicloud-vpn simulate --psk ");
}, 30_000);

it("npm run live-check says in words what is wrong", async () => {
  await expect(npmRun("--region", "no")).rejects.toMatchObject({ code: 1, stdout: "" });
  await expect(npmRun("--wirte", "x")).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Unknown option/),
  });
}, 30_000);
