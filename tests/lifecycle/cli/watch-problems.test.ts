import type { Simulator } from "../../../simulator";
import { BRANCH, BRANCH_MASTER, BRANCH_SLAVE, calls, simulator, WAREHOUSE } from "../deployment";
import { runAgainst, SIMULATOR_ENV } from "./cloud-run";
import { linesIn, watching } from "./watching";

describe("watch", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  it("exits with 1 when the time is up, and names the tunnels that are not so", async () => {
    sim.changeTunnel(BRANCH_SLAVE, { Status: "ike_sa_not_established" });
    const watch = watching(sim, [BRANCH, "--until", "up", "--timeout", "10"]);
    await watch.looked();
    await watch.next(9);
    await watch.next(1);
    expect(await watch.end).toMatchObject({
      code: 1,
      err: `The time is up; not up: branch slave (${BRANCH}:${BRANCH_SLAVE})\n`,
    });
  });

  it("ends at once when it is interrupted, also while the service does not answer", async () => {
    sim.fault({ kind: "delay", action: "DescribeVpnConnections", ms: 3_600_000, times: Number.POSITIVE_INFINITY });
    const watch = watching(sim, []);
    expect(await watch.interrupt()).toEqual({ code: 130, out: "", err: "" });
  });

  it("shows an error of the API once, goes on, and shows the next change", async () => {
    const watch = watching(sim, [BRANCH]);
    await watch.looked();
    const fault = sim.fault({ kind: "error", code: "Forbidden.RAM", times: Number.POSITIVE_INFINITY });
    await watch.next();
    await watch.next();
    fault.remove();
    sim.changeTunnel(BRANCH_SLAVE, { Status: "ike_sa_not_established" });
    await watch.next();
    const { out, err } = await watch.interrupt();
    expect(err.match(/DescribeVpnConnections failed: Forbidden\.RAM/gu)).toHaveLength(1);
    expect(out).toContain("2026-01-01T00:00:09Z  branch slave");
  });

  it.each([
    ["InvalidAccessKeyId.NotFound", true],
    ["Forbidden.RAM", false],
  ])("ends on %s while it watches: %s", async (code, doesEnd) => {
    const watch = watching(sim, [BRANCH]);
    await watch.looked();
    sim.fault({ kind: "error", code, times: 1 });
    await watch.next();
    const end = await (doesEnd ? watch.end : watch.interrupt());
    expect(end).toMatchObject({ code: doesEnd ? 3 : 130, err: expect.stringContaining(code) });
  });

  it("goes on without diagnoses if the caller may not ask for them", async () => {
    sim.changeTunnel(BRANCH_SLAVE, { Status: "ike_sa_not_established" });
    sim.fault({
      kind: "error",
      code: "Forbidden.RAM",
      action: "DiagnoseVpnConnections",
      times: Number.POSITIVE_INFINITY,
    });
    const watch = watching(sim, [BRANCH]);
    await watch.looked();
    await watch.next();
    sim.changeTunnel(BRANCH_MASTER, { Status: "ike_sa_not_established" });
    await watch.next();
    expect(calls(sim, "DiagnoseVpnConnections")).toHaveLength(1);
    expect((await watch.interrupt()).out).toContain(`branch master (${BRANCH}:${BRANCH_MASTER}): carries no traffic`);
  });

  it("reports a tunnel that is gone after two looks without it, and the one that comes", async () => {
    const watch = watching(sim, ["--format", "json"]);
    await watch.looked();
    const kept = sim.exportTopology().VpnConnections?.find((each) => each.VpnConnectionId === WAREHOUSE);
    sim.removeConnection(WAREHOUSE);
    await watch.next();
    expect(linesIn(watch.written)).toHaveLength(9);
    await watch.next();
    expect(linesIn(watch.written).slice(9)).toMatchObject([{ event: "gone", vpnConnectionId: WAREHOUSE }]);
    if (kept !== undefined) sim.putConnection(kept);
    sim.settle();
    await watch.next();
    await watch.interrupt();
    expect(linesIn(watch.written)[10]).toMatchObject({ event: "change", vpnConnectionId: WAREHOUSE });
  });

  it.each([
    [["vco-none", BRANCH], 3, /not found in this region and account: vco-none\./u],
    [["tun-none"], 3, /not found in this region and account: tun-none\./u],
    [["--tag", "nobody=has-it"], 1, /There is no tunnel to watch/u],
    [["--every", "0.5"], 2, /--every takes a number of seconds, 1 or more, not "0\.5"/u],
    [["--every", "1e9"], 2, /--every takes a number/u],
    [["--timeout", "5"], 2, /--timeout needs --until/u],
    [["--until", "better"], 2, /--until takes up or down or settled or changed/u],
    [["--format", "yaml"], 2, /--format takes table or json/u],
  ])("%j ends at the first look", async (args, code, message) => {
    expect(await runAgainst(sim, ["watch", ...args])).toMatchObject({
      code,
      out: "",
      err: expect.stringMatching(message),
    });
  });

  it("refuses wrong credentials at the first look", async () => {
    const env = { ...SIMULATOR_ENV, ALICLOUD_ACCESS_KEY: "wrong" };
    expect(await runAgainst(sim, ["watch"], { env })).toMatchObject({
      code: 3,
      err: expect.stringContaining("InvalidAccessKeyId.NotFound"),
    });
  });
});
