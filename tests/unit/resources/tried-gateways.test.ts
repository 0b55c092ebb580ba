import { delta, type Delta } from "../../../provider/core/delta";
import type { Values } from "../../../provider/core/field";
import { observe, type Observation } from "../../../provider/resources/vpn-tunnel/observation";
import { TriedGateways } from "../../../provider/resources/vpn-tunnel/operation/tried-gateways";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { CONNECTION, connectionWire } from "./connections";

const seen = (role: string, changes = {}): Observation =>
  observe({ vpnConnectionId: CONNECTION, role }, connectionWire(changes));
const to = (declared: Values, { values }: Observation): Delta => delta(vpnTunnelTable, declared, values);
const KEY = { "tunnelIkeConfig.psk": "n3wKeyOfTunnel" };

describe("a change that the service refused for other tunnels between the same two gateways", () => {
  const [master, slave] = [seen("master"), seen("slave")];
  const refused = new TriedGateways();
  refused.refuse(slave, to(KEY, slave));
  const guard =
    (declared: Values, tunnel = master) =>
    () =>
      refused.guard(tunnel, to(declared, tunnel));

  it("is not tried for the next tunnel", () => {
    expect(guard(KEY)).toThrow(/^nothing was sent: vpn-bp1gateway and the customer gateway are those of .*tun-slave/u);
    expect(guard({ "tunnelIkeConfig.ikePfs": "group14" })).toThrow("nothing was sent");
  });

  it("says nothing about other settings and other gateways", () => {
    expect(guard({ enableDpd: false })).not.toThrow();
    expect(guard({ ...KEY, customerGatewayId: "cgw-second" })).not.toThrow();
    expect(guard(KEY, seen("master", { VpnGatewayId: "vpn-other" }))).not.toThrow();
    expect(guard(KEY, seen("master", { VpnGatewayId: "" }))).not.toThrow();
  });

  it("is none of other kinds", () => {
    const none = new TriedGateways();
    none.refuse(slave, to({ enableDpd: false }, slave));
    expect(() => none.guard(master, to(KEY, master))).not.toThrow();
  });
});
