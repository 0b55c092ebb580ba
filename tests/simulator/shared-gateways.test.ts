// "The pre-shared key and IKE parameters must be the same for IPsec-VPN connections that are associated with the same
// VPN gateway and customer gateway" (ModifyTunnelAttribute, error codes), in each way to read it.
import { type Modes, type Simulator, manualClock, modeChoices, startSimulator } from "../../simulator";
import { call } from "./signed-request";
import {
  LAB,
  LAB_MASTER,
  LAB_SLAVE,
  NEW_KEY,
  OFFICE,
  OFFICE_MASTER,
  OFFICE_SLAVE,
  SECOND_DEVICE,
  twoNetworks,
} from "./two-networks";

type Counted = Modes["sharedGateways"];
const DIFFERENT = "VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs";
const OVERLAP = "VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap";

let simulator: Simulator;
const start = async (sharedGateways?: Counted): Promise<void> => {
  const modes = sharedGateways === undefined ? {} : { sharedGateways };
  simulator = await startSimulator({ topology: twoNetworks, clock: manualClock(), configuringMs: 0, modes });
};
afterEach(() => simulator.close());

const configured = () =>
  [OFFICE_MASTER, OFFICE_SLAVE, LAB_MASTER, LAB_SLAVE].map((id) => {
    const { CustomerGatewayId, IkeConfig } = simulator.tunnel(id) ?? {};
    return { CustomerGatewayId, IkeConfig };
  });

/** The code of the refusal, which changes nothing, or "accepted". */
async function send(tunnelId: string, options: Readonly<Record<string, string>>): Promise<unknown> {
  const before = configured();
  const { status, json } = await call(simulator.url, "ModifyTunnelAttribute", {
    VpnConnectionId: [OFFICE_MASTER, OFFICE_SLAVE].includes(tunnelId) ? OFFICE : LAB,
    TunnelId: tunnelId,
    ...Object.fromEntries(
      Object.entries(options).map(([name, value]) => [`TunnelOptionsSpecification.${name}`, value]),
    ),
  });
  if (status === 200) return "accepted";
  expect(configured()).toEqual(before);
  return json["Code"];
}
const KEY = { "TunnelIkeConfig.Psk": NEW_KEY };

test.each<[Counted | undefined, string]>([
  [undefined, DIFFERENT],
  ["other-connections", DIFFERENT],
  ["sibling-too", DIFFERENT],
  ["not-checked", "accepted"],
])("a key that two connections have, with %s", async (mode, answer) => {
  await start(mode);
  for (const tunnel of [OFFICE_MASTER, LAB_SLAVE]) expect(await send(tunnel, KEY)).toBe(answer);
});

test.each<[Counted, string]>([
  ["other-connections", "accepted"],
  ["sibling-too", DIFFERENT],
  ["not-checked", "accepted"],
])("a key that only the two tunnels of one connection have, with %s", async (mode, answer) => {
  await start(mode);
  simulator.removeConnection(LAB);
  expect(await send(OFFICE_SLAVE, KEY)).toBe(answer);
});

test.each(modeChoices.sharedGateways)(
  "what is no IKE value, and an IKE value as it is, are accepted with %s",
  async (mode) => {
    await start(mode);
    expect(await send(OFFICE_MASTER, { "TunnelIpsecConfig.IpsecPfs": "group5" })).toBe("accepted");
    expect(await send(OFFICE_MASTER, { "TunnelIkeConfig.IkeEncAlg": "aes256" })).toBe("accepted");
    expect(await send(OFFICE_MASTER, { "TunnelIkeConfig.LocalId": "cloud.example.com" })).toBe("accepted");
  },
);

test.each(modeChoices.sharedGateways)(
  "one request takes a tunnel to a customer gateway that nobody has and gives it another key, with %s",
  async (mode) => {
    await start(mode);
    for (const tunnel of [OFFICE_SLAVE, LAB_SLAVE, OFFICE_MASTER, LAB_MASTER]) {
      expect(await send(tunnel, { CustomerGatewayId: SECOND_DEVICE, ...KEY })).toBe("accepted");
    }
  },
);

test("the last tunnel of a mixed pair of gateways may become like the others, with sibling-too", async () => {
  await start("sibling-too");
  for (const tunnel of [OFFICE_SLAVE, LAB_SLAVE, LAB_MASTER]) {
    simulator.changeTunnel(tunnel, { TunnelIkeConfig: { Psk: NEW_KEY } });
  }
  expect(await send(LAB_MASTER, { "TunnelIkeConfig.IkeEncAlg": "aes" })).toBe(DIFFERENT);
  expect(await send(OFFICE_MASTER, KEY)).toBe("accepted");
});

test.each(modeChoices.sharedGateways)("selectors that overlap are refused with %s", async (mode) => {
  await start(mode);
  simulator.changeConnection(LAB, { RemoteSubnet: "192.168.0.0/16" });
  expect(await send(OFFICE_MASTER, { "TunnelIkeConfig.IkeEncAlg": "aes256" })).toBe(OVERLAP);
});
