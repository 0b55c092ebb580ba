import { randomUUID } from "node:crypto";
import type { Account } from "../../provider/api/account";
import { flatten } from "../../provider/api/flatten";
import { createAgent } from "../../provider/api/http-agents";
import { callRpc } from "../../provider/api/rpc-client";
import type { Write } from "./experiment";
import { type Call, Findings, type Time } from "./findings";
import { judgeReads, readConnections } from "./read";
import { judgeSharedGateways, judgeSharing } from "./shared-gateways";
import { judgeOmittedKey, judgeWrites } from "./write";

/** Asks one account in one region. */
export async function liveCheck(account: Account, time: Time, write?: Write): Promise<Findings> {
  const findings = new Findings();
  const call = callerOf(account);
  const connections = await readConnections(call);
  await judgeReads(call, connections, findings);
  judgeSharing(connections, findings);
  if (write === undefined) return findings;
  await judgeWrites(call, time, connections, write, findings);
  if (write.omitKey === true) await judgeOmittedKey(call, time, connections, write, findings);
  if (write.sharedGateways === true) await judgeSharedGateways(call, time, connections, write, findings);
  return findings;
}

/**
 * Answers as they came: what the provider's own client reads would be normalised. No retry either: refusals are
 * answers.
 */
function callerOf(account: Account): Call {
  const { endpoint, region, readTimeoutMs, connectTimeoutMs } = account;
  const target = { endpoint, apiVersion: "2016-04-28", agent: createAgent(endpoint, connectTimeoutMs), readTimeoutMs };
  return async (action, parameters) => {
    const token = action === "ModifyTunnelAttribute" ? { ClientToken: randomUUID() } : {};
    const flat = flatten({ RegionId: region, ...parameters, ...token });
    return callRpc(target, await account.credentials.getCredentials(), action, flat);
  };
}
