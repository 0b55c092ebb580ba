import { diagnosisTable } from "../model/diagnosis-table";
import type { Peer, PeerConfig } from "../model/entities";
import { looseSchemasOf } from "../model/parameter";
import { type IkeConfig, type IpsecConfig, ikeRows, ipsecRows } from "../model/tunnel-parameters";
import { type JsonSchema, described, flag, mapOf, object, oneOf, text, titled, whole } from "../schema/json-schema";

const device = object<PeerConfig>({
  ...looseSchemasOf<IkeConfig>(ikeRows),
  ...looseSchemasOf<IpsecConfig>(ipsecRows),
  LocalSubnet: described("CIDR blocks of the device's side, joined by commas", text()),
  RemoteSubnet: described("CIDR blocks of the cloud's side", text()),
  EnableNatTraversal: described("NAT traversal", flag),
  Asn: described("ASN of the device", whole(0, 4294967295)),
  BgpIp: described("BGP address of the device", text()),
});
const wholeDevice: JsonSchema = { ...device, required: Object.keys(device.properties ?? {}) };

/** The device behind a customer gateway, in a topology and in a change of it. */
export const peerSchema = titled(
  "device",
  object<Peer>({
    Mirror: described("true, the default: somebody keeps it in step with the cloud side", flag),
    Down: described("nothing answers", flag),
    SourceIp: described("the address that it sends from, if it is not the customer gateway's", text()),
    Symptom: described(
      "a code of the diagnosis that it causes, whatever its values are",
      oneOf([...Object.keys(diagnosisTable), ""]),
    ),
    Config: described(
      "its own values for all its tunnels: those of IKE and IPsec, seen from the device, and its own fields",
      titled("values of a device", device),
    ),
    Tunnels: described("the same for one tunnel, by its id", mapOf(device)),
    Frozen: described("in an export: all values of a device that does not mirror, by tunnel", mapOf(wholeDevice)),
  }),
);
