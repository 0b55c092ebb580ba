/** The interface of the other cloud's gateway that a tunnel ends on, where the gateway has two of them. */

import type { DeviceConnection, DeviceTunnel } from "../renderer/spec";

/** 0 for the address of the first tunnel, 1 for another address. */
export function interfaceOf({ tunnels }: DeviceConnection, tunnel: DeviceTunnel): number {
  return [...new Set(tunnels.map(({ device }) => device.address))].indexOf(tunnel.device.address);
}
