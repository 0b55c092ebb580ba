/** Resources that break no rule, to be changed in the one place that a test is about. */

import { ATTACHMENT_TYPE, CONNECTION_TYPE, VPN_TUNNEL_PAIR_TYPE, VPN_TUNNEL_TYPE } from "../subjects/resource";
import type { GivenResource, Props } from "./given";

/** A random key of 24 characters, which every rule about keys accepts. */
export const STRONG_PSK = "vK7#qT2!mZ9@xR4&wL6pJ8^c";

/** Another such key. */
export const OTHER_PSK = "hT5$eW8^nB3&yM6!qZ1@kV4*";

/** IKE (phase 1) that breaks no rule. */
export const goodIke = (changes: Props = {}): Props => ({
  ikeVersion: "ikev2",
  ikeMode: "main",
  ikeEncAlg: "aes256",
  ikeAuthAlg: "sha256",
  ikePfs: "group14",
  ikeLifetime: 28_800,
  ...changes,
});

/** IPsec (phase 2) that breaks no rule. */
export const goodIpsec = (changes: Props = {}): Props => ({
  ipsecEncAlg: "aes256",
  ipsecAuthAlg: "sha256",
  ipsecPfs: "group14",
  ipsecLifetime: 14_400,
  ...changes,
});

/** BGP inside a tunnel that breaks no rule. */
export const goodBgp = (changes: Props = {}): Props => ({
  localAsn: 65_010,
  localBgpIp: "169.254.11.1",
  tunnelCidr: "169.254.11.0/30",
  ...changes,
});

/** What is in force on a live tunnel. A real `observed` leaves out the values that the program declares. */
export const observed = (changes: Props = {}): Props => ({
  connectionName: "branch-office",
  vpnGatewayId: "vpn-1",
  customerGatewayId: "cgw-1",
  tunnelId: "tun-a",
  role: "master",
  localSubnets: ["10.0.0.0/16"],
  remoteSubnets: ["192.168.0.0/20"],
  enableDpd: true,
  enableNatTraversal: true,
  tunnelIkeConfig: goodIke(),
  tunnelIpsecConfig: goodIpsec(),
  tunnelBgpConfig: goodBgp(),
  ...changes,
});

/** The inputs of a VpnTunnel, as a rule over one resource sees them. */
export function vpnTunnel(changes: Props = {}, name = "hq-master"): GivenResource {
  return {
    type: VPN_TUNNEL_TYPE,
    name,
    props: {
      vpnConnectionId: "vco-1",
      tunnelId: "tun-a",
      enableDpd: true,
      enableNatTraversal: true,
      preSharedKey: STRONG_PSK,
      tunnelIkeConfig: goodIke(),
      tunnelIpsecConfig: goodIpsec(),
      tunnelBgpConfig: goodBgp(),
      observed: observed(),
      ...changes,
    },
  };
}

/** An element of `tunnelOptionsSpecifications`. */
export const tunnelOption = (changes: Props = {}): Props => ({
  role: "master",
  customerGatewayId: "cgw-1",
  enableDpd: true,
  enableNatTraversal: true,
  tunnelIkeConfig: goodIke({ psk: STRONG_PSK }),
  tunnelIpsecConfig: goodIpsec(),
  tunnelBgpConfig: goodBgp(),
  ...changes,
});

/** A VpnTunnelPair with its inputs: what both tunnels share stands at its top. */
export function vpnTunnelPair(changes: Props = {}, name = "hq-pair"): GivenResource {
  const slaveBgp = { tunnelCidr: "169.254.12.0/30", localBgpIp: "169.254.12.1" };
  return {
    type: VPN_TUNNEL_PAIR_TYPE,
    name,
    props: {
      vpnConnectionId: "vco-1",
      enableDpd: true,
      enableNatTraversal: true,
      preSharedKey: STRONG_PSK,
      tunnelIkeConfig: goodIke(),
      tunnelIpsecConfig: goodIpsec(),
      tunnelBgpConfig: { localAsn: 65_010 },
      master: { tunnelBgpConfig: { localBgpIp: "169.254.11.1", tunnelCidr: "169.254.11.0/30" } },
      slave: { tunnelBgpConfig: slaveBgp },
      observed: {
        master: observed(),
        slave: observed({ role: "slave", tunnelId: "tun-b", tunnelBgpConfig: goodBgp(slaveBgp) }),
      },
      ...changes,
    },
  };
}

/** An alicloud.vpn.Connection with two tunnels. */
export function dualConnection(changes: Props = {}, name = "hq"): GivenResource {
  return {
    type: CONNECTION_TYPE,
    name,
    props: {
      vpnGatewayId: "vpn-1",
      localSubnets: ["10.0.0.0/16"],
      remoteSubnets: ["192.168.0.0/20"],
      tunnelOptionsSpecifications: [
        tunnelOption(),
        tunnelOption({
          role: "slave",
          tunnelBgpConfig: goodBgp({ tunnelCidr: "169.254.12.0/30", localBgpIp: "169.254.12.1" }),
        }),
      ],
      ...changes,
    },
  };
}

/** An alicloud.vpn.Connection with one tunnel. */
export function singleConnection(changes: Props = {}, name = "old"): GivenResource {
  return {
    type: CONNECTION_TYPE,
    name,
    props: {
      vpnGatewayId: "vpn-2",
      customerGatewayId: "cgw-2",
      localSubnets: ["10.0.0.0/16"],
      remoteSubnets: ["192.168.16.0/20"],
      ikeConfig: goodIke({ psk: STRONG_PSK }),
      ipsecConfig: goodIpsec(),
      ...changes,
    },
  };
}

/** An alicloud.vpn.GatewayVpnAttachment. */
export function attachment(changes: Props = {}, name = "cen"): GivenResource {
  return {
    type: ATTACHMENT_TYPE,
    name,
    props: {
      customerGatewayId: "cgw-3",
      localSubnet: "10.0.0.0/16,10.1.0.0/16",
      remoteSubnet: "192.168.32.0/20",
      ikeConfig: goodIke({ psk: STRONG_PSK }),
      ipsecConfig: goodIpsec(),
      ...changes,
    },
  };
}
