import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "../../../../sdk";

/** Both tunnels of an office's connection, and whether one of them is up. */
export function office(vpnConnectionId: pulumi.Input<string>, psk: pulumi.Input<string>) {
  const tunnels = (["master", "slave"] as const).map(
    (role) =>
      new VpnTunnel(`office-${role}`, {
        vpnConnectionId,
        role,
        tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", ikePfs: "group14", psk },
      }),
  );
  const isReachable = pulumi
    .all(tunnels.map(({ status }) => status))
    .apply((all) => all.includes("ipsec_sa_established"));
  return { tunnels, isReachable };
}
