/**
 * Every request parameter of ModifyTunnelAttribute, transcribed from the API reference: its name within the request,
 * its type there, and the values it lists. What the table of fields says is held against this.
 * ClientToken is not here: it belongs to the call and not to the tunnel, and the client makes it up.
 */
export interface ReferenceParameter {
  readonly name: string;
  readonly type: "string" | "boolean" | "long";
  readonly isRequired?: true;
  readonly values?: readonly string[];
  readonly range?: readonly [number, number];
  readonly maxLength?: number;
}

const ENCRYPTION = ["aes", "aes192", "aes256", "des", "3des"];
const INTEGRITY = ["md5", "sha1", "sha256", "sha384", "sha512"];
const OPTIONS = "TunnelOptionsSpecification";

export const REFERENCE_PARAMETERS: readonly ReferenceParameter[] = [
  { name: "RegionId", type: "string" },
  { name: "VpnConnectionId", type: "string", isRequired: true },
  { name: "TunnelId", type: "string", isRequired: true },
  { name: `${OPTIONS}.EnableDpd`, type: "boolean" },
  { name: `${OPTIONS}.EnableNatTraversal`, type: "boolean" },
  { name: `${OPTIONS}.RemoteCaCertificate`, type: "string" },
  { name: `${OPTIONS}.CustomerGatewayId`, type: "string" },
  { name: `${OPTIONS}.TunnelBgpConfig.LocalAsn`, type: "long", range: [1, 4_294_967_295] },
  { name: `${OPTIONS}.TunnelBgpConfig.LocalBgpIp`, type: "string" },
  { name: `${OPTIONS}.TunnelBgpConfig.TunnelCidr`, type: "string" },
  { name: `${OPTIONS}.TunnelIkeConfig.IkeAuthAlg`, type: "string", values: INTEGRITY },
  { name: `${OPTIONS}.TunnelIkeConfig.IkeEncAlg`, type: "string", values: ENCRYPTION },
  { name: `${OPTIONS}.TunnelIkeConfig.IkeLifetime`, type: "long", range: [0, 86_400] },
  { name: `${OPTIONS}.TunnelIkeConfig.IkeMode`, type: "string", values: ["main", "aggressive"] },
  { name: `${OPTIONS}.TunnelIkeConfig.IkePfs`, type: "string", values: ["group1", "group2", "group5", "group14"] },
  { name: `${OPTIONS}.TunnelIkeConfig.IkeVersion`, type: "string", values: ["ikev1", "ikev2"] },
  { name: `${OPTIONS}.TunnelIkeConfig.LocalId`, type: "string", maxLength: 100 },
  { name: `${OPTIONS}.TunnelIkeConfig.Psk`, type: "string", maxLength: 100 },
  { name: `${OPTIONS}.TunnelIkeConfig.RemoteId`, type: "string", maxLength: 100 },
  { name: `${OPTIONS}.TunnelIpsecConfig.IpsecAuthAlg`, type: "string", values: INTEGRITY },
  { name: `${OPTIONS}.TunnelIpsecConfig.IpsecEncAlg`, type: "string", values: ENCRYPTION },
  { name: `${OPTIONS}.TunnelIpsecConfig.IpsecLifetime`, type: "long", range: [0, 86_400] },
  {
    name: `${OPTIONS}.TunnelIpsecConfig.IpsecPfs`,
    type: "string",
    values: ["disabled", "group1", "group2", "group5", "group14"],
  },
];
