import { changeReply } from "../../answers/change-reply";
import { apiError } from "../../api/error";
import type { TunnelPlace } from "../../model/store";
import { fingerprintOf } from "../idempotency";
import { type Call, type Operation, type Reply, connectionResource } from "../operation";
import { mergeTunnel } from "./merge";
import { modifyParameters, readChange } from "./parameters";
import { checkRules } from "./rules";

const NAME = "ModifyTunnelAttribute";

/** "Modifies a VPN tunnel." */
export const modifyTunnelAttribute: Operation = {
  name: NAME,
  methods: ["GET", "POST"],
  parameters: modifyParameters,
  subUserDenial: "Forbbiden.SubUser",
  resource: (call) => connectionResource(call, call.params.get("VpnConnectionId") ?? ""),
  run: modify,
};

function modify(call: Call): Reply {
  const { world, params } = call;
  const token = world.idempotency.token(params);
  const fingerprint = token === undefined ? "" : fingerprintOf(NAME, params);
  if (token !== undefined) {
    const before = world.idempotency.recall(call.account, token, fingerprint);
    if (before !== undefined) return { json: before, committed: false };
  }
  const change = readChange(params);
  const { connection, tunnel } = findTunnel(call);
  const gateway = world.store.gateways.get(connection.VpnGatewayId);
  if (gateway?.FinancialLocked || connection.FinancialLocked) throw apiError("VpnGateway.FinancialLocked");
  if (world.configuring.isBusy(connection, call.now)) throw apiError(world.modes.busy);
  // Before the merge, which takes over what the tunnel's associations are.
  world.negotiations.bringUpToDate(connection, call.now);
  const merged = mergeTunnel(tunnel, change, world);
  checkRules(connection, merged, change, world);

  // Nothing below refuses: what is stored changes as a whole or not at all.
  const formerCustomerGateway = tunnel.CustomerGatewayId;
  const changed = differs(tunnel, merged);
  Object.assign(tunnel, merged);
  if (formerCustomerGateway !== tunnel.CustomerGatewayId) world.store.moved(connection, formerCustomerGateway);
  world.configuring.begin(connection, tunnel, call.now);
  if (changed) world.negotiations.cloudChanged(connection, tunnel, tunnel.configuringUntil);
  const json = JSON.stringify(changeReply(tunnel, world, call.now));
  const remembered =
    token === undefined ? undefined : world.idempotency.remember(call.account, token, fingerprint, json);
  world.onChange({
    connections: [connection],
    ...(gateway ? { gateway } : {}),
    ...(remembered ? { token: remembered } : {}),
  });
  return { json, committed: true };
}

function findTunnel(call: Call): TunnelPlace {
  const { params, world } = call;
  const connection = world.store.connection(params.get("VpnConnectionId") ?? "");
  const region = params.get("RegionId");
  const place = world.store.tunnel(params.get("TunnelId") ?? "");
  // The table has one code for "not there"; it stands for a tunnel that the connection does not have as well.
  const mine = connection?.AccountId === call.account && (region === undefined || connection.RegionId === region);
  if (!connection || !mine || place?.connection !== connection) {
    throw apiError("InvalidVpnConnectionInstanceId.NotFound");
  }
  return place;
}

/** Merging makes a new block of what was sent; the others are the ones that are stored. */
function differs<T extends object>(stored: T, merged: T): boolean {
  for (const name in merged) {
    if (stored[name] === merged[name]) continue;
    if (JSON.stringify(stored[name]) !== JSON.stringify(merged[name])) return true;
  }
  return false;
}
