/**
 * Both tunnels of one IPsec-VPN connection: IKEv2, AES-256, SHA-256, DH group 14, a key of its own for each tunnel.
 *
 *   pulumi config set connectionId vco-...
 *   pulumi config set --secret masterKey ...
 *   pulumi config set --secret slaveKey ...
 */
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";

const config = new pulumi.Config();
const vpnConnectionId = config.require("connectionId");

const ike = {
  ikeVersion: "ikev2",
  // Whatever the API knows can be asked for; which of it is good enough is for the policy pack to say.
  ikeEncAlg: config.get<"aes" | "aes192" | "aes256" | "des" | "3des">("ikeEncAlg") ?? "aes256",
  ikeAuthAlg: "sha256",
  ikePfs: "group14",
  ikeLifetime: 28_800,
} as const;
const tunnelIpsecConfig = {
  ipsecEncAlg: "aes256",
  ipsecAuthAlg: "sha256",
  ipsecPfs: "group14",
  ipsecLifetime: 3_600,
} as const;

const master = new VpnTunnel("master", {
  vpnConnectionId,
  role: "master",
  tunnelIkeConfig: { ...ike, psk: config.requireSecret("masterKey") },
  tunnelIpsecConfig,
  enableDpd: true,
});

// No `dependsOn`: the provider changes the tunnels one after the other, and the standby first.
const slave = new VpnTunnel("slave", {
  vpnConnectionId,
  role: "slave",
  tunnelIkeConfig: { ...ike, psk: config.requireSecret("slaveKey") },
  tunnelIpsecConfig,
  enableDpd: true,
});

/** What the peer device connects to, and whether it does. */
export const tunnels = [master, slave].map(({ internetIp, state, status }) => ({ internetIp, state, status }));
