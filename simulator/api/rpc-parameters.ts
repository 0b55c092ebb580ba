/** Parameters that every RPC operation takes: signature and format, and the owner fields of the generated SDKs. */
const RPC_PARAMETERS = new Set([
  "Action",
  "Version",
  "Format",
  "AccessKeyId",
  "Signature",
  "SignatureMethod",
  "SignatureVersion",
  "SignatureNonce",
  "SignatureType",
  "Timestamp",
  "SecurityToken",
  "OwnerId",
  "OwnerAccount",
  "ResourceOwnerId",
  "ResourceOwnerAccount",
]);

export function isRpcParameter(name: string): boolean {
  return RPC_PARAMETERS.has(name);
}
