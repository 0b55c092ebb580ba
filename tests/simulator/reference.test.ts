import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCatalogue } from "../../simulator/api/error-catalogue";
import { operations } from "../../simulator/operations/all";
import { type Simulator, manualClock, startSimulator } from "../../simulator";
import { call, modify } from "./signed-request";

/** Walks every table of the provider's reference and fails on a parameter, value, field or error that is not here. */

const NAMES = [...operations.keys()];
const read = (name: string) => readFileSync(join(__dirname, "reference", `${name}.txt`), "utf8");
const catalogue: Record<string, { status: number; message: string }> = errorCatalogue;

/** [status, code, message] of each row of the table of errors. */
function errorsOf(name: string): [number, string, string][] {
  const text = read(name);
  const table = [...text.matchAll(/^\|?\s*(40\d|50\d)\s*\|\s*([\w.]+)\s*\|\s*([^|]+?)\s*\|/gm)];
  // One page came without its column marks: "403ForbiddenUser not authorized ..."
  const glued = [...text.matchAll(/(40\d)([A-Z][\w.]*?(?:SubUser|Forbidden|NotFound))((?:User|The) [^.]+\.)/g)];
  return [...table, ...glued].map((row) => [Number(row[1]), row[2] ?? "", row[3] ?? ""]);
}

/** [name, type, required] of each request parameter. */
function parametersOf(name: string): [string, string, boolean][] {
  const text = read(name);
  const request = /(?:Request parameters|请求参数)([\s\S]*?)(?:Response parameters|返回数据)/.exec(text)?.[1] ?? "";
  const table = [...request.matchAll(/^\|?(\w+) ?\| ?([\w<>]+) ?\| ?(Yes|No|是|否) ?\|/gm)];
  const glued = [...request.matchAll(/^(\w+?)(string|integer|boolean|long|array|object)(Yes|No)$/gm)];
  return [...table, ...glued].map((row) => [row[1] ?? "", row[2] ?? "", row[3] === "Yes" || row[3] === "是"]);
}

describe.each(NAMES)("the reference of %s", (name) => {
  test("every error code is known, with its status and text", () => {
    const errors = errorsOf(name);
    expect(errors.length).toBeGreaterThanOrEqual(2);
    for (const [status, code, message] of errors) {
      expect([code, catalogue[code]?.status, catalogue[code]?.message]).toEqual([code, status, message]);
    }
  });

  test("every request parameter is known, and no other", () => {
    const mine = operations.get(name)?.parameters ?? [];
    const documented = parametersOf(name).filter(
      ([parameter]) => parameter !== "Action" && parameter !== "string" && parameter !== "object",
    );
    expect(documented.length).toBeGreaterThanOrEqual(2);
    const segments = new Set(mine.flatMap((one) => one.name.split(".")).filter((segment) => segment !== "N"));
    expect([...segments].sort()).toEqual([...new Set(documented.map(([parameter]) => parameter))].sort());
    const required = documented.filter((one) => one[2]).map(([parameter]) => parameter);
    expect(
      mine
        .filter((one) => one.required)
        .map((one) => one.name)
        .sort(),
    ).toEqual(required.sort());
  });
});

describe("enumerations and ranges of ModifyTunnelAttribute", () => {
  const rows = [...read("ModifyTunnelAttribute").matchAll(/^(\w+) \| \w+ \| No \|.*Valid values: ([^|]+?)\.? \|/gm)];
  let simulator: Simulator;
  beforeAll(async () => {
    simulator = await startSimulator({ clock: manualClock(), configuringMs: 0 });
  });
  afterAll(() => simulator.close());

  test("there are as many as the reference has", () => expect(rows).toHaveLength(10));

  test.each(rows.map((row) => [row[1] ?? "", row[2] ?? ""] as const))("%s: %s", async (leaf, values) => {
    const parameter = operations.get("ModifyTunnelAttribute")?.parameters.find((one) => one.name.endsWith(`.${leaf}`));
    const range = /^(\d+) to (\d+)$/.exec(values);
    const [first, last] = [Number(range?.[1]), Number(range?.[2])];
    const accepted = range ? [first, last].map(String) : values.split(/,?\s+and\s+|,\s*/);
    const refused = range ? [String(first - 1), String(last + 1)] : ["group7", "sha9"];
    const send = (value: string) =>
      modify(simulator.url, "tun-sim0000000000000011", {}, { [parameter?.name ?? ""]: value });
    for (const value of accepted) expect([value, (await send(value)).status]).toEqual([value, 200]);
    for (const value of refused) expect([value, (await send(value)).status]).toEqual([value, 400]);
  });
});

/** `A.B[].C: type` of everything in an answer. */
function shapeOf(value: unknown, path: string, shape: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) shapeOf(one, `${path}[]`, shape);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) shapeOf(member, path ? `${path}.${name}` : name, shape);
  } else shape.add(`${path}: ${typeof value}`);
}

/** The same of the declared response of an operation. */
function declaredShape(operation: string): Set<string> {
  const section =
    read("response-shapes")
      .split(/^## /m)
      .find((one) => one.startsWith(`${operation}ResponseBody`)) ?? "";
  const shape = new Set<string>();
  const path: string[] = [];
  for (const line of section.split("\n").slice(1)) {
    const match = /^( +)(\w+): ([\w<>]+)$/.exec(line);
    if (!match) continue;
    const [depth, type] = [((match[1]?.length ?? 1) - 1) / 2, match[3] ?? ""];
    path.length = depth;
    path.push(`${match[2]}${type.startsWith("array") ? "[]" : ""}`);
    if (!/object|array/.test(type)) shape.add(`${path.join(".")}: ${type}`);
  }
  return shape;
}

describe("answers", () => {
  const PEM = "-----BEGIN CERTIFICATE----- MIIB7zCCAZW -----END CERTIFICATE-----";
  let simulator: Simulator;
  const shapes = new Map<string, Set<string>>();

  beforeAll(async () => {
    simulator = await startSimulator({ clock: manualClock(), configuringMs: 0 });
    simulator.putConnection({
      VpnConnectionId: "vco-everything",
      VpnGatewayId: "vpn-sim0000000000000002",
      CustomerGatewayId: "cgw-sim0000000000000008",
      RemoteCaCertificate: PEM,
      ZoneNo: "cn-hangzhou-h",
      TunnelBandwidth: "Standard",
      Tags: [{ Key: "a", Value: "b" }],
      VpnBgpConfig: { TunnelCidr: "169.254.70.0/30", AuthKey: "key" },
    });
    const tunnel = "tun-sim0000000000000011";
    const collect = (operation: string, json: unknown) => {
      const shape = shapes.get(operation) ?? new Set<string>();
      shapeOf(json, "", shape);
      shapes.set(operation, shape);
    };
    collect("ModifyTunnelAttribute", (await modify(simulator.url, tunnel, { RemoteCaCertificate: PEM })).json);
    collect("DescribeVpnConnections", (await call(simulator.url, "DescribeVpnConnections")).json);
    for (const id of simulator.connectionIds()) {
      const one = { VpnConnectionId: id };
      collect("DescribeVpnConnection", (await call(simulator.url, "DescribeVpnConnection", one)).json);
      collect("DownloadVpnConnectionConfig", (await call(simulator.url, "DownloadVpnConnectionConfig", one)).json);
    }
    simulator.changePeer("cgw-sim0000000000000001", { Config: { IkeAuthAlg: "sha1" } });
    simulator.settle();
    collect(
      "DiagnoseVpnConnections",
      (await call(simulator.url, "DiagnoseVpnConnections", { "TunnelIds.1": tunnel })).json,
    );
  });
  afterAll(() => simulator.close());

  test.each(NAMES)("of %s have every declared field, and no other, with its type", (name) => {
    expect(declaredShape(name).size).toBeGreaterThan(8);
    expect([...(shapes.get(name) ?? [])].sort()).toEqual([...declaredShape(name)].sort());
  });
});
