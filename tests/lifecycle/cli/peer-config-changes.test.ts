import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "../../../simulator";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, HEADQUARTERS, simulator } from "../deployment";
import { runAgainst } from "./cloud-run";
import { preview, SECRET } from "./plans";

const folder = mkdtempSync(join(tmpdir(), "changes-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("peer-config --diff", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  const plan = join(folder, "diff.json");
  const args = ["peer-config", BRANCH, "--device", "ios-xe", "--interface", "Gi1"];

  it("prints what a plan changes, with masked keys and a reset of the one tunnel", async () => {
    const inputs = { vpnConnectionId: BRANCH, role: "master", preSharedKey: SECRET };
    writeFileSync(
      plan,
      preview({ m: { op: "create", inputs: { ...inputs, tunnelIkeConfig: { ikeEncAlg: "aes256" } } } }),
    );
    const diff = [...args, "--diff", "live", "planned", "--planned", plan];
    expect(await runAgainst(sim, diff)).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("--keys-file"),
    });
    const input = JSON.stringify({ [BRANCH_MASTER]: "New-key-one" });
    const run = await runAgainst(sim, [...diff, "--keys-file", "-"], { input });
    expect(run).toMatchObject({ code: 0, err: expect.stringContaining("--show-secrets prints them") });
    expect(run.out.split("\n").filter((line) => !line.startsWith("!"))).toEqual([
      "configure terminal",
      "crypto isakmp policy 2921",
      " encryption aes 256",
      "exit",
      "crypto keyring ali-0002-t1",
      " pre-shared-key address 192.0.2.11 key 0 ****",
      "exit",
      "end",
      "write memory",
      "clear crypto session remote 192.0.2.11",
      "",
    ]);
    const shown = await runAgainst(sim, [...diff, "--keys-file", "-", "--show-secrets"], { input });
    expect(shown.out).toContain("key 0 New-key-one");
  });

  it("compares folders without the cloud, and a folder with the live connection", async () => {
    const [before, after] = [join(folder, "before"), join(folder, "after")];
    await runAgainst(sim, [...args, "--output", before]);
    sim.changeTunnel(BRANCH_SLAVE, { EnableDpd: false });
    const live = await runAgainst(sim, [...args, "--diff", before, "live"]);
    expect(live.out).toContain("crypto isakmp profile ali-0002-t2\n no keepalive 10 retry 3\nexit");
    await runAgainst(sim, [...args, "--output", after]);
    sim.clearJournal();
    const folders = await runAgainst(sim, ["peer-config", "--device", "ios-xe", "--diff", before, after]);
    expect(folders).toMatchObject({ code: 0, out: live.out });
    expect(sim.journal).toEqual([]);
    expect(readFileSync(join(after, "ali-0002.ios-xe.conf"), "utf8")).toContain("! Tunnel: ali-0002-t1 is");
    const same = await runAgainst(sim, ["peer-config", "--device", "ios-xe", "--diff", after, after]);
    expect(same).toMatchObject({ code: 0, out: "", err: "No difference.\n" });
    const other = await runAgainst(sim, ["peer-config", "--device", "junos", "--diff", before, after]);
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining("wrote for Junos (SRX)") });
  });

  it.each([
    [["--diff", "live"], /takes OLD and NEW/u],
    [["--diff", "live", "planned"], /--planned FILE is missing/u],
    [["--diff", "live", "/nowhere"], /cannot read the folder \/nowhere \(ENOENT\)/u],
    [["--diff", "live", "live", "--planned", "x.json"], /no side is planned/u],
  ])("refuses %j", async (more, message) => {
    const run = await runAgainst(sim, ["peer-config", BRANCH, "--device", "ios-xe", ...more]);
    expect(run).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });
});

describe("peer-config --drain", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  const run = (connection: string, ...args: readonly string[]) =>
    runAgainst(sim, ["peer-config", connection, "--device", ...args]);

  it("prints the device's commands, and --undrain those that undo them", async () => {
    const off = await run(HEADQUARTERS, "frr", "--drain", "master");
    expect(off).toMatchObject({ code: 0, err: expect.stringContaining("both directions") });
    expect(off.out).toContain(" set local-preference 50\n");
    expect(off.out).toContain("clear bgp 169.254.10.1 soft in\n");
    const onto = await run(HEADQUARTERS, "frr", "--undrain", "master");
    expect(onto.out).toContain(" set local-preference 200\n");
  });

  it.each([
    [HEADQUARTERS, ["strongswan", "--drain", "master"], 1, /take the commands of the router beside it \(frr\)/u],
    [HEADQUARTERS, ["frr", "--drain", "tun-other"], 1, /tun-other" is not one of this connection/u],
    [HEADQUARTERS, ["frr", "--drain", "master", "--undrain", "master"], 2, /either --drain or --undrain/u],
    [BRANCH, ["fortios", "--drain", "master"], 1, /numbers its static routes itself/u],
  ])("of %s says why there are none: %j", async (connection, args, code, message) => {
    expect(await run(connection, ...args)).toMatchObject({ code, out: "", err: expect.stringMatching(message) });
  });
});
