import { resolveAccount } from "../../../provider/api/account";
import { createVpcApi, type TunnelChange, type VpcApi, type VpcApiOptions } from "../../../provider/api/vpc-api";
import { defaultAccessKey, startSimulator, type Simulator, type SimulatorOptions } from "../../../simulator";

/** The API client over a simulator of its own for each test. */

export const CONNECTION = "vco-sim0000000000000001";
export const TUNNEL = "tun-sim0000000000000011";
export const GATEWAY = "vpn-sim0000000000000001";
export const PSK = "Planted!*~+/=('psk";

export let simulator: Simulator;
afterEach(() => simulator.close());

export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  simulator = await startSimulator(options);
  return simulator;
}

/** The API with the simulator's key, or with other settings; waits take no time. */
export function api(settings: Readonly<Record<string, string>> = {}, options: VpcApiOptions = {}): VpcApi {
  const config: Readonly<Record<string, string>> = {
    accessKey: defaultAccessKey.accessKeyId,
    secretKey: defaultAccessKey.accessKeySecret,
    region: "cn-hangzhou",
    endpoints: JSON.stringify([{ vpc: simulator.url }]),
    ...settings,
  };
  const account = resolveAccount({ get: (key) => config[key] }, {});
  const clock = { now: Date.now, sleep: () => Promise.resolve() };
  return createVpcApi(account, { clock, random: () => 0, ...options });
}

export function change(specification: TunnelChange["specification"]): TunnelChange {
  return { vpnConnectionId: CONNECTION, tunnelId: TUNNEL, specification };
}
