/** The questions that reading alone settles. */
import { ApiError } from "../../provider/api/errors";
import { isJsonObject } from "../../provider/api/plain-json";
import { type Call, type Findings, type Raw, hasStatus, isUp, list, members, text, tunnelsOf } from "./findings";

const PAGE_SIZE = 50;
const MOST_PAGES = 20;
/** Enough to see the rule, few enough for one request. */
const MOST_DIAGNOSED = 20;

/** All connections of the region, as they came. */
export async function readConnections(call: Call): Promise<Raw[]> {
  const found: Raw[] = [];
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await call("DescribeVpnConnections", { PageNumber: page, PageSize: PAGE_SIZE });
    const connections = list(answer, "VpnConnections", "VpnConnection");
    found.push(...connections);
    if (connections.length < PAGE_SIZE) break;
  }
  return found;
}

/** Judges what came; asks for a diagnosis of tunnels that are up and, for comparison, for one connection alone. */
export async function judgeReads(call: Call, connections: readonly Raw[], findings: Findings): Promise<void> {
  const dual = connections.filter((one) => tunnelsOf(one).length > 0);
  const tunnels = dual.flatMap(tunnelsOf);
  findings.note(`${connections.length} connections, ${dual.length} of them dual-tunnel with ${tunnels.length} tunnels`);
  judgeTypes(tunnels, findings);
  judgeTopLevel(dual, findings);
  judgeUnset(connections, tunnels, findings);
  judgeTags(connections, findings);
  judgeOrder(dual, findings);
  judgeStatuses(connections, tunnels, findings);
  judgeKeys(connections, tunnels, findings);
  await judgeDiagnosis(call, tunnels, findings);
  await compareWithSingle(call, dual, findings);
}

const kindsIn = (tunnels: readonly Raw[]): Set<string> =>
  new Set(
    tunnels.flatMap((tunnel) =>
      [
        tunnel["EnableDpd"],
        tunnel["EnableNatTraversal"],
        members(tunnel, "TunnelIkeConfig")["IkeLifetime"],
        members(tunnel, "TunnelIpsecConfig")["IpsecLifetime"],
        members(tunnel, "TunnelBgpConfig")["LocalAsn"],
      ].flatMap((value) =>
        value === undefined || value === "" ? [] : [typeof value === "string" ? "string" : "native"],
      ),
    ),
  );

function judgeTypes(tunnels: readonly Raw[], findings: Findings): void {
  const kinds = kindsIn(tunnels);
  if (kinds.size !== 1) findings.untold("tunnelValues", kinds.size === 0 ? "no tunnel" : "strings and native values");
  else if (kinds.has("string")) findings.found("tunnelValues", "string", "values inside tunnels are strings");
  else findings.found("tunnelValues", "native", "values inside tunnels are numbers and booleans");
}

const SINGLE_ONLY_BLOCKS = ["IkeConfig", "IpsecConfig"];
const SINGLE_ONLY = ["CustomerGatewayId", "Status", "EnableDpd", "EnableNatTraversal", ...SINGLE_ONLY_BLOCKS];

function judgeTopLevel(dual: readonly Raw[], findings: Findings): void {
  const present = new Set(dual.flatMap((one) => SINGLE_ONLY.filter((name) => name in one)));
  const there = `there: ${[...present].join(", ")}`;
  if (dual.length === 0) findings.untold("dualTunnelTopLevel", "no dual-tunnel connection");
  else if (present.size === 0) findings.found("dualTunnelTopLevel", "missing", `no ${SINGLE_ONLY.join(", ")}`);
  else if (SINGLE_ONLY_BLOCKS.some((name) => present.has(name))) findings.found("dualTunnelTopLevel", "empty", there);
  else findings.found("dualTunnelTopLevel", "no-blocks", there);
}

/**
 * `missing` or `empty` for every certificate and BGP block that a tunnel does not have, and for tunnels that are not.
 */
function judgeUnset(connections: readonly Raw[], tunnels: readonly Raw[], findings: Findings): void {
  const seen = new Set<string>();
  for (const tunnel of tunnels) {
    const certificate = tunnel["RemoteCaCertificate"];
    if (certificate === undefined || certificate === "") seen.add(certificate === undefined ? "missing" : "empty");
    const bgp = tunnel["TunnelBgpConfig"];
    if (bgp === undefined) seen.add("missing");
    else if (text(members(tunnel, "TunnelBgpConfig"), "TunnelCidr") === "") seen.add("empty");
  }
  for (const single of connections.filter((one) => tunnelsOf(one).length === 0)) {
    seen.add("TunnelOptionsSpecification" in single ? "empty" : "missing");
  }
  if (seen.size !== 1)
    findings.untold("unsetTunnelFields", seen.size === 0 ? "every tunnel has both" : "both were seen");
  else if (seen.has("empty")) findings.found("unsetTunnelFields", "empty", "unset fields of tunnels are there, empty");
  else findings.found("unsetTunnelFields", "missing", "unset fields of tunnels are not there");
}

function judgeTags(connections: readonly Raw[], findings: Findings): void {
  const untagged = connections.filter((one) => list(one, "Tag", "Tag").length === 0);
  const kinds = new Set(
    untagged.map(({ Tag: wrapper }) => (isJsonObject(wrapper) ? ("Tag" in wrapper ? "list" : "empty") : "missing")),
  );
  const [kind] = kinds;
  if (kind === undefined) findings.untold("emptyTags", "every connection has tags");
  else if (kinds.size > 1) findings.untold("emptyTags", "it differs between connections");
  else findings.found("emptyTags", kind, `${untagged.length} connections without tags`);
}

function judgeOrder(dual: readonly Raw[], findings: Findings): void {
  const roles = new Set(dual.map((one) => tunnelsOf(one)[0]?.["Role"]));
  if (dual.length === 0) findings.untold("tunnelOrder", "no dual-tunnel connection");
  else if (roles.size > 1) findings.untold("tunnelOrder", "it differs between connections");
  else if (roles.has("master")) findings.found("tunnelOrder", "master-first", "in every connection");
  else if (roles.has("slave")) findings.found("tunnelOrder", "slave-first", "in every connection");
  else findings.untold("tunnelOrder", "tunnels have no Role");
}

function judgeStatuses(connections: readonly Raw[], tunnels: readonly Raw[], findings: Findings): void {
  const links = [...tunnels, ...connections.filter((one) => tunnelsOf(one).length === 0)];
  if (links.length === 0) findings.untold("statuses", "no connection");
  else if (links.some(hasStatus)) findings.found("statuses", "shown", "there are statuses");
  else findings.found("statuses", "empty", "no Status says anything");
}

function judgeKeys(connections: readonly Raw[], tunnels: readonly Raw[], findings: Findings): void {
  const blocks = [
    ...tunnels.map((one) => members(one, "TunnelIkeConfig")),
    ...connections.map((one) => members(one, "IkeConfig")),
  ].filter((block) => text(block, "IkeVersion") !== "");
  const keys = blocks.map((block) => text(block, "Psk")).filter((key) => key !== "");
  // Never printed: only what it looks like.
  if (blocks.length === 0) findings.untold("psk", "no IKE configuration");
  else if (keys.length === 0 && blocks.some((block) => "Psk" in block)) {
    findings.found("psk", "empty", "pre-shared keys come back empty");
  } else if (keys.length === 0) findings.found("psk", "absent", "no pre-shared key comes back");
  else if (keys.every((key) => /^.{0,6}\*{4}$/.test(key))) findings.found("psk", "masked", "keys end in ****");
  else findings.found("psk", "plain", "keys come back whole");
}

async function judgeDiagnosis(call: Call, tunnels: readonly Raw[], findings: Findings): Promise<void> {
  // One without a status may be up as well; one that is not has an entry with another code.
  const healthy = tunnels.filter((one) => isUp(one) || !hasStatus(one)).slice(0, MOST_DIAGNOSED);
  if (healthy.length === 0) return findings.untold("diagnoseHealthy", "no tunnel is up");
  try {
    const ids = healthy.map((one) => text(one, "TunnelId"));
    const answer = await call("DiagnoseVpnConnections", { TunnelIds: ids, PageNumber: 1, PageSize: PAGE_SIZE });
    const entries = list(answer, "VpnConnections").filter((one) => ids.includes(text(one, "TunnelId")));
    // One that is up may have had trouble minutes ago: that says nothing about those that had none.
    const well = entries.filter((one) => one["FailedReasonCode"] === "NoExceptionFound");
    if (well.length > 0) findings.found("diagnoseHealthy", "entry", `${well.length} of ${ids.length} that are up`);
    else if (entries.length < ids.length) {
      findings.found("diagnoseHealthy", "omitted", `${ids.length - entries.length} that are up have none`);
    } else findings.untold("diagnoseHealthy", "all tunnels that are up had trouble lately");
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    findings.untold("diagnoseHealthy", "refused");
    findings.refused(error);
  }
}

async function compareWithSingle(call: Call, dual: readonly Raw[], findings: Findings): Promise<void> {
  const [first] = dual;
  if (!first) return;
  const alone = await call("DescribeVpnConnection", { VpnConnectionId: text(first, "VpnConnectionId") });
  const shape = (one: Raw) =>
    JSON.stringify([[...kindsIn(tunnelsOf(one))].sort(), SINGLE_ONLY.filter((name) => name in one)]);
  const [listed, single] = [kindsIn(tunnelsOf(first)), kindsIn(tunnelsOf(alone))];
  if (listed.size === 1 && listed.has("string") && single.size === 1 && single.has("native")) {
    findings.found("tunnelValues", "string-in-list", "strings in the list, native values in DescribeVpnConnection");
  }
  const same = shape(alone) === shape(first);
  findings.note(`DescribeVpnConnection writes tunnels ${same ? "as the list does" : "OTHERWISE THAN THE LIST"}`);
}
