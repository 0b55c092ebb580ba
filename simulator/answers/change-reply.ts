import type { JsonObject } from "../api/json";
import { tunnelState } from "../model/configuring";
import type { Tunnel } from "../model/entities";
import { bgpFields } from "./bgp-fields";
import type { AnswerSources } from "./live";
import { native, replyWriters } from "./parameter-writers";

/** The reply of ModifyTunnelAttribute: flat, native values, no Status and no TunnelIndex. */
export function changeReply(tunnel: Tunnel, sources: AnswerSources, now: number): JsonObject {
  const { modes } = sources;
  const { direct, ike, ipsec } = replyWriters;
  const bgp = bgpFields(tunnel, sources, replyWriters, native);
  const reply: JsonObject = {
    TunnelId: tunnel.TunnelId,
    Role: tunnel.Role,
    State: modes.replyState === "active" ? "active" : tunnelState(tunnel, now),
    ZoneNo: tunnel.ZoneNo,
    InternetIp: tunnel.InternetIp,
  };
  direct(reply, tunnel, native, modes);
  reply["TunnelIkeConfig"] = ike({}, tunnel.IkeConfig, native, modes);
  reply["TunnelIpsecConfig"] = ipsec({}, tunnel.IpsecConfig, native, modes);
  if (bgp) reply["TunnelBgpConfig"] = { EnableBgp: true, ...bgp };
  return reply;
}
