import { createHmac, randomBytes } from "node:crypto";

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** Form bodies signed with V1, made before the time is taken: what is measured is the server. */
export function signedBodies(count: number, parametersOf: (index: number) => Record<string, string>): string[] {
  return Array.from({ length: count }, (_, index) => signedBody(parametersOf(index)));
}

function signedBody(parameters: Record<string, string>): string {
  const all: Record<string, string> = {
    Format: "JSON",
    Version: "2016-04-28",
    RegionId: "cn-hangzhou",
    AccessKeyId: "simulator-access-key-id",
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: randomBytes(16).toString("hex"),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    ...parameters,
  };
  const form = Object.keys(all)
    .sort()
    .map((name) => `${encode(name)}=${encode(all[name] ?? "")}`)
    .join("&");
  const signature = createHmac("sha1", "simulator-access-key-secret&").update(`POST&%2F&${encode(form)}`);
  return `${form}&Signature=${encode(signature.digest("base64"))}`;
}

const digits = (n: number): string => String(n).padStart(16, "0");

/** One connection of a generated topology after the other. */
export const describeOne = (connections: number) => (index: number) => ({
  Action: "DescribeVpnConnections",
  VpnConnectionId: `vco-gen${digits((index % connections) + 1)}`,
});

/** A change of one tunnel after the other; each differs from what the tunnel has. */
export const modifyOne = (connections: number) => (index: number) => ({
  Action: "ModifyTunnelAttribute",
  VpnConnectionId: `vco-gen${digits((index % connections) + 1)}`,
  TunnelId: `tun-gen${digits(2 * (index % connections) + 1)}`,
  ClientToken: `bench-${index}`,
  "TunnelOptionsSpecification.TunnelIpsecConfig.IpsecLifetime": String(3600 + Math.floor(index / connections)),
});

export const page = (size: number) => (index: number) => ({
  Action: "DescribeVpnConnections",
  PageNumber: String(index + 1),
  PageSize: String(size),
});
