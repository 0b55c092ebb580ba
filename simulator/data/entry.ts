import type { Store } from "../model/store";
import type { Random } from "../random";
import { exportConnection, exportCustomerGateway, exportGateway } from "../topology/export";
import { Fields } from "../schema/fields";
import { type Defaults, readCustomerGateway, readGateway } from "../topology/load";
import { readConnection } from "../topology/read-connection";
import type { Change, RememberedToken } from "../model/change";

/** A change as a line of the data file's log, in the words of a topology. */
export function writeEntry(change: Change): string {
  return JSON.stringify({
    ...(change.gateway ? { VpnGateway: exportGateway(change.gateway) } : {}),
    ...(change.customerGateway ? { CustomerGateway: exportCustomerGateway(change.customerGateway) } : {}),
    ...(change.connections ? { VpnConnections: change.connections.map(exportConnection) } : {}),
    ...(change.removed === undefined ? {} : { Removed: change.removed }),
    ...(change.token ? { ClientToken: change.token } : {}),
  });
}

export interface EntryReader {
  readonly store: Store;
  readonly random: Random;
  readonly now: number;
  restoreToken(token: RememberedToken): void;
}

const DEFAULTS: Defaults = { RegionId: "cn-hangzhou", AccountId: "" };

/** Carries out one line of the log. */
export function applyEntry(source: unknown, reader: EntryReader, problems: string[]): void {
  const { store } = reader;
  const fields = Fields.of(source, "", problems);
  const gateway = fields.object("VpnGateway");
  if (gateway) {
    const read = readGateway(gateway, DEFAULTS);
    store.gateways.set(read.VpnGatewayId, read);
  }
  const customerGateway = fields.object("CustomerGateway");
  if (customerGateway) {
    const read = readCustomerGateway(customerGateway, DEFAULTS);
    store.customerGateways.set(read.CustomerGatewayId, read);
  }
  for (const connection of fields.list("VpnConnections")) {
    const read = readConnection(connection, {
      accountId: "",
      regionId: "",
      random: reader.random,
      now: reader.now,
      gateway: (id) => store.gateways.get(id),
      peerIp: (id) => store.customerGateways.get(id)?.IpAddress ?? "",
    });
    store.put(read);
  }
  const removed = fields.text("Removed");
  if (removed !== undefined) store.remove(removed);
  const token = fields.object("ClientToken");
  if (token) reader.restoreToken(readToken(token));
  fields.done();
}

export function readToken(fields: Fields): RememberedToken {
  const token: RememberedToken = {
    key: fields.requiredText("key"),
    fingerprint: fields.requiredText("fingerprint"),
    json: fields.requiredText("json"),
  };
  fields.done();
  return token;
}
