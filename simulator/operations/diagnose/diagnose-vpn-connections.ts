import { apiError } from "../../api/error";
import type { JsonObject } from "../../api/json";
import { diagnosisTable } from "../../model/diagnosis-table";
import { isTunnel, linksOf } from "../../model/entities";
import { readPage, slicePage } from "../describe/paging";
import { regionOf } from "../describe/region";
import type { Call, Operation } from "../operation";
import { type Place, selectLinks } from "./select-links";
import { sourceLog } from "./source-log";

/** "The verdict covers about the last 3 minutes only." */
const WINDOW_MS = 3 * 60 * 1000;
/** A link that is down tries again and again; its last failure is never older than this. */
const RETRY_MS = 30 * 1000;

/** "Diagnoses IPsec-VPN connections." POST is the only method that the provider's own metadata has for it. */
export const diagnoseVpnConnections: Operation = {
  name: "DiagnoseVpnConnections",
  methods: ["POST"],
  parameters: [
    { name: "RegionId", required: true },
    { name: "VpnGatewayId" },
    { name: "VpnConnectionIds.N" },
    { name: "TunnelIds.N" },
    { name: "PageNumber" },
    { name: "PageSize" },
  ],
  // Its table of errors has no Forbbiden.SubUser.
  subUserDenial: "Forbidden",
  resource: () => "*",
  run(call) {
    const page = readPage(call.params, () => apiError("InvalidParameter"));
    const verdicts = selectLinks(call, regionOf(call))
      .map((place) => verdict(place, call))
      .filter((one) => one !== undefined);
    return {
      committed: false,
      json: JSON.stringify({
        PageNumber: page.number,
        PageSize: page.size,
        TotalCount: verdicts.length,
        // A plain array, not {"VpnConnection": []}.
        VpnConnections: slicePage(verdicts, page),
      }),
    };
  },
};

function verdict(place: Place, call: Call): JsonObject | undefined {
  const { connection, link } = place;
  const { negotiations, store, modes } = call.world;
  const state = negotiations.state(connection, link, call.now);
  const isUp = state.Status === "ipsec_sa_established";
  const finding = isUp && call.now - state.at > WINDOW_MS ? undefined : state.finding;
  const ids: JsonObject = {
    VpnConnectionId: connection.VpnConnectionId,
    ...(isTunnel(link) ? { TunnelId: link.TunnelId } : {}),
  };
  if (!finding || (isUp && finding.atRekey)) {
    if (isUp && modes.diagnoseHealthy === "omitted") return undefined;
    // "Nothing wrong seen in the window - often no negotiation was tried at all."
    return {
      ...ids,
      FailedReasonCode: "NoExceptionFound",
      FailedReason: diagnosisTable.NoExceptionFound.message,
      SourceLog: "",
      Severity: isUp ? "Normal" : "Warn",
    };
  }
  const failedTime = isUp ? state.at : call.now - ((call.now - state.at) % RETRY_MS);
  const peerIp = store.customerGateways.get(link.CustomerGatewayId)?.IpAddress ?? "";
  return {
    ...ids,
    FailedReasonCode: finding.code,
    FailedReason: diagnosisTable[finding.code].message,
    FailedTime: failedTime,
    SourceLog: sourceLog(place, finding, peerIp, failedTime),
    Severity: severity(place, call, isUp),
    ...(finding.local === undefined ? {} : { MismatchLocalParam: finding.local }),
    ...(finding.remote === undefined ? {} : { MismatchRemoteParam: finding.remote }),
  };
}

/** "Critical (act now), Warn (act soon), Normal (fine)": now is when nothing of the connection is up any more. */
function severity({ connection }: Place, call: Call, isUp: boolean): string {
  if (isUp) return "Normal";
  const anyUp = linksOf(connection).some((one) => call.world.negotiations.isUp(connection, one, call.now));
  return anyUp ? "Warn" : "Critical";
}
