/**
 * Both tunnels of a connection as one resource, and a hook that does the device's part of every change: it moves the
 * traffic to the other tunnel, gives the device the new values, and moves the traffic back.
 *
 *   pulumi config set connectionId vco-...
 *   pulumi config set --secret masterKey ...
 *   pulumi config set --secret slaveKey ...
 *
 * hook.mjs is for strongSwan and FRRouting, here or over ssh (ROLLOUT_SHELL="ssh root@device"). For Ansible:
 *
 *   pulumi config set hook "sh roll-out.sh"
 */
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnelPair } from "pulumi-alicloud-vpn";

const config = new pulumi.Config();

const office = new VpnTunnelPair("office", {
  vpnConnectionId: config.require("connectionId"),
  // What both tunnels share ...
  tunnelIkeConfig: { ikeVersion: "ikev2", ikeEncAlg: "aes256", ikeAuthAlg: "sha256", ikePfs: "group14" },
  tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14" },
  enableDpd: true,
  // ... and what is different.
  master: { tunnelIkeConfig: { psk: config.requireSecret("masterKey") } },
  slave: { tunnelIkeConfig: { psk: config.requireSecret("slaveKey") } },
  rollout: {
    // Longer than the hold time of the BGP sessions.
    holdSeconds: config.getNumber("holdSeconds") ?? 30,
    hook: { command: config.get("hook") ?? "node hook.mjs", withKey: true, device: "strongswan" },
  },
});

/** Whether each tunnel is up. */
export const status = { master: office.master.status, slave: office.slave.status };
