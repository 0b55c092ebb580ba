import { generateTopology, type Simulator } from "../../../simulator";
import { BRANCH, calls, HEADQUARTERS, simulator, TRANSIT, WAREHOUSE } from "../deployment";
import { runTool } from "../../unit/cli/captured-run";
import { STEERING } from "../../unit/cli/steering";
import { runAgainst } from "./cloud-run";
import { twoMasters } from "./two-masters";

const yaml = jest.requireActual<{ load(text: string): unknown }>("js-yaml");
const KEYS = /-tunnel-\d-key|-shared-key/u;

describe("list and show", () => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await simulator();
    sim.changeTunnel("tun-sim0000000000000022", { Status: "ike_sa_not_established" });
  });
  afterAll(() => sim.close());

  it("lists connections with the status of their tunnels at a glance", async () => {
    const { code, out, err } = await runAgainst(sim, ["list"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const lines = out.split("\n");
    expect(lines[0]).toMatch(/^NAME +CONNECTION +GATEWAY +STATE +MASTER +SLAVE$/u);
    expect(lines.slice(1, 6).map((line) => line.split(/\s/u)[0])).toEqual([
      "branch",
      "datacenter",
      "headquarters",
      "transit",
      "warehouse",
    ]);
    expect(out).toMatch(/^branch +\S+ +vpn-\S+ +active +up +down: phase 1$/mu);
    expect(out).toMatch(/^transit +\S+ +tr-\S+ /mu);
    expect(out).toMatch(/^warehouse .*\(single tunnel\)$/mu);
  });

  it.each([
    [
      ["--vpn-gateway", "vpn-sim0000000000000002"],
      ["datacenter", "warehouse"],
    ],
    [["--customer-gateway", "cgw-sim0000000000000003"], ["branch"]],
    [["--tag", "environment=production", "--tag", "site=branch"], ["branch"]],
    [
      ["--tag", "environment"],
      ["branch", "datacenter", "headquarters"],
    ],
    [["--resource-group", "rg-sim0000000000002"], ["transit"]],
    [["--tag", "environment=none"], []],
  ])("filters by %j", async (filters, names) => {
    const { out } = await runAgainst(sim, ["list", ...filters, "--format", "json"]);
    const found: readonly { name: string }[] = JSON.parse(out);
    expect(found.map(({ name }) => name)).toEqual(names);
  });

  it("gives the same data as JSON and as YAML, in native types and without keys", async () => {
    const json = await runAgainst(sim, ["list", "--format", "json"]);
    const asYaml = await runAgainst(sim, ["list", "--format", "yaml"]);
    const data: readonly unknown[] = JSON.parse(json.out);
    expect(yaml.load(asYaml.out)).toEqual(data);
    expect(json.out + asYaml.out).not.toMatch(KEYS);
    expect(data[0]).toMatchObject({
      vpnConnectionId: BRANCH,
      regionId: "cn-hangzhou",
      isDualTunnel: true,
      localSubnets: ["10.1.0.0/16"],
      tags: { environment: "production", site: "branch" },
      createTime: "2023-11-14T22:13:22.000Z",
      tunnels: [
        { role: "master", enableDpd: true, tunnelIkeConfig: { ikeLifetime: 86400, ikePfs: "group2" } },
        { role: "slave", status: "ike_sa_not_established" },
      ],
    });
  });

  it("shows keys only with --show-secrets, and a single-tunnel connection like the others", async () => {
    const shown = await runAgainst(sim, ["show", BRANCH, WAREHOUSE]);
    expect(shown.code).toBe(0);
    expect(shown.out).toMatch(/^branch\n {2}connection +vco-sim0000000000000002$/mu);
    expect(shown.out).toMatch(/^ {2}slave {2}down: phase 1$/mu);
    expect(shown.out).toMatch(/^ {4}phase 1 +ikev1 main aes sha1 group2 86400 s$/mu);
    expect(shown.out).toMatch(/^ {2}single tunnel {2}up$/mu);
    expect(shown.out).not.toMatch(KEYS);
    const secret = await runAgainst(sim, ["show", WAREHOUSE, "--show-secrets", "--format", "json"]);
    expect(JSON.parse(secret.out)).toMatchObject([{ tunnels: [{ preSharedKey: "Warehouse-shared-key" }] }]);
  });

  it.each([["tun-sim0000000000000041"], [`${TRANSIT}:tun-sim0000000000000041`]])(
    "finds the connection of %s",
    async (id) => {
      const { out } = await runAgainst(sim, ["show", id, "--format", "json"]);
      expect(JSON.parse(out)).toMatchObject([{ vpnConnectionId: TRANSIT, tunnels: [{}, {}] }]);
    },
  );

  it("shows with --pair which tunnels of each connection carry traffic, on one line each", async () => {
    const { code, out, err } = await runAgainst(sim, ["list", "--pair"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^NAME +CONNECTION +CARRY TRAFFIC +MASTER +SLAVE$/mu);
    expect(out).toMatch(/^branch +\S+ +master only +tun-\S+21 up +tun-\S+22 down: phase 1$/mu);
    expect(out).toMatch(/^headquarters +\S+ +both +tun-\S+11 up +tun-\S+12 up$/mu);
    expect(out).toMatch(/^warehouse +\S+ +- +\(no pair: single-tunnel connection\)$/mu);
    const json = await runAgainst(sim, ["list", "--pair", "--format", "json"]);
    expect(json.out).not.toMatch(KEYS);
    const data: readonly unknown[] = JSON.parse(json.out);
    expect(data[0]).toEqual({
      vpnConnectionId: BRANCH,
      name: "branch",
      master: {
        tunnelId: "tun-sim0000000000000021",
        status: "ipsec_sa_established",
        state: "active",
        carriesTraffic: true,
      },
      slave: {
        tunnelId: "tun-sim0000000000000022",
        status: "ike_sa_not_established",
        state: "active",
        carriesTraffic: false,
      },
    });
    expect(data[4]).toEqual({ vpnConnectionId: WAREHOUSE, name: "warehouse", noPair: "single-tunnel connection" });
    expect(await runAgainst(sim, ["list", "--pair", "--show-secrets"])).toMatchObject({ code: 2 });
    expect((await runAgainst(sim, ["list", "--pair", "--tag", "nobody=has-it"])).out).toBe("No connections.\n");
  });

  it("names every id that does not exist", async () => {
    const { code, err } = await runAgainst(sim, ["show", "vco-none", HEADQUARTERS, "tun-none"]);
    expect(code).toBe(3);
    expect(err).toContain("not found in this region and account: vco-none, tun-none.");
  });

  it("has colours only on a terminal without NO_COLOR", async () => {
    const escape = "\u001B[32m";
    expect((await runAgainst(sim, ["list"], { isTerminal: true })).out).toContain(escape);
    expect((await runAgainst(sim, ["list"])).out).not.toContain(escape);
    const env = { ALICLOUD_ACCESS_KEY: "simulator-access-key-id", ALICLOUD_SECRET_KEY: "simulator-access-key-secret" };
    const declined = await runAgainst(sim, ["list", "--region", "cn-hangzhou"], {
      isTerminal: true,
      env: { ...env, NO_COLOR: "1" },
    });
    expect(declined.out).not.toContain(escape);
    expect(declined.out).toContain("branch");
  });

  it("reports a missing region, a refused access key and a wrong option", async () => {
    const nowhere = await runTool(["list"], { env: {} });
    expect(nowhere).toMatchObject({ code: 3, out: "", err: expect.stringContaining("No region is configured") });
    expect(nowhere.err).toContain("Here it is --region");
    const refused = await runAgainst(sim, ["list"], {
      env: { ALICLOUD_REGION: "cn-hangzhou", ALICLOUD_ACCESS_KEY: "wrong", ALICLOUD_SECRET_KEY: "planted-secret" },
    });
    expect(refused).toMatchObject({ code: 3, out: "", err: expect.stringContaining("InvalidAccessKeyId.NotFound") });
    expect(refused.err).not.toContain("planted");
    expect(await runAgainst(sim, ["list", "--format", "xml"])).toMatchObject({ code: 2 });
    expect(await runAgainst(sim, ["list", "--tag", "=x"])).toMatchObject({ code: 2 });
  });
});

describe("500 connections", () => {
  it("are listed in full from several pages, with progress on a terminal", async () => {
    const sim = await simulator({ topology: generateTopology({ gateways: 10, connections: 500 }) });
    try {
      const { out, err } = await runAgainst(sim, ["list", "--format", "json"], { isTerminal: true });
      const found: readonly { vpnConnectionId: string }[] = JSON.parse(out);
      expect(new Set(found.map(({ vpnConnectionId }) => vpnConnectionId)).size).toBe(500);
      expect(calls(sim, "DescribeVpnConnections")).toHaveLength(10);
      expect(err).toContain("connections: 250 of 500");
    } finally {
      await sim.close();
    }
  });
});

describe("a faulty answer", () => {
  let sim: Simulator;
  beforeAll(async () => {
    sim = await simulator({ topology: twoMasters() });
    sim.changeConnection(BRANCH, { Name: "branch\u009B2J\u202E" });
  });
  afterAll(() => sim.close());

  it.each([
    ["list", /^branch 2J .* tun-sim0000000000000021: up +tun-sim0000000000000022: up$/mu],
    ["show", /^ {2}master tun-sim0000000000000022 {2}up$/mu],
    ["diagnose", /^branch 2J +master \(vco-\S+:tun-sim0000000000000022\): up$/mu],
  ])("is reported by %s: two tunnels with one role have their ids beside it", async (command, text) => {
    const { code, out, err } = await runAgainst(sim, command === "list" ? ["list"] : [command, BRANCH]);
    expect({ code, err }).toEqual({
      code: 0,
      err: `${BRANCH}: role is ambiguous: the service reports tun-sim0000000000000021 and tun-sim0000000000000022 as master\n`,
    });
    expect(out).toMatch(text);
  });

  it("is no pair to list --pair", async () => {
    const { out } = await runAgainst(sim, ["list", "--pair"]);
    expect(out).toMatch(
      /^branch 2J .* \(no pair: role is ambiguous: the service reports tun-\S+ and tun-\S+ as master\)$/mu,
    );
    expect(out).not.toMatch(STEERING);
  });

  it.each(["table", "json", "yaml"])("steers no terminal in the format %s", async (format) => {
    const { out } = await runAgainst(sim, ["list", "--format", format]);
    expect(out).toContain("branch");
    expect(out).not.toMatch(STEERING);
  });
});
