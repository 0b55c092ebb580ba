import { diagnosisTable, isDiagnosisCode } from "../model/diagnosis-table";
import {
  type Connection,
  type Finding,
  type Link,
  type SaState,
  type SaStatus,
  isTunnel,
  linksOf,
} from "../model/entities";
import type { Store } from "../model/store";
import { compare } from "./compare";
import type { CarriedLinks } from "./data-plane";
import { peerConfigOf } from "./peer";

/**
 * The security associations of every link. A negotiation is not scheduled: a link knows when its next one is due, and
 * the first reader after that time carries it out. Until then the former status stays, as it does with real SAs.
 */
export class Negotiations {
  constructor(
    private readonly store: Store,
    /** How long a negotiation takes. */
    public durationMs: number,
    /** Given: real gateways negotiate, and nothing is compared. */
    private readonly carried?: CarriedLinks,
  ) {}

  private readonly due = new Map<Link, Connection>();

  /** The state of a link's associations now. */
  state(connection: Connection, link: Link, now: number): SaState {
    const sa = link.Sa;
    if (sa.dueAt !== undefined && sa.dueAt <= now) this.negotiate(connection, link, sa.dueAt);
    if (this.carried) {
      link.Sa = this.carried.state(connection, link, now);
      return link.Sa;
    }
    const { failsAt, ...rest } = link.Sa;
    if (failsAt !== undefined && failsAt <= now) {
      link.Sa = { ...rest, Status: statusAfter(rest.finding), at: failsAt };
    }
    return link.Sa;
  }

  /** To be called before anything changes: what is due is negotiated with the values as they were. */
  bringUpToDate(connection: Connection, now: number): void {
    for (const link of linksOf(connection)) this.state(connection, link, now);
  }

  isUp(connection: Connection, link: Link, now: number): boolean {
    return this.state(connection, link, now).Status === "ipsec_sa_established";
  }

  /** What real gateways say of the BGP session of a link; undefined where none of them does. */
  carriedBgp(connection: Connection, link: Link): boolean | undefined {
    return this.carried?.hasBgpSession(connection, link);
  }

  /**
   * The cloud side has other values. "true: reconnection is triggered when the configuration changes; false: when there
   * is traffic" (EffectImmediately).
   */
  cloudChanged(connection: Connection, link: Link, configuredAt: number): void {
    if (connection.EffectImmediately) this.schedule(connection, link, configuredAt + this.durationMs);
    else if (hasTraffic(connection, link)) this.schedule(connection, link, configuredAt + 2 * this.durationMs);
    else link.Sa = { ...link.Sa, waitsForTrafficFrom: configuredAt };
  }

  /** The device has other values, or has gone or come back: it negotiates of its own accord. */
  peerChanged(customerGatewayId: string, now: number): void {
    for (const connection of this.store.onCustomerGateway(customerGatewayId)) {
      for (const link of linksOf(connection)) {
        if (link.CustomerGatewayId === customerGatewayId) this.schedule(connection, link, now + this.durationMs);
      }
    }
  }

  /** A packet wants to go through: what waited for one negotiates. */
  traffic(connection: Connection, now: number): void {
    for (const link of linksOf(connection)) {
      const from = link.Sa.waitsForTrafficFrom;
      if (from === undefined) continue;
      const { waitsForTrafficFrom: _done, ...sa } = link.Sa;
      link.Sa = { ...sa, hadTraffic: true };
      this.schedule(connection, link, Math.max(now, from) + this.durationMs);
    }
  }

  /** Ends at once all negotiations that are under way. */
  settle(now: number): void {
    for (const [link, connection] of this.due) if (link.Sa.dueAt !== undefined) this.negotiate(connection, link, now);
    this.due.clear();
  }

  /** The outcome without any delay: for the start. */
  negotiate(connection: Connection, link: Link, at: number): void {
    this.due.delete(link);
    if (this.carried) {
      const { dueAt: _past, ...sa } = link.Sa;
      link.Sa = sa;
      this.carried.negotiate(connection, link);
    } else link.Sa = this.outcome(connection, link, at);
  }

  private schedule(connection: Connection, link: Link, at: number): void {
    link.Sa = { ...link.Sa, dueAt: at };
    this.due.set(link, connection);
  }

  private outcome(connection: Connection, link: Link, at: number): SaState {
    const gateway = this.store.customerGateways.get(link.CustomerGatewayId);
    const wasUp = link.Sa.Status === "ipsec_sa_established";
    if (!gateway) return failed({ code: "NoResponse", phase: 1 }, at);
    const { Peer: peer } = gateway;
    if (peer.Down) {
      // Without DPD nobody notices before the keys have to be renewed.
      if (wasUp && !link.EnableDpd) {
        return { ...up(at, { code: "NoResponse", phase: 1 }), failsAt: at + link.IkeConfig.IkeLifetime * 1000 };
      }
      if (wasUp) return failed({ code: "DpdTimeout", phase: 1 }, at);
      const v1 = link.IkeConfig.IkeVersion === "ikev1";
      return failed({ code: v1 ? "Phase1NegotiationTimeout" : "NoResponse", phase: 1 }, at);
    }
    if (peer.SourceIp !== undefined && peer.SourceIp !== gateway.IpAddress) {
      return failed({ code: "PeerMismatch", phase: 1, local: gateway.IpAddress, remote: peer.SourceIp }, at);
    }
    if (peer.Symptom !== undefined && isDiagnosisCode(peer.Symptom)) return symptom(peer.Symptom, at);
    const config = peerConfigOf(connection, link, gateway);
    // "couldn't find configuaration": a device that was never told about this tunnel.
    if (!config) return failed({ code: "ProposalMismatch", phase: 1 }, at);
    const finding = compare(connection, link, config);
    if ((!finding || finding.warning || finding.atRekey) && !wasUp && isQuiet(connection, link)) {
      // "ike_sa_established: phase 1 succeeded"; phase 2 is negotiated for the first packet.
      return { Status: "ike_sa_established", at, waitsForTrafficFrom: at };
    }
    if (!finding || finding.warning) return up(at, finding);
    if (finding.atRekey) return { ...up(at, finding), failsAt: at + link.IpsecConfig.IpsecLifetime * 1000 };
    return failed(finding, at);
  }
}

function symptom(code: keyof typeof diagnosisTable, at: number): SaState {
  const { stage } = diagnosisTable[code];
  const finding: Finding = { code, phase: stage === "phase2" ? 2 : 1 };
  return stage === "warning" ? up(at, { ...finding, warning: true }) : failed(finding, at);
}

function up(at: number, finding?: Finding): SaState {
  return { Status: "ipsec_sa_established", at, ...findingOf(finding) };
}

function failed(finding: Finding, at: number): SaState {
  return { Status: statusAfter(finding), at, ...findingOf(finding) };
}

function findingOf(finding: Finding | undefined): { finding?: Finding } {
  return finding ? { finding } : {};
}

/** "ike_sa_not_established: phase 1 failed; ipsec_sa_not_established: phase 2 failed" */
function statusAfter(finding: Finding | undefined): SaStatus {
  return finding?.phase === 2 ? "ipsec_sa_not_established" : "ike_sa_not_established";
}

/** Health checks and BGP sessions send by themselves. */
function hasTraffic(connection: Connection, link: Link): boolean {
  return connection.Traffic || connection.HealthCheck.Enable || link.BgpConfig !== undefined;
}

/** Nothing asks for an IPsec SA: no packet, and nobody who wants the change at once. */
function isQuiet(connection: Connection, link: Link): boolean {
  return !connection.EffectImmediately && !hasTraffic(connection, link) && link.Sa.hadTraffic !== true;
}

/** Of two tunnels the master carries the traffic while it is up, else the slave. */
export function carriesTraffic(connection: Connection, link: Link, negotiations: Negotiations, now: number): boolean {
  if (!negotiations.isUp(connection, link, now)) return false;
  if (!isTunnel(link) || link.Role === "master") return true;
  return !connection.tunnels.some((one) => one.Role === "master" && negotiations.isUp(connection, one, now));
}
