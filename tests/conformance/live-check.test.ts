import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { resolveAccount } from "../../provider/api/account";
import { liveCheck } from "../../scripts/live-check/check";
import { report } from "../../scripts/live-check/report";
import {
  type ManualClock,
  type Modes,
  type Simulator,
  manualClock,
  modeChoices,
  startSimulator,
} from "../../simulator";
import { BRANCH_TUNNELS, HEADQUARTERS_MASTER } from "./world";

const CONFIGURING_MS = 7_000;
const NAMES = Object.keys(modeChoices) as (keyof Modes)[];

/** Every combination of modes there is. */
const combinations = NAMES.reduce<Partial<Modes>[]>(
  (all, name) => all.flatMap((one) => modeChoices[name].map((value) => ({ ...one, [name]: value }))),
  [{}],
);

let simulator: Simulator;
let clock: ManualClock;
beforeAll(async () => {
  clock = manualClock();
  simulator = await startSimulator({ clock, configuringMs: CONFIGURING_MS, renegotiateMs: 0 });
});
afterAll(() => simulator.close());

const environment = () => ({
  ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
  ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
  ALICLOUD_REGION: "cn-hangzhou",
  ALIBABA_CLOUD_ENDPOINT_VPC: simulator.url,
});
const check = (tunnelId?: string, omitKey = false) => {
  const time = { now: () => clock.now(), wait: async (ms: number) => clock.advance(ms) };
  return liveCheck(
    resolveAccount({ get: () => undefined }, environment()),
    time,
    tunnelId === undefined ? undefined : { tunnelId, omitKey },
  );
};

it("there are 192 combinations of modes", () => expect(combinations).toHaveLength(192));

it("names the modes that reading tells, in every combination, and changes nothing", async () => {
  for (const modes of combinations) {
    Object.assign(simulator.modes, modes);
    const { omitted: _omitted, busy: _busy, ...readable } = simulator.modes;
    expect((await check()).modes).toEqual(readable);
  }
  const actions = new Set(simulator.journal.map(({ action }) => action));
  expect([...actions].sort()).toEqual(["DescribeVpnConnection", "DescribeVpnConnections", "DiagnoseVpnConnections"]);
}, 60_000);

it("names all modes with --write, in every combination, and restores the tunnel", async () => {
  const before = simulator.exportTopology();
  const tunnel = simulator.tunnel(HEADQUARTERS_MASTER);
  for (const modes of combinations) {
    Object.assign(simulator.modes, modes);
    const findings = await check(HEADQUARTERS_MASTER);
    expect(findings.modes).toEqual(simulator.modes);
    expect(findings.notes).toContain(`A change was active after ${(CONFIGURING_MS / 1000).toFixed(1)} s`);
  }
  expect(simulator.tunnel(HEADQUARTERS_MASTER)).toMatchObject({
    IkeConfig: tunnel?.IkeConfig,
    IpsecConfig: tunnel?.IpsecConfig,
    State: "active",
    Status: "ipsec_sa_established",
  });
  expect(simulator.exportTopology().VpnConnections?.slice(1)).toEqual(before.VpnConnections?.slice(1));
}, 120_000);

it("restores the tunnel when something fails in between", async () => {
  const before = simulator.tunnel(HEADQUARTERS_MASTER)?.IpsecConfig;
  simulator.fault({ kind: "error", code: "InternalError", action: "ModifyTunnelAttribute", call: 3 });
  await expect(check(HEADQUARTERS_MASTER)).rejects.toThrow("InternalError");
  simulator.clearFaults();
  expect(simulator.tunnel(HEADQUARTERS_MASTER)?.IpsecConfig).toEqual(before);
});

it.each([
  ["keep", "TunnelIkeConfig without Psk keeps the key"],
  ["reset-leaf", "TunnelIkeConfig without Psk gives the tunnel another key, of 16 characters"],
] as const)("tells what becomes of a key that is left out: %s", async (omitted, note) => {
  Object.assign(simulator.modes, { omitted, psk: "plain" });
  const before = simulator.tunnel(HEADQUARTERS_MASTER)?.IkeConfig;
  expect((await check(HEADQUARTERS_MASTER, true)).notes).toContain(note);
  expect(simulator.tunnel(HEADQUARTERS_MASTER)?.IkeConfig).toEqual(before);
});

it.each(["masked", "absent"] as const)("does not leave out a key that could not be restored: %s", async (psk) => {
  Object.assign(simulator.modes, { psk });
  simulator.clearJournal();
  const { notes } = await check(HEADQUARTERS_MASTER, true);
  expect(notes.at(-1)).toContain("was not tried: It could not be restored: Psk did not come back whole");
  expect(JSON.stringify(simulator.journal)).not.toContain("TunnelIkeConfig");
});

it("says what a tunnel has to be when it cannot be restored, but not its key", async () => {
  Object.assign(simulator.modes, { psk: "plain" });
  const before = simulator.tunnel(HEADQUARTERS_MASTER);
  simulator.fault({ kind: "error", code: "InternalError", action: "ModifyTunnelAttribute", call: 6, times: 1 });
  const failure = check(HEADQUARTERS_MASTER, true);
  await expect(failure).rejects.toThrow('NOT AS IT WAS. Its TunnelIkeConfig has to be {"IkeVersion":"ikev2"');
  await expect(failure).rejects.not.toThrow(before?.IkeConfig.Psk);
  simulator.clearFaults();
  simulator.changeTunnel(HEADQUARTERS_MASTER, { TunnelIkeConfig: before?.IkeConfig ?? {} });
});

it("leaves alone a tunnel that carries its connection alone", async () => {
  const [master = "", slave = ""] = BRANCH_TUNNELS;
  simulator.changeTunnel(slave, { Status: "ike_sa_not_established" });
  simulator.clearJournal();
  await expect(check(master)).rejects.toThrow("carries the connection alone");
  expect(simulator.journal.some(({ action }) => action.startsWith("Modify"))).toBe(false);
  await expect(check("tun-none")).rejects.toThrow("No connection of this region has the tunnel");
});

it("prints the flags of a simulator that matches, and no secret", async () => {
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
