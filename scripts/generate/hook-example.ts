/**
 * The input of a hook, for the reference: a change of the slave's key and of one algorithm, at `prepare`. A text that
 * ends with … is shortened. tests/lifecycle/hook-example.test.ts holds it against what a real hook reads.
 */

const settings = {
  customerGatewayId: "cgw-bp1pvvm1x7d3z00001",
  enableDpd: true,
  enableNatTraversal: true,
  tunnelIkeConfig: {
    ikeVersion: "ikev2",
    ikeMode: "main",
    ikeEncAlg: "aes256",
    ikeAuthAlg: "sha256",
    ikePfs: "group14",
    ikeLifetime: 86400,
    localId: "47.98.20.1",
    remoteId: "203.0.113.10",
  },
  tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14", ipsecLifetime: 86400 },
  tunnelBgpConfig: { localAsn: 65530, localBgpIp: "169.254.11.1", tunnelCidr: "169.254.11.0/30" },
};

export const HOOK_EXAMPLE = {
  version: 1,
  phase: "prepare",
  attempt: 1,
  connection: {
    id: "vco-bp1bbi27hojx80nck",
    name: "office",
    vpnGatewayId: "vpn-bp1q8bgx4xnkm00001",
    localSubnets: ["0.0.0.0/0"],
    remoteSubnets: ["0.0.0.0/0"],
    bgp: true,
  },
  tunnel: { id: "tun-gbyf5c4v7u8b1q", role: "slave", internetIp: "47.98.20.1" },
  other: { id: "tun-gbyz2e070xzo93", role: "master", internetIp: "47.98.10.1", carriesTraffic: true },
  changes: ["tunnelIkeConfig.psk", "tunnelIpsecConfig.ipsecLifetime"],
  old: settings,
  new: { ...settings, tunnelIpsecConfig: { ...settings.tunnelIpsecConfig, ipsecLifetime: 28800 } },
  keys: { old: "Old-key-of-office-slave", new: "New-key-of-office-slave" },
  device: {
    id: "strongswan",
    files: [
      { name: "ali-0nck.swanctl.conf", text: "# Written by pulumi-alicloud-vpn: …" },
      { name: "ali-0nck-interfaces.sh", text: "#!/bin/sh\n…" },
      { name: "ali-0nck.service", text: "# Written by pulumi-alicloud-vpn: …" },
    ],
    drain: [
      "configure terminal",
      "route-map ali-0nck-t2-in permit 10",
      " set local-preference 50",
      "exit",
      "route-map ali-0nck-t2-out permit 10",
      " set as-path prepend 65010 65010 65010 65010 65010",
      "exit",
      "end",
      "clear bgp 169.254.11.1 soft in",
      "clear bgp 169.254.11.1 soft out",
    ],
    undrain: [
      "configure terminal",
      "route-map ali-0nck-t2-in permit 10",
      " no set local-preference",
      "exit",
      "route-map ali-0nck-t2-out permit 10",
      " set as-path prepend 65010 65010",
      "exit",
      "end",
      "clear bgp 169.254.11.1 soft in",
      "clear bgp 169.254.11.1 soft out",
    ],
  },
};
