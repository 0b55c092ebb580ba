import type { LiveTunnel } from "../../peer/model/input";

/**
 * The cloud's side of a tunnel for strongSwan, from what DescribeVpnConnection says of it. It shares nothing with the
 * renderers under test, so that a mistake in one of them cannot be in both ends.
 */
const CIPHERS: Readonly<Record<string, string>> = {
  aes: "aes128",
  aes192: "aes192",
  aes256: "aes256",
  des: "des",
  "3des": "3des",
};
const GROUPS: Readonly<Record<string, string>> = {
  group1: "modp768",
  group2: "modp1024",
  group5: "modp1536",
  group14: "modp2048",
};

const word = (words: Readonly<Record<string, string>>, value: unknown): string => {
  const found = words[String(value)];
  if (found === undefined) throw new Error(`no strongSwan name for ${String(value)}`);
  return found;
};

/** strongSwan takes a text in front of an @ apart; a name is forced to be one by the @ before it. */
const id = (value: unknown): string => (/^[\d.]+$/u.test(String(value)) ? String(value) : `@${String(value)}`);

export interface CloudTunnel {
  /** What its sections are called: two tunnels of one daemon have different ones. */
  readonly name?: string;
  readonly tunnel: LiveTunnel;
  readonly cloudAddress: string;
  readonly deviceAddress: string;
  readonly cloudSubnet: string;
  readonly deviceSubnet: string;
  /** How often it asks whether the device is there; absent: never. */
  readonly dpdSeconds?: number;
}

export function cloudSide({
  name = "cloud",
  tunnel,
  cloudAddress,
  deviceAddress,
  cloudSubnet,
  deviceSubnet,
  dpdSeconds = 0,
}: CloudTunnel): string {
  const { TunnelIkeConfig: ike = {}, TunnelIpsecConfig: ipsec = {} } = tunnel;
  const pfs = ipsec.IpsecPfs === "disabled" ? "" : `-${word(GROUPS, ipsec.IpsecPfs)}`;
  return `connections {
  ${name} {
    version = ${ike.IkeVersion === "ikev1" ? 1 : 2}
    aggressive = ${ike.IkeVersion === "ikev1" && ike.IkeMode === "aggressive" ? "yes" : "no"}
    local_addrs = ${cloudAddress}
    remote_addrs = ${deviceAddress}
    dpd_delay = ${dpdSeconds}s
    proposals = ${word(CIPHERS, ike.IkeEncAlg)}-${String(ike.IkeAuthAlg)}-${word(GROUPS, ike.IkePfs)}
    local {
      auth = psk
      id = ${id(ike.LocalId)}
    }
    remote {
      auth = psk
      id = ${id(ike.RemoteId)}
    }
    children {
      net {
        local_ts = ${cloudSubnet}
        remote_ts = ${deviceSubnet}
        life_time = ${String(ipsec.IpsecLifetime ?? 86_400)}s
        esp_proposals = ${word(CIPHERS, ipsec.IpsecEncAlg)}-${String(ipsec.IpsecAuthAlg)}${pfs}
      }
    }
  }
}
secrets {
  ike-${name} {
    id-1 = ${id(ike.LocalId)}
    id-2 = ${id(ike.RemoteId)}
    secret = 0x${Buffer.from(String(ike.Psk), "utf8").toString("hex")}
  }
}
`;
}
