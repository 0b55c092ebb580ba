/** The rules of a topology that look at more than one value. The rest of the file may be wrong when they are asked. */

type JsonRecord = Readonly<Record<string, unknown>>;

function recordOf(value: unknown): JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function recordsIn(owner: JsonRecord, name: string): readonly JsonRecord[] {
  const value = owner[name];
  return Array.isArray(value) ? value.map(recordOf) : [];
}

const idOf = (record: JsonRecord, name: string): string => {
  const id = record[name];
  return typeof id === "string" ? id : "";
};

/** The things that a connection may refer to. */
export interface Surroundings {
  hasGateway(id: string): boolean;
  hasCustomerGateway(id: string): boolean;
}

/** References of one connection to something that is not there. */
export function connectionProblems(connection: unknown, known: Surroundings): string[] {
  const record = recordOf(connection);
  const problems: string[] = [];
  const gateway = idOf(record, "VpnGatewayId");
  if (gateway !== "" && !known.hasGateway(gateway)) problems.push(`VpnGatewayId: there is no VPN gateway ${gateway}`);
  const tunnels = tunnelsOf(record);
  for (const link of tunnels.length > 0 ? tunnels : [record]) {
    const id = idOf(link, "CustomerGatewayId");
    if (id !== "" && !known.hasCustomerGateway(id)) problems.push(`there is no customer gateway ${id}`);
  }
  return problems;
}

const tunnelsOf = (connection: JsonRecord): readonly JsonRecord[] =>
  recordsIn(recordOf(connection["TunnelOptionsSpecification"]), "TunnelOptions");

/** References to something that is not there, and ids that two things have. */
export function crossProblems(topology: unknown): readonly string[] {
  const root = recordOf(topology);
  const problems: string[] = [];
  const seen = new Set<string>();
  const note = (id: string, at: string): void => {
    if (id === "") return;
    if (seen.has(id)) problems.push(`${at}: ${id} is there twice`);
    seen.add(id);
  };
  const lists = [
    ["VpnGateways", "VpnGatewayId"],
    ["CustomerGateways", "CustomerGatewayId"],
    ["VpnConnections", "VpnConnectionId"],
  ] as const;
  for (const [list, name] of lists) {
    for (const [index, record] of recordsIn(root, list).entries()) note(idOf(record, name), `${list}[${index}]`);
  }
  const surroundings: Surroundings = { hasGateway: (id) => seen.has(id), hasCustomerGateway: (id) => seen.has(id) };
  for (const [index, connection] of recordsIn(root, "VpnConnections").entries()) {
    const at = `VpnConnections[${index}]`;
    problems.push(...connectionProblems(connection, surroundings).map((problem) => `${at}: ${problem}`));
    for (const tunnel of tunnelsOf(connection)) note(idOf(tunnel, "TunnelId"), at);
  }
  return problems;
}
