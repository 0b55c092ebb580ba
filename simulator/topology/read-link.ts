import { defaultBgp, ikeDefaults, ipsecDefaults } from "../model/defaults";
import type { BgpConfig, IkeConfig, IpsecConfig, Link } from "../model/entities";
import type { Random } from "../random";
import type { Fields } from "../schema/fields";
import { readSa } from "./read-sa";

const ALGORITHMS = ["aes", "aes192", "aes256", "des", "3des"] as const;
const HASHES = ["md5", "sha1", "sha256", "sha384", "sha512"] as const;
const GROUPS = ["group1", "group2", "group5", "group14"] as const;

/** Where the blocks of a link stand: in a tunnel and at the top of a single-tunnel connection they have different names. */
export interface BlockNames {
  readonly ike: string;
  readonly ipsec: string;
  readonly bgp: string;
}

export interface LinkSurroundings {
  /** The address that the gateway gives this link. */
  readonly internetIp: string;
  peerIp(customerGatewayId: string): string;
  readonly random: Random;
  readonly now: number;
}

export function readLink(fields: Fields, names: BlockNames, around: LinkSurroundings): Link {
  const customerGatewayId = fields.requiredText("CustomerGatewayId", /^cgw-/);
  const internetIp = fields.text("InternetIp") ?? around.internetIp;
  const certificate = fields.text("RemoteCaCertificate");
  const bgp = fields.object(names.bgp);
  const authKey = bgp?.text("AuthKey");
  const bgpConfig = bgp && readBgp(bgp);
  return {
    CustomerGatewayId: customerGatewayId,
    InternetIp: internetIp,
    EnableDpd: fields.boolean("EnableDpd") ?? true,
    EnableNatTraversal: fields.boolean("EnableNatTraversal") ?? true,
    // The reference answers an empty text where there is none.
    ...(certificate ? { RemoteCaCertificate: certificate } : {}),
    IkeConfig: readIke(fields.object(names.ike), internetIp, around.peerIp(customerGatewayId), around.random),
    IpsecConfig: readIpsec(fields.object(names.ipsec)),
    ...(bgpConfig ? { BgpConfig: bgpConfig } : {}),
    ...(authKey === undefined ? {} : { BgpAuthKey: authKey }),
    Sa: readSa(fields, around.now),
  };
}

function readIke(fields: Fields | undefined, localId: string, remoteId: string, random: Random): IkeConfig {
  const ike: IkeConfig = {
    IkeVersion: fields?.oneOf("IkeVersion", ["ikev1", "ikev2"]) ?? ikeDefaults.IkeVersion,
    IkeMode: fields?.oneOf("IkeMode", ["main", "aggressive"]) ?? ikeDefaults.IkeMode,
    IkeEncAlg: fields?.oneOf("IkeEncAlg", ALGORITHMS) ?? ikeDefaults.IkeEncAlg,
    IkeAuthAlg: fields?.oneOf("IkeAuthAlg", HASHES) ?? ikeDefaults.IkeAuthAlg,
    IkePfs: fields?.oneOf("IkePfs", GROUPS) ?? ikeDefaults.IkePfs,
    IkeLifetime: fields?.integer("IkeLifetime", 0, 86400) ?? ikeDefaults.IkeLifetime,
    LocalId: fields?.text("LocalId") ?? localId,
    RemoteId: fields?.text("RemoteId") ?? remoteId,
    // An empty one is a key that an answer withheld.
    Psk: fields?.text("Psk", /^\S{0,100}$/) || random.preSharedKey(),
  };
  fields?.done();
  return ike;
}

function readIpsec(fields: Fields | undefined): IpsecConfig {
  const ipsec: IpsecConfig = {
    IpsecEncAlg: fields?.oneOf("IpsecEncAlg", ALGORITHMS) ?? ipsecDefaults.IpsecEncAlg,
    IpsecAuthAlg: fields?.oneOf("IpsecAuthAlg", HASHES) ?? ipsecDefaults.IpsecAuthAlg,
    IpsecPfs: fields?.oneOf("IpsecPfs", ["disabled", ...GROUPS]) ?? ipsecDefaults.IpsecPfs,
    IpsecLifetime: fields?.integer("IpsecLifetime", 0, 86400) ?? ipsecDefaults.IpsecLifetime,
  };
  fields?.done();
  return ipsec;
}

/** An empty block is how some answers say that BGP is off. */
function readBgp(fields: Fields): BgpConfig | undefined {
  fields.ignore("PeerAsn", "PeerBgpIp", "BgpStatus", "Status", "EnableBgp");
  const cidr = fields.has("TunnelCidr") ? fields.requiredText("TunnelCidr", /^169\.254\.\d+\.\d+\/30$/) : "";
  const defaults = defaultBgp(cidr);
  const bgp: BgpConfig = {
    TunnelCidr: cidr,
    LocalBgpIp: fields.text("LocalBgpIp") ?? defaults.LocalBgpIp,
    LocalAsn: fields.integer("LocalAsn", 1, 4294967295) ?? defaults.LocalAsn,
  };
  fields.done();
  return cidr ? bgp : undefined;
}
