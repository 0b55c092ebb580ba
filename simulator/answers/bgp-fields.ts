import type { JsonObject } from "../api/json";
import { otherHostOfPair } from "../ipv4";
import type { Link } from "../model/entities";
import type { AnswerSources } from "./live";
import type { ParameterWriters, Write } from "./parameter-writers";

/** The BGP values of an answer: the parameters, and what follows for the peer. undefined: BGP is not enabled. */
export function bgpFields(
  link: Link,
  { store, modes }: Pick<AnswerSources, "store" | "modes">,
  writers: ParameterWriters,
  write: Write,
): JsonObject | undefined {
  const { BgpConfig: bgp } = link;
  if (!bgp) return undefined;
  const fields = writers.bgp({}, bgp, write, modes);
  fields["PeerBgpIp"] = otherHostOfPair(bgp.LocalBgpIp);
  fields["PeerAsn"] = write(store.customerGateways.get(link.CustomerGatewayId)?.Asn ?? 0);
  return fields;
}
