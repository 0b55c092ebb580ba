import { DIFFERENT_IKE_CONFIGS, knownCodes } from "../../../provider/api/error-codes";
import type { ConnectionWire, TunnelWire } from "../../../provider/api/wire";
import type { Values } from "../../../provider/core/field";
import {
  guardSharedGateways,
  isSharedGatewayRefusal,
  type SharedGatewayRisk,
  sharedGatewayRefusal,
  sharedGatewayRisk,
  sharingText,
  waysOut,
} from "../../../provider/resources/vpn-tunnel/change/shared-gateways";
import { observe } from "../../../provider/resources/vpn-tunnel/observation";
import { sharedGatewayWarning } from "../../../provider/resources/vpn-tunnel/preview/shared-gateways";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";
import { failedLookUp } from "./api-failures";
import { CONNECTION, connectionWire, GATEWAY, LIVE_KEY, slaveWire, tunnelWire, withKey } from "./connections";

const PSK = "tunnelIkeConfig.psk";
const NEW = { [PSK]: "n3wKeyOfTunnel" };
const elsewhere = slaveWire({ CustomerGatewayId: "cgw-elsewhere" });
/** The connection whose sibling is at another customer gateway. */
const office = (changes: Partial<ConnectionWire> = {}): ConnectionWire =>
  connectionWire({ TunnelOptionsSpecification: [elsewhere, tunnelWire()], ...changes });
const lab = (tunnels: readonly TunnelWire[] = [tunnelWire(), slaveWire()]): ConnectionWire =>
  connectionWire({
    VpnConnectionId: "vco-lab",
    TunnelOptionsSpecification: tunnels.map((one) => ({ ...one, TunnelId: `${one.TunnelId}-of-lab` })),
  });

/** The risk of a change of the master. */
function riskOf(
  neighbours: readonly ConnectionWire[],
  changed: readonly string[],
  wanted?: Values,
  own = office(),
): SharedGatewayRisk | undefined {
  return sharedGatewayRisk(observe({ vpnConnectionId: CONNECTION, role: "master" }, own), neighbours, changed, wanted);
}
const tunnelsIn = (risk: SharedGatewayRisk | undefined): readonly (string | undefined)[] =>
  [...(risk?.siblings ?? []), ...(risk?.others ?? [])].map(({ tunnelId }) => tunnelId);
const withIke = (tunnel: TunnelWire, ike: NonNullable<TunnelWire["TunnelIkeConfig"]>): TunnelWire => ({
  ...tunnel,
  TunnelIkeConfig: { ...tunnel.TunnelIkeConfig, ...ike },
});

describe("the risk that tunnels between the same two gateways are for a change", () => {
  it("names the gateways, the tunnels of other connections, and the sibling", () => {
    expect(riskOf([office(), lab()], [PSK], NEW, connectionWire())).toEqual({
      vpnGatewayId: GATEWAY,
      customerGatewayId: "cgw-peer",
      siblings: [{ connectionId: CONNECTION, tunnelId: "tun-slave", role: "slave" }],
      others: [
        { connectionId: "vco-lab", tunnelId: "tun-master-of-lab", role: "master" },
        { connectionId: "vco-lab", tunnelId: "tun-slave-of-lab", role: "slave" },
      ],
    });
  });

  it.each([[PSK], ["tunnelIkeConfig.ikeEncAlg"], ["tunnelIkeConfig.ikeLifetime"], ["customerGatewayId"]])(
    "is there for %s, also while its value is not known",
    (path) => {
      const at = path === "customerGatewayId" ? { customerGatewayId: "cgw-peer" } : {};
      const others = lab([withIke(tunnelWire(), { IkePfs: "group5" })]);
      expect(tunnelsIn(riskOf([others], [path], at))).toEqual(["tun-master-of-lab"]);
    },
  );

  it.each([["tunnelIpsecConfig.ipsecPfs"], ["enableDpd"], ["tunnelBgpConfig.localAsn"], ["tunnelIkeConfig.localId"]])(
    "is not there for %s",
    (path) => expect(riskOf([lab()], [path], {}, connectionWire())).toBeUndefined(),
  );

  it("is not there where the others have the values of the change", () => {
    const others = lab([withKey(tunnelWire(), "n3wKeyOfTunnel"), withKey(slaveWire(), "n3wKeyOfTunnel")]);
    expect(riskOf([others], [PSK], NEW)).toBeUndefined();
    expect(tunnelsIn(riskOf([others], [PSK], { [PSK]: "an0therKey" }))).toHaveLength(2);
  });

  it("is not there for tunnels with one of the two gateways only, for other regions of the list, and for itself", () => {
    const otherGateway = { ...lab(), VpnGatewayId: "vpn-other" };
    const { VpnGatewayId: _, ...attached } = lab();
    const otherDevice = lab([tunnelWire({ CustomerGatewayId: "cgw-other" })]);
    expect(riskOf([office(), otherGateway, attached, otherDevice], [PSK], NEW)).toBeUndefined();
  });

  it("is not there on a transit router, which is no VPN gateway", () => {
    const { VpnGatewayId: _, ...attached } = connectionWire();
    expect(riskOf([attached], [PSK], NEW, attached)).toBeUndefined();
  });

  it("is that of the customer gateway after the change", () => {
    const moved = { customerGatewayId: "cgw-second", ...NEW };
    const changed = ["customerGatewayId", PSK];
    const atSecond = (key: string) => lab([withKey(tunnelWire({ CustomerGatewayId: "cgw-second" }), key)]);
    expect(riskOf([lab()], changed, moved, connectionWire())).toBeUndefined();
    expect(riskOf([atSecond("n3wKeyOfTunnel")], changed, moved)).toBeUndefined();
    expect(riskOf([atSecond(LIVE_KEY)], changed, moved)).toMatchObject({ customerGatewayId: "cgw-second" });
  });

  it("counts a key that the API withholds where the key or the customer gateway changes, and only there", () => {
    const masked = [lab([withKey(tunnelWire(), "l1veKe****")])];
    const own = office({ TunnelOptionsSpecification: [elsewhere, withKey(tunnelWire(), undefined)] });
    expect(tunnelsIn(riskOf(masked, [PSK], NEW, own))).toHaveLength(1);
    const lifetime = "tunnelIkeConfig.ikeLifetime";
    expect(riskOf(masked, [lifetime], { [lifetime]: 86_400 }, own)).toBeUndefined();
    expect(tunnelsIn(riskOf(masked, ["customerGatewayId"], { customerGatewayId: "cgw-peer" }, own))).toHaveLength(1);
  });

  it("counts a single-tunnel connection", () => {
    const { TunnelIkeConfig: IkeConfig = {} } = tunnelWire();
    const single = { ...lab([]), CustomerGatewayId: "cgw-peer", IkeConfig };
    const risk = riskOf([single], [PSK], NEW);
    expect(risk?.others).toEqual([{ connectionId: "vco-lab", tunnelId: undefined, role: "" }]);
    expect(risk && sharingText(risk)).toMatch(/^1 other tunnel between .* does not have .*: vco-lab$/u);
  });
});

describe("what is said of it", () => {
  const many = (count: number): SharedGatewayRisk => ({
    vpnGatewayId: "vpn-1",
    customerGatewayId: "cgw-1",
    siblings: [],
    others: Array.from({ length: count }, (_, index) => ({
      connectionId: `vco-${index + 1}`,
      tunnelId: `tun-${index + 1}`,
      role: "master",
    })),
  });
  const siblingOnly = { ...many(0), siblings: [{ connectionId: "vco-0", tunnelId: "tun-0", role: "slave" }] };

  it.each([
    [1, "1 other tunnel between vpn-1 and cgw-1 does not have", ": tun-1 (vco-1 master)"],
    [3, "3 other tunnels", ": tun-1 (vco-1 master), tun-2 (vco-2 master) and tun-3 (vco-3 master)"],
    [5, "5 other tunnels", ": tun-1 (vco-1 master), tun-2 (vco-2 master), tun-3 (vco-3 master) and 2 more"],
  ])("names three of %d tunnels at most, and counts them", (count, start, end) => {
    const text = sharingText(many(count));
    expect(text.startsWith(start)).toBe(true);
    expect(text.endsWith(end)).toBe(true);
  });

  it("is the way out that fits: one connection of several, or both tunnels of the one", () => {
    expect(waysOut(many(2))).toMatch(/\(1\) declare another customerGatewayId .*\(2\) make one connection of them/u);
    expect(waysOut(siblingOnly)).toMatch(/\(1\) declare another customerGatewayId .*\(2\) change both tunnels/u);
  });

  it("is a warning at the preview: what is shared, what nobody knows, what up does, and the ways out", () => {
    const text = sharedGatewayWarning(siblingOnly);
    expect(text).toMatch(/^up may be refused: 1 other tunnel between vpn-1 and cgw-1 /u);
    expect(text).toContain(
      "nobody knows whether the service checks that when one tunnel changes, and whether the other",
    );
    expect(text).toContain(
      "up tries one tunnel, before any hook has touched a device, and stops if the service refuses",
    );
    expect(text).toContain("Ways out: (1)");
    expect(text).not.toContain("rollout.sharedGateways");
    expect(sharedGatewayWarning(many(1))).not.toContain("whether the other tunnel of the same connection counts");
    expect(sharedGatewayWarning(many(1), true)).toContain('(rollout.sharedGateways: "refuse" sends nothing)');
  });

  it("stops the change where the program wants that, and only there", () => {
    expect(() => guardSharedGateways(undefined, "refuse")).not.toThrow();
    expect(() => guardSharedGateways(many(1))).not.toThrow();
    expect(() => guardSharedGateways(many(1), "try")).not.toThrow();
    const refuse = (): void => guardSharedGateways(many(1), "refuse");
    expect(refuse).toThrow(TunnelError);
    expect(refuse).toThrow(expect.objectContaining({ problem: "refused", property: "rollout.sharedGateways" }));
    expect(refuse).toThrow(/"refuse", and 1 other tunnel .*Nothing was sent\. Ways out: \(1\)/u);
  });

  it("is added to the service's refusal", () => {
    const refusal = failedLookUp("invalid", DIFFERENT_IKE_CONFIGS);
    expect(isSharedGatewayRefusal(refusal)).toBe(true);
    expect(isSharedGatewayRefusal(failedLookUp("invalid", "InvalidName"))).toBe(false);
    expect(isSharedGatewayRefusal(new Error(DIFFERENT_IKE_CONFIGS))).toBe(false);
    expect(sharedGatewayRefusal(refusal, undefined)).toBe(refusal);
    const error = sharedGatewayRefusal(refusal, many(1));
    expect(error).toMatchObject({ problem: "refused" });
    expect(error.message).toMatch(/SameVpnAndCgwDifferentIkeConfigs.* nothing is changed: 1 other .*Ways out: \(1\)/u);
  });

  it("is in the hint of the code, without anything that people do who get it", () => {
    const hint = knownCodes.get(DIFFERENT_IKE_CONFIGS)?.hint ?? "";
    for (const way of ["customerGatewayId", "ModifyVpnConnectionAttribute", "IKEv2"]) expect(hint).toContain(way);
    expect(hint).not.toContain("Give all connections");
  });
});
