import type { ConnectionWire, TunnelWire } from "../../../provider/api/wire";
import type { Properties } from "../../../provider/core/property-tree";
import { diffTunnel } from "../../../provider/resources/vpn-tunnel/preview/diff-tunnel";
import { createTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, slaveWire } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";
import { storedAndGivenBack } from "./stored-bags";

/** What previews of a stored tunnel tell. */

export const ID = `${CONNECTION}:${MASTER}`;
export const identity = { vpnConnectionId: CONNECTION, role: "master" };
export const WHO = `office: ${CONNECTION} "office" master (${MASTER})`;
export const UPDATING = `${WHO}, up now: this update of the LIVE tunnel:`;
export const RENEGOTIATES = "  renegotiates: down until the device has the same";

export const worldWith = (master: TunnelWire, connection: Partial<ConnectionWire> = {}): ConnectionWire[] => [
  connectionWire({ ...connection, TunnelOptionsSpecification: [slaveWire(), master] }),
];

/** What an earlier operation stored of the tunnel with these settings. */
export async function stored(settings: Properties = {}, world?: ConnectionWire[]): Promise<Properties> {
  const ports = fakePorts(world);
  ports.keysAt.set("OFFICE_PSK", { key: LIVE_KEY });
  return storedAndGivenBack((await createTunnel({ ...identity, ...settings }, ports)).outs);
}

/** What a preview tells of a stored tunnel that a program declares with other settings. */
export async function told(
  olds: Properties,
  settings: Properties,
  ports: FakePorts = fakePorts(),
): Promise<{ readonly lines: readonly string[]; readonly warnings: readonly string[]; readonly changes: unknown }> {
  const news = { ...identity, ...settings };
  ports.previews.checked(news, "office", true);
  const { changes } = await diffTunnel(ID, olds, news, ports);
  return { lines: ports.lines, warnings: ports.warnings, changes };
}

export const withReads = (ports: FakePorts, connection: FakePorts["reads"]["connection"]): FakePorts =>
  Object.assign(ports, { reads: { ...ports.reads, connection } });
