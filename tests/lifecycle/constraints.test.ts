// Every documented constraint of ModifyTunnelAttribute, with values that it accepts and refuses: what is refused never
// becomes a request, and what is accepted is accepted by the API too.
import { fieldsOf, type Field } from "../../provider/core/field";
import { nest } from "../../provider/core/property-tree";
import { vpnTunnelTable } from "../../provider/resources/vpn-tunnel/table/fields";
import type { Simulator } from "../../simulator";
import { CheckFailed } from "../modelled-engine/steps";
import { calls, commits, Deployment, HEADQUARTERS, simulator } from "./deployment";

let sim: Simulator;
beforeEach(async () => {
  sim = await simulator({ configuringMs: 0 });
});
afterEach(() => sim.close());

const SLAVE = "tun-sim0000000000000012";
const SETTINGS = fieldsOf(vpnTunnelTable, "setting");

/** A sample that must exist to be accepted, or that needs company to be right. */
function companyOf(field: Field, value: unknown): Record<string, string | number | boolean> {
  if (field.path === "tunnelBgpConfig.localBgpIp") return { "tunnelBgpConfig.tunnelCidr": "169.254.11.0/30" };
  if (field.path === "tunnelBgpConfig.tunnelCidr" && typeof value === "string")
    return {
      "tunnelBgpConfig.localBgpIp": value.replace(/\d+\/30$/u, (last) => String(Number.parseInt(last, 10) + 1)),
    };
  return {};
}

const declare = (field: Field, value: unknown): Record<string, unknown> => ({
  vpnConnectionId: HEADQUARTERS,
  role: "master",
  ...nest({ ...companyOf(field, value), ...Object.fromEntries([[field.path, value as string]]) }),
});

const refused = SETTINGS.flatMap((field) =>
  // A value that JSON cannot carry does not reach the provider.
  field.rule.refused.filter((value) => !Number.isNaN(value)).map((value) => [field.path, value, field] as const),
);
const accepted = SETTINGS.flatMap((field) =>
  (field.path === "customerGatewayId" ? ["cgw-sim0000000000000008"] : field.rule.accepted).map(
    (value) => [field.path, value, field] as const,
  ),
);

it("every setting has values that are accepted and values that are refused", () => {
  for (const list of [refused, accepted])
    expect(new Set(list.map(([path]) => path))).toEqual(new Set(SETTINGS.map((field) => field.path)));
});

it.each(refused)("%s refuses %j, on that property, and sends no request to change", async (path, value, field) => {
  const error = await new Deployment(sim).up(declare(field, value)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(CheckFailed);
  expect(error).toMatchObject({ failures: expect.arrayContaining([expect.objectContaining({ property: path })]) });
  expect(calls(sim, "ModifyTunnelAttribute")).toHaveLength(0);
});

it.each(accepted)("%s takes %j, and so does the API", async (path, value, field) => {
  // Both tunnels of a connection have one ASN, and a block inside a tunnel is unique for its gateway.
  if (path === "tunnelBgpConfig.localAsn") sim.changeTunnel(SLAVE, { TunnelBgpConfig: { LocalAsn: Number(value) } });
  if (path.startsWith("tunnelBgpConfig.") && path !== "tunnelBgpConfig.localAsn")
    sim.changeTunnel(SLAVE, { TunnelBgpConfig: { TunnelCidr: "169.254.200.0/30", LocalBgpIp: "169.254.200.1" } });
  const stack = new Deployment(sim, { "alicloud-vpn:canary": "off" });
  await stack.up(declare(field, value));
  expect(commits(sim).length).toBeLessThanOrEqual(1);
  expect(await stack.preview(declare(field, value))).toBe("same");
});
