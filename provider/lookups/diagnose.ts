import { readAllPages } from "../api/all-pages";
import type { VpcApi } from "../api/vpc-api";
import type { DiagnosisWire } from "../api/wire";
import type { TunnelInfo, VpnConnectionInfo } from "./connection";
import type { NamedTunnels } from "./find-targets";
import type { OnProgress } from "./list-connections";
import { HEALTHY_CODE, type Phase } from "../diagnosis/codes";
import { explainDiagnosis, type Explanation } from "../diagnosis/explain";
import { ESTABLISHED, trafficOf, type Traffic } from "../diagnosis/traffic";

/**
 * - `up`: the tunnel carries traffic
 * - `warning`: it does, but the service found a problem
 * - `down`: it does not: its IPsec SA or, where BGP is on, its BGP session is not up
 * - `unknown`: the service gives no status, or one that this version does not know
 */
export type Verdict = "up" | "warning" | "down" | "unknown";

/** The diagnosis of one tunnel. */
export interface TunnelDiagnosis {
  readonly vpnConnectionId: string;
  readonly connectionName: string;
  /** Absent for a single-tunnel connection. */
  readonly tunnelId?: string;
  readonly role?: string;
  readonly verdict: Verdict;
  /** The status of the negotiation, in the service's word. */
  readonly status?: string;
  /** The phase that fails, or `bgp` where only the BGP session does; absent where the tunnel carries traffic. */
  readonly failedPhase?: Phase | "bgp";
  /** The service's findings, the newest first; empty where it found nothing. */
  readonly findings: readonly Explanation[];
}

/** How many ids one request carries. The reference names no limit; a form body of this size is small. */
const BATCH = 20;

/**
 * Asks the service about tunnels, many at once: those of dual-tunnel connections by their own id, the others by their
 * connection's.
 */
export async function diagnoseTunnels(
  api: Pick<VpcApi, "diagnoseVpnConnections">,
  targets: readonly NamedTunnels[],
  onProgress: OnProgress = () => {},
): Promise<readonly TunnelDiagnosis[]> {
  const places = targets.flatMap(({ connection, tunnels }) => tunnels.map((tunnel) => ({ connection, tunnel })));
  const found = new Map<string, DiagnosisWire[]>();
  const batches = [
    ...inBatches(places.flatMap(({ tunnel }) => tunnel.tunnelId ?? [])).map((tunnelIds) => ({ tunnelIds })),
    ...inBatches(
      places.flatMap(({ connection, tunnel }) => (tunnel.tunnelId === undefined ? connection.vpnConnectionId : [])),
    ).map((vpnConnectionIds) => ({ vpnConnectionIds })),
  ];
  let done = 0;
  for (const batch of batches) {
    for (const wire of await readBatch(api, batch)) {
      const id = wire.TunnelId || wire.VpnConnectionId || "";
      found.set(id, [...(found.get(id) ?? []), wire]);
    }
    done += BATCH;
    onProgress(Math.min(done, places.length), places.length);
  }
  return places.map(({ connection, tunnel }) =>
    tunnelDiagnosis(connection, tunnel, found.get(tunnel.tunnelId ?? connection.vpnConnectionId) ?? []),
  );
}

type Batch = { readonly tunnelIds: readonly string[] } | { readonly vpnConnectionIds: readonly string[] };

const readBatch = (api: Pick<VpcApi, "diagnoseVpnConnections">, batch: Batch): Promise<readonly DiagnosisWire[]> =>
  readAllPages(async (pageNumber) => {
    const { diagnoses, totalCount } = await api.diagnoseVpnConnections({ ...batch, pageNumber, pageSize: BATCH });
    return { items: diagnoses, totalCount };
  });

/** Judges one tunnel: its status says whether it is up, and the service's findings say why not. */
export function tunnelDiagnosis(
  connection: Pick<VpnConnectionInfo, "vpnConnectionId" | "name" | "enableTunnelsBgp">,
  tunnel: TunnelInfo,
  wires: readonly DiagnosisWire[],
): TunnelDiagnosis {
  const explained = wires.map(explainDiagnosis).sort((a, b) => (b.failedAt ?? "").localeCompare(a.failedAt ?? ""));
  const isUp = tunnel.status === ESTABLISHED;
  const traffic = trafficOfTunnel(tunnel, connection);
  // The code for a healthy tunnel is no finding about a tunnel that is up.
  const findings = isUp ? explained.filter(({ code }) => code !== HEALTHY_CODE) : explained;
  const verdict = verdictOf(tunnel.status, traffic, findings);
  const failedPhase = verdict === "down" ? failedPhaseOf(tunnel.status, traffic, findings[0]) : undefined;
  return {
    vpnConnectionId: connection.vpnConnectionId,
    connectionName: connection.name,
    ...(tunnel.tunnelId === undefined ? {} : { tunnelId: tunnel.tunnelId }),
    ...(tunnel.role === undefined ? {} : { role: tunnel.role }),
    verdict,
    ...(tunnel.status === undefined ? {} : { status: tunnel.status }),
    ...(failedPhase === undefined ? {} : { failedPhase }),
    findings,
  };
}

const FAILED_PHASES: ReadonlyMap<string, Phase> = new Map([
  ["ike_sa_not_established", "ike"],
  ["ike_sa_established", "ipsec"],
  ["ipsec_sa_not_established", "ipsec"],
]);

/** Whether a tunnel carries traffic. */
export const trafficOfTunnel = (
  { status, tunnelBgpConfig }: TunnelInfo,
  { enableTunnelsBgp }: Pick<VpnConnectionInfo, "enableTunnelsBgp">,
): Traffic => trafficOf({ status, isBgpOn: enableTunnelsBgp, bgpStatus: tunnelBgpConfig?.bgpStatus });

function verdictOf(status: string | undefined, traffic: Traffic, findings: readonly Explanation[]): Verdict {
  if (traffic === "no BGP session") return "down";
  if (traffic === "carries") return findings.length === 0 ? "up" : "warning";
  return FAILED_PHASES.has(status ?? "") ? "down" : "unknown";
}

/** The finding comes before the status, which may lag behind. */
function failedPhaseOf(status: string | undefined, traffic: Traffic, finding: Explanation | undefined): Phase | "bgp" {
  if (traffic === "no BGP session") return "bgp";
  const named = finding?.phase ?? "unknown";
  return named === "unknown" ? (FAILED_PHASES.get(status ?? "") ?? "unknown") : named;
}

function inBatches(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / BATCH) }, (_, index) =>
    ids.slice(index * BATCH, (index + 1) * BATCH),
  );
}
