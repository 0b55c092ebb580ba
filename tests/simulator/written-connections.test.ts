import * as fc from "fast-check";
import { type Simulator, manualClock, startSimulator } from "../../simulator";
import { isJsonObject } from "../../simulator/api/json";
import { modeRows } from "./mode-rows";
import { call, modify } from "./signed-request";

/** The list keeps what it wrote, DescribeVpnConnection writes anew: whatever happens, they say the same. */

const vco = (n: number) => `vco-sim000000000000000${n}`;
const tun = (connection: number, tunnel: number) => `tun-sim00000000000000${connection}${tunnel}`;
const cgw = (n: number) => `cgw-sim000000000000000${n}`;
const ADDED = { VpnConnectionId: "vco-added", VpnGatewayId: "vpn-sim0000000000000002", CustomerGatewayId: cgw(8) };

/** In one mode the two differ on purpose. */
const MODES = modeRows([]).filter((modes) => modes.tunnelValues !== "string-in-list");

type Step = readonly [name: string, run: (simulator: Simulator, advance: (ms: number) => void) => unknown];

const connection = fc.integer({ min: 1, max: 4 });
const tunnel = fc.tuple(connection, fc.integer({ min: 1, max: 2 })).map(([c, t]) => tun(c, t));
const device = fc.integer({ min: 1, max: 8 }).map(cgw);
const lifetime = fc.integer({ min: 1, max: 86400 });

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(tunnel, lifetime)
    .map(([id, value]): Step => [
      `modify ${id} ${value}`,
      ({ url }) => modify(url, id, { "TunnelIpsecConfig.IpsecLifetime": String(value) }),
    ]),
  fc
    .tuple(tunnel, device)
    .map(([id, to]): Step => [`move ${id} ${to}`, ({ url }) => modify(url, id, { CustomerGatewayId: to })]),
  fc
    .tuple(tunnel, fc.boolean())
    .map(([id, EnableDpd]): Step => [
      `change ${id} ${EnableDpd}`,
      (simulator) => simulator.changeTunnel(id, { EnableDpd }),
    ]),
  fc
    .tuple(connection, fc.boolean())
    .map(([n, on]): Step => [
      `connection ${n} ${on}`,
      (simulator) => simulator.changeConnection(vco(n), { EffectImmediately: on, Traffic: on, Name: `now ${on}` }),
    ]),
  fc
    .tuple(device, fc.constantFrom("right", "wrong"))
    .map(([id, Psk]): Step => [
      `device ${id} ${Psk}`,
      (simulator) =>
        simulator.changePeer(id, Psk === "right" ? { Config: {}, Down: false } : { Config: { Psk, Asn: 7 } }),
    ]),
  device.map((id): Step => [`down ${id}`, (simulator) => simulator.changePeer(id, { Down: true })]),
  connection.map((n): Step => [`traffic ${n}`, (simulator) => simulator.sendTraffic(vco(n))]),
  fc.integer({ min: 1, max: 400 }).map((ms): Step => [`wait ${ms}`, (_, advance) => advance(ms)]),
  fc.constant<Step>(["settle", (simulator) => simulator.settle()]),
  fc.constant<Step>(["add", (simulator) => simulator.putConnection(ADDED)]),
  fc.constant<Step>([
    "remove",
    (simulator) => simulator.connectionIds().includes("vco-added") && simulator.removeConnection("vco-added"),
  ]),
  fc.constantFrom(...MODES).map((modes): Step => ["modes", (simulator) => Object.assign(simulator.modes, modes)]),
);

const object = (value: unknown) => (isJsonObject(value) ? value : {});
const listOf = (answer: unknown) => {
  const list = object(object(answer)["VpnConnections"])["VpnConnection"];
  return Array.isArray(list) ? list.map(object) : [];
};

test("a list says what the connections say one by one, after any change", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const clock = manualClock();
      const simulator = await startSimulator({ clock });
      try {
        for (const [name, run] of steps) {
          // Before as well, so that there is something kept that could be out of date.
          await call(simulator.url, "DescribeVpnConnections");
          await run(simulator, (ms) => clock.advance(ms));
          const listed = listOf((await call(simulator.url, "DescribeVpnConnections")).json);
          const ids = simulator.connectionIds();
          expect(listed.map((one) => one["VpnConnectionId"])).toEqual(ids);
          for (const [index, { Tag, VpnBgpConfig, ...same }] of listed.entries()) {
            const id = ids[index] ?? "";
            const { json } = await call(simulator.url, "DescribeVpnConnection", { VpnConnectionId: id });
            const { Tags, RequestId: _, ZoneNo: __, VpnBgpConfig: single, ...alone } = json;
            const { EnableBgp: ___, ...bgp } = object(single);
            expect([name, same, Tag, object(VpnBgpConfig)]).toEqual([name, alone, Tags, bgp]);
          }
        }
      } finally {
        await simulator.close();
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
