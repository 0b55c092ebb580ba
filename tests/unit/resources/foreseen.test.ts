import * as fc from "fast-check";
import type { Properties } from "../../../provider/core/property-tree";
import { isUnknown } from "../../../provider/core/unknown";
import { foreseeNew, foreseeStored } from "../../../provider/resources/vpn-tunnel/foresee";
import { createTunnel, updateTunnel } from "../../../provider/resources/vpn-tunnel/verbs";
import { foreseeNewPair, foreseeStoredPair } from "../../../provider/resources/vpn-tunnel-pair/foresee";
import { vpnTunnelPair } from "../../../provider/resources/vpn-tunnel-pair/verbs";
import { UNKNOWN } from "../core/arbitraries";
import { CONNECTION, connectionWire, LIVE_KEY, MASTER, slaveWire, tunnelWire, withKey } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";
import { partOf, placesOf, storedAndGivenBack } from "./stored-bags";

const identity = { vpnConnectionId: CONNECTION, role: "master" };
const ID = `${CONNECTION}:${MASTER}`;

/** Declarations of a tunnel, as it is and as it is not. */
const DECLARABLE: Readonly<Record<string, Properties>> = {
  enableDpd: { enableDpd: false },
  same: { enableNatTraversal: true },
  ike: { tunnelIkeConfig: { ikePfs: "group14", ikeEncAlg: "aes256" } },
  gateway: { customerGatewayId: "cgw-other" },
  key: { preSharedKey: "an0therKey" },
  option: { onDestroy: "restore", timeouts: { settleSeconds: 7 } },
};
const declarations = partOf(Object.keys(DECLARABLE)).map((names) =>
  names.reduce<Properties>((all, name) => ({ ...all, ...DECLARABLE[name] }), identity),
);

/** True where each value that is foreseen is the one that came: an unknown one may be any. */
function holds(foreseen: unknown, came: unknown): boolean {
  if (isUnknown(foreseen)) return true;
  if (typeof foreseen !== "object" || foreseen === null) return foreseen === came;
  if (typeof came !== "object" || came === null) return false;
  const names = [...new Set([...Object.keys(foreseen), ...Object.keys(came)])].filter((name) => !name.startsWith("__"));
  return names.every((name) => holds(Reflect.get(foreseen, name), Reflect.get(came, name)));
}

/** Ports of a service that derives the peer's identity from the customer gateway. */
function portsThatDerive(): FakePorts {
  const ports = fakePorts();
  const { apply } = ports;
  ports.apply = (tunnel, specification) => {
    const changed = apply(tunnel, specification);
    return "CustomerGatewayId" in specification
      ? { ...changed, TunnelIkeConfig: { ...changed.TunnelIkeConfig, RemoteId: "198.51.100.77" } }
      : changed;
  };
  return ports;
}

describe("what a preview foresees", () => {
  it("of a new tunnel comes true: nothing else comes, and what nobody can know is unknown", async () => {
    await fc.assert(
      fc.asyncProperty(declarations, async (inputs) => {
        const { id, outs } = await foreseeNew(inputs, fakePorts());
        const came = await createTunnel(inputs, portsThatDerive());
        expect(id).toBe(came.id);
        expect(holds(storedAndGivenBack(outs), storedAndGivenBack(came.outs))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("of a stored tunnel comes true, and asks nobody", async () => {
    await fc.assert(
      fc.asyncProperty(declarations, declarations, async (before, inputs) => {
        const ports = portsThatDerive();
        const olds = storedAndGivenBack((await createTunnel(before, ports)).outs);
        const quiet = fakePorts();
        const outs = foreseeStored(inputs, olds, quiet);
        const came = await updateTunnel(ID, olds, inputs, ports);
        expect(quiet.events).toEqual([]);
        expect(holds(storedAndGivenBack(outs), storedAndGivenBack(came.outs))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it("is everything where adopting changes nothing, the status too", async () => {
    const { outs } = await foreseeNew({ ...identity, enableDpd: true }, fakePorts());
    expect(JSON.stringify(outs)).not.toContain(UNKNOWN);
    expect(outs).toMatchObject({ status: "ipsec_sa_established", internetIp: "203.0.113.1", connectionName: "office" });
  });

  it("is no status where something is sent, and no value that the service computes anew", async () => {
    const { outs } = await foreseeNew({ ...identity, customerGatewayId: "cgw-other" }, fakePorts());
    expect(outs).toMatchObject({
      status: UNKNOWN,
      internetIp: "203.0.113.1",
      tunnelIkeConfig: { remoteId: UNKNOWN, ikeEncAlg: "aes" },
      tunnelBgpConfig: { bgpStatus: UNKNOWN },
    });
  });

  it("is what is declared alone where the tunnel is not known yet, or nobody may look", async () => {
    for (const [inputs, ports] of [
      [{ ...identity, vpnConnectionId: UNKNOWN, enableDpd: false }, fakePorts()],
      [
        { ...identity, enableDpd: false },
        { ...fakePorts(), compare: "off" as const },
      ],
    ] as const) {
      const { id, outs } = await foreseeNew(inputs, ports);
      expect(id).toBeUndefined();
      expect(outs).toMatchObject({ enableDpd: false, status: UNKNOWN, connectionName: UNKNOWN, localSubnets: UNKNOWN });
      expect(outs).toMatchObject({ tunnelId: UNKNOWN, role: "master", regionId: "cn-hangzhou" });
    }
  });

  it("has each key as a secret: a declared one, the one in force, one that is not known", async () => {
    const seen = async (inputs: Properties, ports = fakePorts()): Promise<readonly string[]> => {
      const { outs } = await foreseeNew({ ...identity, ...inputs }, ports);
      return [LIVE_KEY, "an0therKey", UNKNOWN].flatMap((text) => placesOf(text, { k: outs["preSharedKey"] }));
    };
    expect(await seen({})).toEqual(["k[secret]"]);
    expect(await seen({ preSharedKey: "an0therKey" })).toEqual(["k[secret]"]);
    expect(await seen({ preSharedKey: UNKNOWN })).toEqual(["k[secret]"]);
    expect(await seen({ tunnelIkeConfig: { pskFrom: { env: "KEY" } } })).toEqual([]);
    const masked = fakePorts([
      connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "l1****"), slaveWire()] }),
    ]);
    expect(await seen({}, masked)).toEqual([]);
  });

  it("keeps what the program calls secret a secret", async () => {
    const inputs = { ...identity, customerGatewayId: "cgw-other", __secretPaths: ["customerGatewayId"] };
    const { outs } = await foreseeNew(inputs, fakePorts());
    expect(placesOf("cgw-other", outs)).toEqual(["customerGatewayId[secret]"]);
  });
});

describe("what a preview foresees of a pair", () => {
  const inputs = { vpnConnectionId: CONNECTION, enableDpd: false, slave: { tunnelIkeConfig: { ikePfs: "group14" } } };
  const sessionOf = (ports: FakePorts): Parameters<typeof vpnTunnelPair.create>[1] => ({
    ...ports,
    portsFor: () => ports,
    remarks: { notCompared() {}, adoptedUnchanged() {}, leftInPlace() {} },
  });

  it("comes true, for a new one and for a stored one", async () => {
    const ports = fakePorts();
    const foreseen = await foreseeNewPair(inputs, ports);
    const { outs } = await vpnTunnelPair.create(inputs, sessionOf(ports));
    expect(holds(storedAndGivenBack(foreseen), storedAndGivenBack(outs))).toBe(true);
    const next = { ...inputs, enableDpd: true };
    const olds = storedAndGivenBack(outs);
    const again = foreseeStoredPair(next, olds, ["master", "slave"], fakePorts());
    const came = await vpnTunnelPair.update(CONNECTION, olds, next, sessionOf(ports));
    expect(holds(storedAndGivenBack(again), storedAndGivenBack(came.outs))).toBe(true);
  });

  it("has both tunnels, with their own values", async () => {
    const foreseen = await foreseeNewPair(inputs, fakePorts());
    expect(foreseen).toMatchObject({
      master: { tunnelId: MASTER, enableDpd: false, tunnelIkeConfig: { ikePfs: "group2" } },
      slave: { enableDpd: false, tunnelIkeConfig: { ikePfs: "group14" }, status: UNKNOWN },
    });
  });
});
