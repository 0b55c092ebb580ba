/** The settings of an Azure connection, as Azure's API names them: the program and the script write the same ones. */

import type { DeviceConnection, DeviceTunnel } from "../../renderer/spec";
import { interfaceOf } from "../gateway-interfaces";

/** How long Azure waits before it takes the other end for dead; Microsoft recommends 30 to 45 s. */
const DPD_SECONDS = 45;
/** Azure's default, as there is no value for "off". */
const LARGEST_SA_KILOBYTES = 102_400_000;

export const policyOf = ({ algorithms, esp }: DeviceTunnel) => ({
  ikeEncryption: algorithms.ikeEncryption,
  ikeIntegrity: algorithms.ikeIntegrity,
  dhGroup: algorithms.ikeGroup,
  ipsecEncryption: algorithms.espEncryption,
  ipsecIntegrity: algorithms.espIntegrity,
  pfsGroup: algorithms.espGroup ?? "None",
  saLifeTimeSeconds: esp.lifetime,
  saDataSizeKilobytes: LARGEST_SA_KILOBYTES,
});

export const settingsOf = ({ ike, bgp }: DeviceTunnel) => ({
  connectionType: "IPsec",
  connectionProtocol: ike.version === "ikev1" ? "IKEv1" : "IKEv2",
  connectionMode: "Default",
  dpdTimeoutSeconds: DPD_SECONDS,
  enableBgp: bgp !== undefined,
});

/** An Azure BGP address of a tunnel on one interface of the gateway. */
export interface CustomAddress {
  readonly interface: number;
  readonly address: string;
}

/**
 * Azure's BGP address for each interface of the gateway. Only the one of the tunnel's own interface is used; for the
 * other interface stands the address of the tunnel that ends there.
 */
export function customAddresses(connection: DeviceConnection, tunnel: DeviceTunnel): readonly CustomAddress[] {
  const byInterface = new Map<number, string>();
  for (const each of [tunnel, ...connection.tunnels]) {
    const at = interfaceOf(connection, each);
    if (each.bgp !== undefined && !byInterface.has(at)) byInterface.set(at, each.bgp.device.address);
  }
  return [...byInterface].sort(([one], [other]) => one - other).map(([at, address]) => ({ interface: at, address }));
}
