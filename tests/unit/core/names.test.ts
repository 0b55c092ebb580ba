import { nearestName } from "../../../provider/core/names";
import { check } from "../../../provider/core/check";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";

describe("the nearest right name", () => {
  it.each([
    // Other case, other separators, other place.
    ["ike_enc_alg", "tunnelIkeConfig.ikeEncAlg"],
    ["IkeEncAlg", "tunnelIkeConfig.ikeEncAlg"],
    ["ikeEncAlg", "tunnelIkeConfig.ikeEncAlg"],
    ["IKE-ENC-ALG", "tunnelIkeConfig.ikeEncAlg"],
    ["tunnelIkeConfig.IkeEncAlg", "tunnelIkeConfig.ikeEncAlg"],
    ["tunnelIkeConfig.ipsecEncAlg", "tunnelIpsecConfig.ipsecEncAlg"],
    ["tunnelIkeConfig.tunnelCidr", "tunnelBgpConfig.tunnelCidr"],
    ["psk", "tunnelIkeConfig.psk"],
    ["Psk", "tunnelIkeConfig.psk"],
    ["VpnConnectionId", "vpnConnectionId"],
    ["vpn_connection_id", "vpnConnectionId"],
    ["TunnelIkeConfig", "tunnelIkeConfig"],
    ["tunnel_ipsec_config", "tunnelIpsecConfig"],
    ["roleArn", "assumeRole.roleArn"],
    // Slips.
    ["tunnelIkeConfig.ikeEncAlgo", "tunnelIkeConfig.ikeEncAlg"],
    ["tunnelIkeConfig.ikeLifeTime", "tunnelIkeConfig.ikeLifetime"],
    ["tunnelIpsecConfig.pfs", "tunnelIpsecConfig.ipsecPfs"],
    ["tunnelIkeConfig.encAlg", "tunnelIkeConfig.ikeEncAlg"],
    ["tunelId", "tunnelId"],
    ["enableDPD", "enableDpd"],
    ["enableNatTraversel", "enableNatTraversal"],
    ["roll", "role"],
    // Nothing that is near enough to be a help.
    ["description", undefined],
    ["pfs", undefined],
    ["x", undefined],
    ["", undefined],
    ["...", undefined],
  ])("of %s is %s", (wrong, right) => {
    expect(nearestName(vpnTunnelTable, wrong)).toBe(right);
  });

  it("prefers the same group where two names are as near", () => {
    expect(nearestName(vpnTunnelTable, "tunnelIpsecConfig.ipsecLifetim")).toBe("tunnelIpsecConfig.ipsecLifetime");
  });

  it("is never an output: that cannot be declared", () => {
    for (const output of vpnTunnelTable.fields.filter((field) => field.kind === "output"))
      expect(nearestName(vpnTunnelTable, output.path)).not.toBe(output.path);
  });

  it("is found for every declarable field in snake case, in the API's case and outside its group", () => {
    const leafOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);
    const paths = vpnTunnelTable.fields.filter((field) => field.kind !== "output").map(({ path }) => path);
    for (const path of paths) {
      const leaf = leafOf(path);
      // A name that two groups have is found in the first of them.
      const first = paths.find((each) => leafOf(each) === leaf);
      for (const spelling of [
        leaf.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
        leaf.charAt(0).toUpperCase() + leaf.slice(1),
        leaf.toUpperCase(),
      ])
        expect([spelling, nearestName(vpnTunnelTable, spelling)]).toEqual([spelling, first]);
    }
  });

  it("stands in the reason, so that the user need not look it up", () => {
    const { failures } = check(vpnTunnelTable, {
      vpnConnectionId: "vco-1",
      role: "master",
      ike_enc_alg: "aes",
      IkeEncAlg: "aes",
      tunnelIkeConfig: { ike_enc_alg: "aes" },
    });
    expect(failures).toEqual([
      { property: "ike_enc_alg", reason: "is not a property; did you mean tunnelIkeConfig.ikeEncAlg?" },
      { property: "IkeEncAlg", reason: "is not a property; did you mean tunnelIkeConfig.ikeEncAlg?" },
      {
        property: "tunnelIkeConfig.ike_enc_alg",
        reason: "is not a property of tunnelIkeConfig; did you mean tunnelIkeConfig.ikeEncAlg?",
      },
    ]);
  });
});
