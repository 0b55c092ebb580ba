import { diagnosisTable, generateTopology, type DiagnosisCode, type Simulator } from "../../../simulator";
import { DIAGNOSIS_CODES } from "../../../provider/diagnosis";
import { BRANCH, calls, commits, HEADQUARTERS, simulator, WAREHOUSE } from "../deployment";
import { runAgainst } from "./cloud-run";

const BRANCH_PEER = "cgw-sim0000000000000003";
const WAREHOUSE_PEER = "cgw-sim0000000000000007";

describe("diagnose", () => {
  let sim: Simulator;
  beforeEach(async () => void (sim = await simulator()));
  afterEach(() => sim.close());

  it("reports healthy tunnels as up, in both forms of the service's answer, and changes nothing", async () => {
    const { code, out, err } = await runAgainst(sim, ["diagnose"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^headquarters master \(vco-\S+:tun-\S+\): up$/mu);
    expect(out).toMatch(/^warehouse single tunnel \(vco-\S+\): up$/mu);
    expect(out).toMatch(/^9 tunnels: 9 up\n$/mu);
    sim.modes.diagnoseHealthy = "omitted";
    expect((await runAgainst(sim, ["diagnose"])).out).toBe(out);
    expect(commits(sim)).toEqual([]);
  });

  it("fails if the filters select no tunnel", async () => {
    const run = await runAgainst(sim, ["diagnose", "--tag", "nobody=has-it"]);
    expect(run).toMatchObject({ code: 1, out: "0 tunnels\n", err: expect.stringContaining("the filters choose none") });
  });

  it("shows the failed phase, the cause, the values of both sides and the next step", async () => {
    sim.changePeer(BRANCH_PEER, { Config: { IkeAuthAlg: "sha512" } });
    sim.settle();
    const { code, out } = await runAgainst(sim, ["diagnose", BRANCH]);
    expect(code).toBe(1);
    expect(out).toMatch(/^branch master \(\S+\): down: phase 1 \(IKE\) fails$/mu);
    expect(out).toMatch(/^ {2}code +AuthenticationAlgorithmMismatch, Critical, \d{4}-/mu);
    expect(out).toMatch(/^ {2}cause +The two ends use different integrity/mu);
    expect(out).toMatch(/^ {2}Alibaba has +SHA1?$/mu);
    expect(out).toMatch(/^ {2}device has +SHA512$/mu);
    expect(out).toMatch(/^ {2}log +.*rejected hashtype/mu);
    expect(out).toMatch(/^ {2}next step +Set the device's IKE hash to ikeAuthAlg/mu);
    expect(out).toMatch(/^ {2}look at +tunnelIkeConfig\.ikeAuthAlg$/mu);
    expect(out).toMatch(/^2 tunnels: 2 down$/mu);
  });

  it("calls a tunnel down whose IPsec SA is up and whose BGP session is not", async () => {
    sim.changePeer("cgw-sim0000000000000001", { Config: { Asn: 64_999 } });
    sim.settle();
    const { code, out } = await runAgainst(sim, ["diagnose", HEADQUARTERS]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^headquarters master \(\S+\): down: IPsec is up and the BGP session is not; compare the ASNs/mu,
    );
    expect(out).toMatch(/^2 tunnels: 1 up, 1 down$/mu);
    const [, list = ""] = /^headquarters +(.*)$/mu.exec((await runAgainst(sim, ["list"])).out) ?? [];
    expect(list).toMatch(/active +down: BGP +up$/u);
  });

  it.each(Object.keys(diagnosisTable).filter((code): code is DiagnosisCode => code in diagnosisTable))(
    "shows the next step of %s",
    async (symptom) => {
      sim.changePeer(BRANCH_PEER, { Symptom: symptom });
      sim.settle();
      const { code, out } = await runAgainst(sim, ["diagnose", "tun-sim0000000000000021", "--format", "json"]);
      const [diagnosis]: readonly { verdict: string; findings: readonly unknown[] }[] = JSON.parse(out);
      const { nextStep, cause } = DIAGNOSIS_CODES[symptom];
      const isWarning = diagnosisTable[symptom].stage === "warning";
      const isHealthy = symptom === "NoExceptionFound";
      expect(diagnosis).toMatchObject({
        verdict: isHealthy ? "up" : isWarning ? "warning" : "down",
        findings: isHealthy ? [] : [{ code: symptom, nextStep, cause }],
      });
      expect(code).toBe(isWarning ? 0 : 1);
    },
  );

  it("exits with 0 for a warning, and with 1 under --strict", async () => {
    sim.changePeer(BRANCH_PEER, { Symptom: "LifetimeMismatch" });
    sim.settle();
    expect(await runAgainst(sim, ["diagnose", BRANCH])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/branch master .*: up, with a warning\n {2}code +LifetimeMismatch/u),
    });
    expect(await runAgainst(sim, ["diagnose", BRANCH, "--strict"])).toMatchObject({ code: 1 });
  });

  it("requests single-tunnel connections by their own id, and filters by --problems", async () => {
    sim.changePeer(WAREHOUSE_PEER, { Down: true });
    sim.settle();
    const { code, out } = await runAgainst(sim, ["diagnose", WAREHOUSE, HEADQUARTERS, "--problems"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^warehouse single tunnel \(vco-sim0000000000000005\): down: phase 1 \(IKE\) fails$/mu);
    expect(out).not.toContain("headquarters");
    expect(out).toMatch(/^3 tunnels: 2 up, 1 down$/mu);
  });

  it("never shows a differing key", async () => {
    sim.changePeer(BRANCH_PEER, { Config: { Psk: "planted-key-of-the-device" } });
    sim.settle();
    for (const format of ["table", "json", "yaml"]) {
      const { out, err } = await runAgainst(sim, ["diagnose", BRANCH, "--format", format]);
      expect(out).toContain("PskMismatch");
      expect(out + err).not.toMatch(/planted-key|Branch-shared-key/u);
    }
  });

  it("diagnoses many tunnels in batches", async () => {
    const many = await simulator({ topology: generateTopology({ gateways: 4, connections: 120 }) });
    try {
      const { out, err } = await runAgainst(many, ["diagnose"], { isTerminal: true });
      const connections = many.connectionIds().length;
      expect(connections).toBe(120);
      const tunnels = Number(/^(\d+) tunnels/mu.exec(out)?.[1]);
      expect(tunnels).toBeGreaterThan(connections);
      expect(calls(many, "DiagnoseVpnConnections").length).toBeLessThanOrEqual(Math.ceil(tunnels / 20) + 1);
      expect(err).toContain(`tunnels diagnosed: ${tunnels} of ${tunnels}`);
    } finally {
      await many.close();
    }
  });
});
