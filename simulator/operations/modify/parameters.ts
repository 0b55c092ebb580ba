import { apiError } from "../../api/error";
import type { Parameter } from "../operation";
import {
  type Parse,
  bgpIp,
  boolean,
  certificate,
  identity,
  lifetime,
  localAsn,
  oneOf,
  preSharedKey,
  text,
  tunnelCidr,
} from "../../api/values";
import type { Params } from "../../http/request";
import type { BgpConfig, IkeConfig, IpsecConfig } from "../../model/entities";

/** What a request asks for. A block is there if at least one of its parameters was sent. */
export interface TunnelChange {
  EnableDpd?: boolean;
  EnableNatTraversal?: boolean;
  RemoteCaCertificate?: string;
  CustomerGatewayId?: string;
  TunnelIkeConfig?: Partial<IkeConfig>;
  TunnelIpsecConfig?: Partial<IpsecConfig>;
  TunnelBgpConfig?: Partial<BgpConfig>;
}

/** Every member of T, each with the rule for its text. */
type Leaves<T> = { readonly [K in keyof T]-?: Parse<Exclude<T[K], undefined>> };

const PREFIX = "TunnelOptionsSpecification.";

// "Valid values: md5, sha1, sha256, sha384, and sha512."
const AUTH = ["md5", "sha1", "sha256", "sha384", "sha512"];
// "Valid values: aes, aes192, aes256, des, and 3des."
const ENC = ["aes", "aes192", "aes256", "des", "3des"];
// "Valid values: group1, group2, group5, and group14."
const GROUPS = ["group1", "group2", "group5", "group14"];

const ikeLeaves: Leaves<IkeConfig> = {
  IkeAuthAlg: oneOf(AUTH),
  IkeEncAlg: oneOf(ENC),
  IkeLifetime: lifetime,
  // "main: This mode offers higher security during negotiations. aggressive: This mode is faster ..."
  IkeMode: oneOf(["main", "aggressive"]),
  IkePfs: oneOf(GROUPS),
  // "Valid values: ikev1 and ikev2."
  IkeVersion: oneOf(["ikev1", "ikev2"]),
  LocalId: identity,
  Psk: preSharedKey,
  RemoteId: identity,
};

const ipsecLeaves: Leaves<IpsecConfig> = {
  IpsecAuthAlg: oneOf(AUTH, () => apiError("NotSupportVpnConnectionParameter.IpsecAuthAlg")),
  IpsecEncAlg: oneOf(ENC),
  IpsecLifetime: lifetime,
  // "Valid values: disabled, group1, group2, group5, and group14."
  IpsecPfs: oneOf(["disabled", ...GROUPS], () => apiError("NotSupportVpnConnectionParameter.IpsecPfs")),
};

const bgpLeaves: Leaves<BgpConfig> = { LocalAsn: localAsn, LocalBgpIp: bgpIp, TunnelCidr: tunnelCidr };

type Single = Omit<TunnelChange, "TunnelIkeConfig" | "TunnelIpsecConfig" | "TunnelBgpConfig">;

const singleLeaves: Leaves<Single> = {
  EnableDpd: boolean,
  EnableNatTraversal: boolean,
  RemoteCaCertificate: certificate,
  CustomerGatewayId: text,
};

function keysOf<T extends object>(leaves: T): (keyof T & string)[] {
  const keys: (keyof T & string)[] = [];
  for (const key in leaves) keys.push(key);
  return keys;
}

function paths(prefix: string, leaves: object): Parameter[] {
  return Object.keys(leaves).map((leaf) => ({ name: prefix + leaf }));
}

/** The request parameters of ModifyTunnelAttribute. */
export const modifyParameters: readonly Parameter[] = [
  { name: "ClientToken" },
  { name: "RegionId" },
  { name: "VpnConnectionId", required: true },
  { name: "TunnelId", required: true },
  ...paths(PREFIX, singleLeaves),
  ...paths(`${PREFIX}TunnelIkeConfig.`, ikeLeaves),
  ...paths(`${PREFIX}TunnelIpsecConfig.`, ipsecLeaves),
  ...paths(`${PREFIX}TunnelBgpConfig.`, bgpLeaves),
];

/** The sent members of one block; undefined where none was. */
function readBlock<T extends object>(params: Params, prefix: string, leaves: Leaves<T>): Partial<T> | undefined {
  const block: Partial<T> = {};
  let sent = false;
  for (const leaf of keysOf(leaves)) {
    const raw = params.get(prefix + leaf);
    if (raw === undefined) continue;
    block[leaf] = leaves[leaf](raw, prefix + leaf);
    sent = true;
  }
  return sent ? block : undefined;
}

export function readChange(params: Params): TunnelChange {
  const change: TunnelChange = readBlock(params, PREFIX, singleLeaves) ?? {};
  const ike = readBlock(params, `${PREFIX}TunnelIkeConfig.`, ikeLeaves);
  const ipsec = readBlock(params, `${PREFIX}TunnelIpsecConfig.`, ipsecLeaves);
  const bgp = readBlock(params, `${PREFIX}TunnelBgpConfig.`, bgpLeaves);
  if (ike) change.TunnelIkeConfig = ike;
  if (ipsec) change.TunnelIpsecConfig = ipsec;
  if (bgp) change.TunnelBgpConfig = bgp;
  return change;
}
