/**
 * Tunnels of two accounts in one program. The first uses the configured account (alicloud:accessKey, or the
 * environment); the second one names a profile of the shared credentials file (~/.aliyun/config.json), and its own
 * region. A profile's name is a reference and not a secret: keys stay where the aliyun CLI keeps them.
 *
 *   pulumi config set headquartersConnection vco-...
 *   pulumi config set partnerConnection vco-...
 *   pulumi config set partnerProfile partner
 *   pulumi config set partnerRegion eu-central-1
 */
import * as pulumi from "@pulumi/pulumi";
import { VpnTunnel, type VpnTunnelArgs } from "pulumi-alicloud-vpn";

const config = new pulumi.Config();

/** What both sides agreed on. */
const agreed: Pick<VpnTunnelArgs, "role" | "tunnelIpsecConfig" | "enableDpd"> = {
  role: "master",
  tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14" },
  enableDpd: true,
};

const headquarters = new VpnTunnel("headquarters", {
  vpnConnectionId: config.require("headquartersConnection"),
  ...agreed,
});

const partner = new VpnTunnel("partner", {
  vpnConnectionId: config.require("partnerConnection"),
  profile: config.require("partnerProfile"),
  regionId: config.require("partnerRegion"),
  ...agreed,
});

export const addresses = { headquarters: headquarters.internetIp, partner: partner.internetIp };
export const regions = { headquarters: headquarters.regionId, partner: partner.regionId };
