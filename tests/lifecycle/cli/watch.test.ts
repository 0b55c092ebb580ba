import { openApi } from "../../../provider/lookups";
import { generateTopology, type Simulator } from "../../../simulator";
import {
  BRANCH,
  BRANCH_MASTER,
  BRANCH_SLAVE,
  calls,
  commits,
  configurationFor,
  HEADQUARTERS,
  simulator,
} from "../deployment";
import { visible } from "../../unit/cli/steering";
import { SIMULATOR_ENV } from "./cloud-run";
import { linesIn, watching } from "./watching";

describe("watch", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  it("writes every state at first, then changes only, with one listing a look and one diagnosis a change", async () => {
    const watch = watching(sim, ["--format", "json"]);
    await watch.looked();
    expect(linesIn(watch.written)).toHaveLength(9);
    expect(linesIn(watch.written)[0]).toEqual({
      time: "2026-01-01T00:00:00.000Z",
      event: "first",
      vpnConnectionId: BRANCH,
      connectionName: "branch",
      tunnelId: BRANCH_MASTER,
      role: "master",
      carriesTraffic: true,
      ike: "up",
      ipsec: "up",
      bgp: "off",
      status: "ipsec_sa_established",
      state: "active",
      isSettled: true,
    });
    await watch.next();
    expect(linesIn(watch.written)).toHaveLength(9);
    sim.changePeer("cgw-sim0000000000000003", { Config: { IkeAuthAlg: "sha512" } });
    sim.settle();
    await watch.next();
    await watch.next();
    const { code, out, err } = await watch.interrupt();
    expect({ code, err }).toEqual({ code: 130, err: "" });
    expect(linesIn({ out }).slice(9)).toEqual([
      ...[BRANCH_MASTER, BRANCH_SLAVE].map((tunnelId) =>
        expect.objectContaining({
          event: "change",
          tunnelId,
          carriesTraffic: false,
          ike: "down",
          ipsec: "down",
          carriedTrafficBefore: true,
          secondsBefore: 6,
        }),
      ),
      ...[BRANCH_MASTER, BRANCH_SLAVE].map((tunnelId) =>
        expect.objectContaining({
          event: "diagnosis",
          tunnelId,
          verdict: "down",
          failedPhase: "ike",
          findings: [expect.objectContaining({ code: "AuthenticationAlgorithmMismatch" })],
        }),
      ),
    ]);
    expect(calls(sim, "DescribeVpnConnections")).toHaveLength(4);
    expect(calls(sim, "DiagnoseVpnConnections")).toHaveLength(1);
    expect(commits(sim)).toEqual([]);
  });

  it("writes lines for people in a pipe, without a sign that steers a cursor", async () => {
    sim.changeConnection(BRANCH, { Name: "branch\u009B2J\n" });
    const watch = watching(sim, [BRANCH]);
    await watch.looked();
    sim.changeTunnel(BRANCH_SLAVE, { Status: "ike_sa_not_established" });
    await watch.next();
    sim.settle();
    sim.changeTunnel(BRANCH_SLAVE, { Status: "ipsec_sa_established" });
    await watch.next(100);
    const { out } = await watch.interrupt();
    const slave = `branch 2J  slave (${BRANCH}:${BRANCH_SLAVE})`;
    expect(out.split("\n").filter((line) => line.includes("slave") && !line.includes("diagnosis"))).toEqual([
      `2026-01-01T00:00:00Z  ${slave}: carries traffic`,
      `2026-01-01T00:00:03Z  ${slave}: carries no traffic: IKE is down (before, for 3 s: carries traffic)`,
      `2026-01-01T00:01:43Z  ${slave}: carries traffic (before, for 100 s: carries no traffic: IKE is down)`,
    ]);
    expect(out).toMatch(/^\S+ {2}branch 2J {2}slave \(\S+\): diagnosis: \w/mu);
    expect(out).not.toContain("\u001B");
  });

  it("knows a tunnel whose IPsec SA is up and whose BGP session is not", async () => {
    sim.changePeer("cgw-sim0000000000000001", { Config: { Asn: 64_999 } });
    sim.settle();
    const watch = watching(sim, [HEADQUARTERS, "--until", "down", "--timeout", "60", "--format", "json"]);
    await watch.looked();
    const [master, slave] = linesIn(watch.written);
    expect(master).toMatchObject({ ike: "up", ipsec: "up", bgp: "down", carriesTraffic: false });
    expect(slave).toMatchObject({ bgp: "up", carriesTraffic: true });
    expect(await watch.interrupt()).toMatchObject({ code: 130 });
  });

  it.each([
    ["up", [BRANCH]],
    ["settled", []],
  ])("--until %s of %j ends at the first look if all are so", async (goal, ids) => {
    const watch = watching(sim, [...ids, "--until", goal, "--timeout", "60"]);
    expect(await watch.end).toMatchObject({ code: 0, err: "" });
  });

  it.each([
    ["down", `${BRANCH}:${BRANCH_SLAVE}`],
    ["changed", BRANCH_SLAVE],
  ])("--until %s of %s ends when it is so", async (goal, id) => {
    const watch = watching(sim, [id, "--until", goal, "--timeout", "60"]);
    await watch.looked();
    expect(watch.written.out.split("\n")).toHaveLength(2);
    sim.changeTunnel(BRANCH_SLAVE, { Status: "ike_sa_established" });
    await watch.next();
    expect(await watch.end).toMatchObject({ code: 0, err: "" });
  });

  it("--until settled waits while the API configures a connection", async () => {
    sim.configuringMs = 3_600_000;
    const change = { vpnConnectionId: BRANCH, tunnelId: BRANCH_SLAVE, specification: { EnableDpd: false } };
    await openApi({ get: (key) => configurationFor(sim, {})[`alicloud:${key}`] }, {}).modifyTunnelAttribute(change);
    const watch = watching(sim, [BRANCH, "--until", "settled", "--timeout", "60"]);
    await watch.looked();
    expect(watch.written.out).toMatch(/ branch slave \(\S+\): carries .*; updating$/mu);
    sim.settle();
    await watch.next();
    expect(await watch.end).toMatchObject({ code: 0 });
  });

  it("asks for one connection alone where all tunnels are its own", async () => {
    const watch = watching(sim, [BRANCH_MASTER, `${BRANCH}:${BRANCH_SLAVE}`]);
    await watch.looked();
    await watch.next();
    await watch.interrupt();
    expect(calls(sim, "DescribeVpnConnections").map(({ params }) => params["VpnConnectionId"])).toEqual([
      undefined,
      BRANCH,
    ]);
  });

  it("draws a table in its place on a terminal, as wide as it is, with colours unless they are declined", async () => {
    const watch = watching(sim, [BRANCH, HEADQUARTERS], { isTerminal: true, size: { columns: 60, rows: 24 } });
    await watch.looked();
    const first = watch.written.out;
    sim.changeTunnel(BRANCH_SLAVE, { Status: "ike_sa_not_established" });
    await watch.next();
    const { out } = await watch.interrupt();
    expect(first).toContain("4 of 4 tunnels carry traffic  (every\u001B[K\n");
    expect(visible(first)).toMatch(/^branch +slave +ESC\[32myes/mu);
    // Up over the lines that are there, and each line clears the rest of the old one.
    const drawn = out.slice(first.length).split("\u001B[6A\r");
    expect(visible(drawn[1])).toMatch(/^branch +slave +ESC\[31mnoESC\[0m .* 0 sESC\[K$/mu);
    expect(
      drawn[1]
        ?.split("\n")
        .slice(0, -1)
        .every((line) => line.endsWith("\u001B[K")),
    ).toBe(true);
    const env = { ...SIMULATOR_ENV, NO_COLOR: "1" };
    const plain = watching(sim, [BRANCH], { isTerminal: true, env });
    await plain.looked();
    expect(visible((await plain.interrupt()).out)).not.toMatch(/ESC\[\d+m/u);
  });
});

describe("watch of 500 connections", () => {
  it("needs ten requests a look, and one for diagnoses however many tunnels are down", async () => {
    const sim = await simulator({ topology: generateTopology({ gateways: 10, connections: 500 }) });
    try {
      for (const id of sim.connectionIds().slice(0, 30)) {
        const [tunnel] =
          sim.exportTopology().VpnConnections?.find((each) => each.VpnConnectionId === id)?.TunnelOptionsSpecification
            ?.TunnelOptions ?? [];
        if (tunnel?.TunnelId !== undefined) sim.changeTunnel(tunnel.TunnelId, { Status: "ike_sa_not_established" });
      }
      const watch = watching(sim, [], { isTerminal: true, size: { columns: 80, rows: 12 } });
      await watch.looked();
      expect(calls(sim, "DescribeVpnConnections")).toHaveLength(10);
      expect(calls(sim, "DiagnoseVpnConnections")).toHaveLength(1);
      await watch.next();
      expect(calls(sim, "DiagnoseVpnConnections")).toHaveLength(2);
      await watch.next();
      expect(calls(sim, "DiagnoseVpnConnections")).toHaveLength(2);
      const { out } = await watch.interrupt();
      expect(out).toContain("and 993 more; a higher window shows them");
    } finally {
      await sim.close();
    }
  });
});
