import { diagnosisTable } from "../model/diagnosis-table";
import { wellKeptPeer } from "../negotiation/peer";
import type { Peer, PeerConfig } from "../model/entities";
import type { Fields } from "../schema/fields";

const TEXTS = [
  "IkeVersion",
  "IkeMode",
  "IkeEncAlg",
  "IkeAuthAlg",
  "IkePfs",
  "LocalId",
  "RemoteId",
  "Psk",
  "IpsecEncAlg",
  "IpsecAuthAlg",
  "IpsecPfs",
  "LocalSubnet",
  "RemoteSubnet",
  "BgpIp",
] as const;
const NUMBERS = ["IkeLifetime", "IpsecLifetime", "Asn"] as const;

/** The `Peer` of a customer gateway in a topology, or of a change of it. What is not named stays as it is in `base`. */
export function readPeer(fields: Fields | undefined, base: Peer = wellKeptPeer()): Peer {
  if (!fields) return base;
  const peer: Peer = {
    ...base,
    Mirror: fields.boolean("Mirror") ?? base.Mirror,
    Down: fields.boolean("Down") ?? base.Down,
  };
  const sourceIp = fields.text("SourceIp");
  if (sourceIp !== undefined) peer.SourceIp = sourceIp;
  const symptom = fields.text("Symptom");
  if (symptom !== undefined) {
    if (symptom !== "" && !Object.hasOwn(diagnosisTable, symptom))
      fields.problem(`Symptom: no such code as ${symptom}`);
    peer.Symptom = symptom;
  }
  const config = fields.object("Config");
  if (config) peer.Config = readPeerConfig(config);
  const tunnels = fields.object("Tunnels");
  if (tunnels) peer.Tunnels = Object.fromEntries(tunnels.members().map(([id, one]) => [id, readPeerConfig(one)]));
  const frozen = fields.object("Frozen");
  if (frozen) {
    peer.Frozen = {};
    for (const [id, one] of frozen.members()) {
      const whole = readPeerConfig(one);
      if (isComplete(whole)) peer.Frozen[id] = whole;
      else frozen.problem(`${id}: has to have every value of a device`);
    }
  }
  fields.done();
  return peer;
}

function readPeerConfig(fields: Fields): Partial<PeerConfig> {
  const config: Partial<PeerConfig> = {};
  for (const name of TEXTS) {
    const value = fields.text(name);
    if (value !== undefined) config[name] = value;
  }
  for (const name of NUMBERS) {
    const value = fields.integer(name, 0, 4294967295);
    if (value !== undefined) config[name] = value;
  }
  const natTraversal = fields.boolean("EnableNatTraversal");
  if (natTraversal !== undefined) config.EnableNatTraversal = natTraversal;
  fields.done();
  return config;
}

function isComplete(config: Partial<PeerConfig>): config is PeerConfig {
  return [...TEXTS, ...NUMBERS, "EnableNatTraversal"].every((name) => Object.hasOwn(config, name));
}
