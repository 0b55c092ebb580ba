// The live check's question about tunnels between the same two gateways, put to the simulator in each mode.
import { resolveAccount } from "../../provider/api/account";
import { liveCheck } from "../../scripts/live-check/check";
import type { Write } from "../../scripts/live-check/experiment";
import type { Findings } from "../../scripts/live-check/findings";
import { report } from "../../scripts/live-check/report";
import {
  type Modes,
  type Simulator,
  type SimulatorOptions,
  manualClock,
  modeChoices,
  startSimulator,
} from "../../simulator";
import {
  LAB,
  LAB_SLAVE,
  NEW_KEY,
  OFFICE_MASTER,
  OFFICE_SLAVE,
  OLD_KEY,
  SECOND_DEVICE,
  twoNetworks,
} from "../simulator/two-networks";

type Counted = Modes["sharedGateways"];
const OFFICE_WRITE: Write = { tunnelId: OFFICE_MASTER, sharedGateways: true };
const clock = manualClock();

let simulator: Simulator;
const start = async (sharedGateways: Counted, options: SimulatorOptions = {}): Promise<void> => {
  const common = { topology: twoNetworks, clock, configuringMs: 7_000, renegotiateMs: 0 };
  simulator = await startSimulator({ ...common, modes: { sharedGateways }, ...options });
};
afterEach(() => simulator.close());

function check(write?: Write): Promise<Findings> {
  const time = { now: () => clock.now(), wait: async (ms: number) => clock.advance(ms) };
  const environment = {
    ALICLOUD_ACCESS_KEY: "simulator-access-key-id",
    ALICLOUD_SECRET_KEY: "simulator-access-key-secret",
    ALICLOUD_REGION: "cn-hangzhou",
    ALIBABA_CLOUD_ENDPOINT_VPC: simulator.url,
  };
  return liveCheck(resolveAccount({ get: () => undefined }, environment), time, write);
}
const told = ({ modes }: Findings): Counted | undefined => modes.sharedGateways;
const sentIke = (): boolean => JSON.stringify(simulator.journal).includes("TunnelIkeConfig.");

const alone = (): void => simulator.removeConnection(LAB);
const siblingElsewhere = (): void => {
  for (const slave of [OFFICE_SLAVE, LAB_SLAVE]) simulator.changeTunnel(slave, { CustomerGatewayId: SECOND_DEVICE });
};

it.each<[Counted, string, () => void, Counted | undefined, string]>([
  ["not-checked", "others and its sibling", () => {}, "not-checked", "another key than other connections have"],
  ["not-checked", "others only", siblingElsewhere, "not-checked", "another key than other connections have"],
  ["not-checked", "its sibling only", alone, undefined, "the sibling does not count"],
  ["other-connections", "others and its sibling", () => {}, undefined, "other-connections or sibling-too"],
  ["other-connections", "others only", siblingElsewhere, undefined, "other-connections or sibling-too"],
  ["other-connections", "its sibling only", alone, undefined, "the sibling does not count"],
  ["sibling-too", "others and its sibling", () => {}, undefined, "other-connections or sibling-too"],
  ["sibling-too", "others only", siblingElsewhere, undefined, "other-connections or sibling-too"],
  ["sibling-too", "its sibling only", alone, "sibling-too", "refused for the sibling's values"],
])("the live check, in %s, with a tunnel that shares its gateways with %s", async (mode, _, arrange, answer, why) => {
  await start(mode);
  arrange();
  const before = simulator.tunnel(OFFICE_MASTER);
  const findings = await check(OFFICE_WRITE);
  expect(told(findings)).toBe(answer);
  expect(findings.why("sharedGateways")).toContain(why);
  expect(findings.notes).toContain(`${OFFICE_MASTER} has its IKE configuration back, as it was`);
  expect(simulator.tunnel(OFFICE_MASTER)).toMatchObject({
    IkeConfig: before?.IkeConfig,
    CustomerGatewayId: before?.CustomerGatewayId,
    State: "active",
    Status: "ipsec_sa_established",
  });
  expect(report(findings, true)).not.toContain(OLD_KEY);
});

it.each(modeChoices.sharedGateways)(
  "the live check only names tunnels to ask with, without --write: %s",
  async (mode) => {
    await start(mode);
    const findings = await check();
    expect(told(findings)).toBeUndefined();
    expect(findings.notes).toContain(
      "Tunnels between the same two gateways: 4 (tun-office-master, tun-office-slave, tun-lab-master, …) with other connections, none with the sibling only",
    );
    expect(report(findings, false)).toMatch(
      /^sharedGateways {6}\? +reading cannot tell: --write TUNNEL --shared-gateways$/m,
    );
    expect(simulator.journal.some(({ action }) => action.startsWith("Modify"))).toBe(false);
  },
);

it("the live check sends no IKE value unless it is asked to", async () => {
  await start("not-checked");
  expect(told(await check({ tunnelId: OFFICE_MASTER }))).toBeUndefined();
  expect(sentIke()).toBe(false);
});

it("the live check says where live tunnels between the same gateways have different keys, and shows none", async () => {
  await start("not-checked");
  simulator.changeTunnel(OFFICE_SLAVE, { TunnelIkeConfig: { Psk: NEW_KEY } });
  const findings = await check();
  expect(findings.notes).toContain(
    "OF OTHER CONNECTIONS, BUT WITH ANOTHER IKE CONFIGURATION: 3 (tun-office-slave, tun-lab-master, tun-lab-slave)",
  );
  expect(findings.notes).toContain(
    "Of one connection, but with another IKE configuration: 2 (tun-office-master, tun-office-slave)",
  );
  expect(report(findings, false)).not.toContain(NEW_KEY);
});

it("the live check tries nothing with a tunnel that shares its gateways with none", async () => {
  await start("sibling-too");
  alone();
  simulator.changeTunnel(OFFICE_SLAVE, { CustomerGatewayId: SECOND_DEVICE });
  const findings = await check(OFFICE_WRITE);
  expect(findings.why("sharedGateways")).toBe(`no other tunnel has the two gateways of ${OFFICE_MASTER}`);
  expect(sentIke()).toBe(false);
});
it("the live check tries nothing where the key could not be restored", async () => {
  await start("sibling-too", { modes: { sharedGateways: "sibling-too", psk: "masked" } });
  const findings = await check(OFFICE_WRITE);
  expect(findings.why("sharedGateways")).toContain("not tried: It could not be restored: Psk did not come back whole");
  expect(sentIke()).toBe(false);
});

it("the live check says what else was refused", async () => {
  await start("not-checked");
  simulator.fault({ kind: "error", code: "VpnGateway.FinancialLocked", action: "ModifyTunnelAttribute", call: 5 });
  const before = simulator.tunnel(OFFICE_MASTER)?.IkeConfig;
  const findings = await check(OFFICE_WRITE);
  expect(findings.why("sharedGateways")).toBe("refused as VpnGateway.FinancialLocked");
  expect(simulator.tunnel(OFFICE_MASTER)?.IkeConfig).toEqual(before);
});

it("the live check restores lifetime and key when something fails in between", async () => {
  await start("not-checked");
  const before = simulator.tunnel(OFFICE_MASTER)?.IkeConfig;
  // The sixth change is the one of the key: it is in, and its answer is lost.
  simulator.fault({ kind: "reset-after", action: "ModifyTunnelAttribute", call: 6, times: 1 });
  expect(told(await check(OFFICE_WRITE))).toBeUndefined();
  expect(simulator.tunnel(OFFICE_MASTER)?.IkeConfig).toEqual(before);
});
