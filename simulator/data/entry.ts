import type { Change, RememberedToken } from "../model/change";
import type { Store } from "../model/store";
import type { Random } from "../random";
import { type JsonSchema, list, object, text } from "../schema/json-schema";
import { Shape } from "../schema/shape";
import { buildConnection } from "../topology/build-connection";
import { exportConnection, exportCustomerGateway, exportGateway } from "../topology/export";
import { type Defaults, buildCustomerGateway, buildGateway, surroundingsIn } from "../topology/load";
import { connectionSchema, customerGatewaySchema, gatewaySchema } from "../topology/schema";
import type { TopologyConnection, TopologyCustomerGateway, TopologyGateway } from "../topology/topology";

/** One line of the data file's log, in the words of a topology. */
interface Entry {
  readonly VpnGateway?: TopologyGateway;
  readonly CustomerGateway?: TopologyCustomerGateway;
  readonly VpnConnections?: readonly TopologyConnection[];
  /** The id of a connection. */
  readonly Removed?: string;
  readonly ClientToken?: RememberedToken;
}

export const tokenSchema: JsonSchema = object<RememberedToken>({ key: text(), fingerprint: text(), json: text() }, [
  "key",
  "fingerprint",
  "json",
]);

const entryShape = new Shape<Entry>(
  object<Entry>({
    VpnGateway: gatewaySchema,
    CustomerGateway: customerGatewaySchema,
    VpnConnections: list(connectionSchema),
    Removed: text(),
    ClientToken: tokenSchema,
  }),
  "the line",
);

/** A change as a line of the log. */
export function writeEntry(change: Change): string {
  const entry: Entry = {
    ...(change.gateway ? { VpnGateway: exportGateway(change.gateway) } : {}),
    ...(change.customerGateway ? { CustomerGateway: exportCustomerGateway(change.customerGateway) } : {}),
    ...(change.connections ? { VpnConnections: change.connections.map(exportConnection) } : {}),
    ...(change.removed === undefined ? {} : { Removed: change.removed }),
    ...(change.token ? { ClientToken: change.token } : {}),
  };
  return JSON.stringify(entry);
}

export interface EntryReader {
  readonly store: Store;
  readonly random: Random;
  readonly now: number;
  restoreToken(token: RememberedToken): void;
}

const DEFAULTS: Defaults = { RegionId: "cn-hangzhou", AccountId: "" };

/** Carries out one line of the log, and returns its mistakes. */
export function applyEntry(source: unknown, reader: EntryReader): readonly string[] {
  const { store, random, now } = reader;
  const { value: entry, problems } = entryShape.inspect(source);
  if (entry === undefined) return problems;
  const { VpnGateway, CustomerGateway, VpnConnections = [], Removed, ClientToken } = entry;
  if (VpnGateway) store.gateways.set(VpnGateway.VpnGatewayId, buildGateway(VpnGateway, DEFAULTS));
  if (CustomerGateway) {
    store.customerGateways.set(CustomerGateway.CustomerGatewayId, buildCustomerGateway(CustomerGateway, DEFAULTS));
  }
  const around = surroundingsIn(store, DEFAULTS, random, now);
  for (const connection of VpnConnections) store.put(buildConnection(connection, around));
  if (Removed !== undefined) store.remove(Removed);
  if (ClientToken) reader.restoreToken(ClientToken);
  return [];
}
