import type { BgpConfig, IkeConfig, IpsecConfig } from "./entities";
import { formatIpv4, parseBlock } from "../ipv4";

/** What CreateVpnConnection gives a value that is left out ("Default value: ..." of its parameters). */
export const ikeDefaults: Readonly<Omit<IkeConfig, "Psk" | "LocalId" | "RemoteId">> = {
  IkeVersion: "ikev1",
  IkeMode: "main",
  IkeEncAlg: "aes",
  IkeAuthAlg: "md5",
  IkePfs: "group2",
  IkeLifetime: 86400,
};

export const ipsecDefaults: Readonly<IpsecConfig> = {
  IpsecEncAlg: "aes",
  IpsecAuthAlg: "md5",
  IpsecPfs: "group2",
  IpsecLifetime: 86400,
};

/** "LocalAsn ... Default value: 45104" (CreateVpnConnection). */
export const DEFAULT_LOCAL_ASN = 45104;

/** The first usable host of the tunnel's /30. */
export function defaultBgp(tunnelCidr: string): BgpConfig {
  const first = parseBlock(tunnelCidr)?.first;
  return {
    TunnelCidr: tunnelCidr,
    LocalBgpIp: first === undefined ? "" : formatIpv4(first + 1),
    LocalAsn: DEFAULT_LOCAL_ASN,
  };
}
