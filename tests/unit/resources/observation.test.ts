import { observe } from "../../../provider/resources/vpn-tunnel/observation";
import { pendingPart } from "../../../provider/resources/vpn-tunnel/change/configuring";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";
import {
  CONNECTION,
  connectionWire,
  GATEWAY,
  LIVE_KEY,
  MASTER,
  SLAVE,
  slaveWire,
  tunnelWire,
  withKey,
} from "./connections";

const byRole = (role: string) => ({ vpnConnectionId: CONNECTION, role });
const byId = (tunnelId: string) => ({ vpnConnectionId: CONNECTION, tunnelId });

function problemOf(work: () => unknown): TunnelError {
  try {
    work();
  } catch (error) {
    if (error instanceof TunnelError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("observe", () => {
  it("finds a tunnel by role or id, whichever is listed first", () => {
    expect(observe(byRole("master"), connectionWire())).toMatchObject({ tunnelId: MASTER, role: "master" });
    expect(observe(byRole("slave"), connectionWire())).toMatchObject({ tunnelId: SLAVE, role: "slave" });
    expect(observe(byId(SLAVE), connectionWire())).toMatchObject({ tunnelId: SLAVE, role: "slave" });
    const turned = connectionWire({ TunnelOptionsSpecification: [tunnelWire(), slaveWire()] });
    expect(observe(byRole("slave"), turned).values["internetIp"]).toBe("203.0.113.2");
  });

  it("reads settings and outputs in native types, and leaves out what is empty", () => {
    const { values } = observe(byRole("master"), connectionWire());
    expect(values).toMatchObject({
      enableDpd: true,
      enableNatTraversal: true,
      "tunnelIkeConfig.ikeLifetime": 86_400,
      "tunnelIkeConfig.psk": LIVE_KEY,
      "tunnelBgpConfig.localAsn": 45_104,
      "tunnelBgpConfig.peerAsn": 65_531,
      status: "ipsec_sa_established",
      zoneNo: "cn-hangzhou-h",
    });
    expect(values).not.toHaveProperty(["remoteCaCertificate"]);
  });

  it.each([["123456****"], ["******"], [""], [undefined]])("has no key where the API shows %j", (shown) => {
    const wire = connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), shown)] });
    expect(observe(byRole("master"), wire).values).not.toHaveProperty(["tunnelIkeConfig.psk"]);
  });

  it("keeps a key that merely holds asterisks", () => {
    const wire = connectionWire({ TunnelOptionsSpecification: [withKey(tunnelWire(), "ab*cd**")] });
    expect(observe(byRole("master"), wire).values["tunnelIkeConfig.psk"]).toBe("ab*cd**");
  });

  it("says of the connection what matters to a tunnel, subnets in a fixed order", () => {
    expect(observe(byRole("master"), connectionWire()).connection).toEqual({
      id: CONNECTION,
      name: "office",
      vpnGatewayId: GATEWAY,
      state: "active",
      bgpEnabled: true,
      localSubnets: ["10.0.0.0/16", "10.1.0.0/16"],
      remoteSubnets: ["192.168.1.0/24"],
    });
  });

  it("knows a connection of a transit router by its missing gateway, and BGP as unknown where it is not said", () => {
    const { EnableTunnelsBgp: _, ...attached } = connectionWire({ VpnGatewayId: "" });
    expect(observe(byRole("master"), attached).connection).toMatchObject({
      vpnGatewayId: undefined,
      bgpEnabled: undefined,
    });
  });
});

describe("a tunnel that cannot be observed", () => {
  it("has no connection", () => {
    const error = problemOf(() => observe(byRole("master"), undefined));
    expect([error.problem, error.isGone]).toEqual(["no such connection", true]);
    expect(error.message).toContain(`there is no IPsec-VPN connection ${CONNECTION}`);
    expect(error.message).toContain("check vpnConnectionId, regionId and the account");
  });

  it("is in a single-tunnel connection, which is not the same as gone", () => {
    const error = problemOf(() => observe(byRole("master"), connectionWire({ TunnelOptionsSpecification: [] })));
    expect([error.problem, error.isGone]).toEqual(["single-tunnel connection", false]);
    expect(error.message).toContain("alicloud.vpn.Connection");
  });

  it("is not there: the error lists those that are", () => {
    const error = problemOf(() => observe(byId("tun-other"), connectionWire()));
    expect([error.problem, error.isGone]).toEqual(["no such tunnel", true]);
    expect(error.message).toBe(`${CONNECTION} has no tunnel tun-other; it has ${SLAVE} (slave) and ${MASTER} (master)`);
  });

  it("has a role that the connection does not have", () => {
    const wire = connectionWire({ TunnelOptionsSpecification: [slaveWire()] });
    const error = problemOf(() => observe(byRole("master"), wire));
    expect(error.message).toBe(`${CONNECTION} has no tunnel with role master; it has ${SLAVE} (slave)`);
  });
});

describe("what is still being configured", () => {
  it.each(["updating", "Updating", "provisioning", "attaching", "deleting"])("is a connection that is %s", (State) => {
    expect(pendingPart(connectionWire({ State }))).toBe(`${CONNECTION} is ${State}`);
  });

  it("is a tunnel of it", () => {
    const wire = connectionWire({ TunnelOptionsSpecification: [tunnelWire({ State: "updating" }), slaveWire()] });
    expect(pendingPart(wire)).toBe(`${MASTER} is updating`);
  });

  it.each(["active", "attached", "init", "a word of next year", undefined])(
    "is nothing where the State is %s",
    (State) => {
      const { State: _, ...rest } = connectionWire();
      expect(pendingPart(State === undefined ? rest : { ...rest, State })).toBeUndefined();
    },
  );
});
