/**
 * Takes over ONE tunnel, and of it only what this team answers for: dead peer detection and the encryption of phase 2.
 * Everything else - the pre-shared key, phase 1, BGP - stays as somebody else made it, is never sent as a change, and
 * is still there to read. Start like this where an estate is to come under Pulumi little by little.
 *
 *   pulumi config set connectionId vco-...
 *   pulumi config set tunnelId tun-...
 */
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel } from "pulumi-alicloud-vpn";

const config = new pulumi.Config();

const tunnel = new VpnTunnel("branch", {
  vpnConnectionId: config.require("connectionId"),
  tunnelId: config.require("tunnelId"),
  tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256" },
  enableDpd: true,
});

/** Not declared above, and known all the same: what is in force now. */
export const ikeVersion = tunnel.tunnelIkeConfig.apply((ike) => ike?.ikeVersion);
export const peer = tunnel.customerGatewayId;
export const status = tunnel.status;
