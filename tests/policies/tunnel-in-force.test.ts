import { PolicyPack, validateResourceOfType, validateStackResourcesOfType } from "@pulumi/policy";
import { tunnelInForce, tunnelsInForce } from "../../policies/index";
import { VpnTunnel, VpnTunnelPair } from "../../sdk";
import { STRONG_PSK, goodIke, observed, vpnTunnel } from "./fixtures";
import { UNKNOWN, UNKNOWN_ARRAY, UNKNOWN_OBJECT, knownOrThrows } from "./policy-runner";
import { outputs } from "./shapes";

// The examples in the README have to compile: a rule over one tunnel, over a pair, and over a stack.
const typedRules: ConstructorParameters<typeof PolicyPack>[1] = {
  policies: [
    {
      name: "acme-no-aes-128",
      description: "Encrypt with 256 bits.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(VpnTunnel, (props, _args, report) => {
        const { tunnelIkeConfig } = tunnelInForce(props);
        if (tunnelIkeConfig.ikeEncAlg === "aes") report("Set ikeEncAlg to aes256.");
      }),
    },
    {
      name: "acme-pair-no-aes-128",
      description: "Encrypt with 256 bits on both tunnels.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(VpnTunnelPair, (props, _args, report) => {
        for (const { role, tunnelIkeConfig } of tunnelsInForce(props))
          if (tunnelIkeConfig.ikeEncAlg === "aes") report(`${role}: set ikeEncAlg to aes256.`);
      }),
    },
    {
      name: "acme-lifetime",
      description: "Renew keys within an hour.",
      enforcementLevel: "mandatory",
      validateStack: validateStackResourcesOfType(VpnTunnel, (tunnels, _args, report) => {
        for (const { tunnelIpsecConfig } of tunnels.map((tunnel) => tunnelInForce(tunnel)))
          if ((tunnelIpsecConfig.ipsecLifetime ?? 0) > 3600) report("Set ipsecLifetime to 3600.");
      }),
    },
  ],
};

describe("tunnelInForce", () => {
  it("has types that the rules of a pack compile with", () => expect(typedRules.policies).toHaveLength(3));

  it("gives each setting in its group: the declared value, or else the one in force", () => {
    const props = vpnTunnel({
      tunnelIkeConfig: { ikeEncAlg: "aes192" },
      tunnelIpsecConfig: undefined,
      enableDpd: undefined,
      observed: observed({ tunnelIkeConfig: goodIke({ localId: "192.0.2.1" }), enableDpd: false }),
    });
    for (const bag of [props.props, outputs(props).props]) {
      expect(tunnelInForce(bag)).toMatchObject({
        vpnConnectionId: "vco-1",
        tunnelId: "tun-a",
        role: "master",
        customerGatewayId: "cgw-1",
        enableDpd: false,
        tunnelIkeConfig: { ikeEncAlg: "aes192", ikeVersion: "ikev2", ikeLifetime: 28_800, localId: "192.0.2.1" },
        tunnelIpsecConfig: { ipsecEncAlg: "aes256" },
        tunnelBgpConfig: { localAsn: 65_010 },
        connection: {
          connectionName: "branch-office",
          vpnGatewayId: "vpn-1",
          localSubnets: ["10.0.0.0/16"],
          remoteSubnets: ["192.168.0.0/20"],
        },
        preSharedKey: STRONG_PSK,
        unknown: [],
        notRead: undefined,
      });
      expect(tunnelInForce(bag).declared).toContain("tunnelIkeConfig.ikeEncAlg");
      expect(tunnelInForce(bag).declared).not.toContain("tunnelIkeConfig.ikeVersion");
      expect(tunnelInForce(bag).declared).not.toContain("enableDpd");
    }
  });

  it("gives no key that is only in force", () => {
    const { props } = outputs(vpnTunnel({ preSharedKey: undefined }));
    expect(tunnelInForce({ ...props, preSharedKey: STRONG_PSK }).preSharedKey).toBeUndefined();
  });

  it("gives the known values beside unknown ones, and names the latter", () => {
    const { props } = vpnTunnel({
      tunnelIkeConfig: goodIke({ ikeEncAlg: UNKNOWN }),
      tunnelIpsecConfig: UNKNOWN_OBJECT,
      preSharedKey: UNKNOWN,
      observed: observed({ remoteSubnets: UNKNOWN_ARRAY }),
    });
    const tunnel = tunnelInForce(knownOrThrows(props));
    expect(tunnel.tunnelIkeConfig).toEqual({ ...goodIke(), ikeEncAlg: undefined });
    expect(tunnel.tunnelIpsecConfig).toEqual({});
    expect(tunnel.connection.localSubnets).toEqual(["10.0.0.0/16"]);
    expect(tunnel.unknown).toEqual(
      expect.arrayContaining([
        "tunnelIkeConfig.ikeEncAlg",
        "tunnelIpsecConfig.ipsecEncAlg",
        "preSharedKey",
        "connection.remoteSubnets",
      ]),
    );
    expect(tunnel.declared).toContain("tunnelIkeConfig.ikeEncAlg");
  });

  it.each(["off", "unknown", "outage"])("says that the live tunnel was not read: %s", (notRead) => {
    expect(tunnelInForce(vpnTunnel({ observed: { notRead } }).props)).toMatchObject({
      notRead,
      connection: {},
      tunnelIkeConfig: goodIke(),
    });
  });

  it("gives nothing for a value of the wrong kind", () => {
    const { props } = vpnTunnel({ enableDpd: "yes", tunnelIkeConfig: goodIke({ ikeLifetime: "long" }) });
    expect(tunnelInForce(props).enableDpd).toBeUndefined();
    expect(tunnelInForce(props).tunnelIkeConfig.ikeLifetime).toBeUndefined();
    expect(tunnelInForce({}).notRead).toBe("unobserved");
  });
});
