import {
  type Connection,
  type CustomerGateway,
  type Finding,
  type Link,
  type SaState,
  type SaStatus,
  linkIdOf,
} from "../model/entities";
import type { Store } from "../model/store";

/** The cloud's side of a link as it is configured now; all copies. */
export interface CloudSide {
  /** TunnelId, or VpnConnectionId of a single-tunnel connection. */
  readonly id: string;
  readonly connection: Connection;
  readonly link: Link;
  readonly customerGateway: CustomerGateway;
}

/** The view of real gateways on a link. */
export interface ObservedLink {
  readonly Status: SaStatus;
  /** Why it is not up; its `log` is a line of the daemon's own. */
  readonly finding?: Finding;
}

/**
 * Real IPsec gateways in place of the comparison: Status and diagnosis are theirs. Both methods answer at once, so that
 * a request is answered with what holds at its time.
 */
export interface DataPlane {
  /** The configuration of a link takes effect: the cloud's side drops what it has and negotiates anew. */
  negotiate(side: CloudSide): void;
  /** How a link that has negotiated is at this moment. */
  observe(id: string): ObservedLink;
  /** Whether the BGP session through a link is up. Absent: it is where the tunnel is up and both sides agree. */
  hasBgpSession?(id: string): boolean;
}

/** The links as a data plane carries them. */
export class CarriedLinks {
  private readonly known = new WeakSet<Link>();

  constructor(
    private readonly plane: DataPlane,
    private readonly store: Store,
  ) {}

  /** The state of a link now; one that the data plane has not heard of begins to negotiate. */
  state(connection: Connection, link: Link, now: number): SaState {
    if (!this.known.has(link)) this.negotiate(connection, link);
    const { Status, finding } = this.plane.observe(linkIdOf(connection, link));
    const isSame = Status === link.Sa.Status && JSON.stringify(finding) === JSON.stringify(link.Sa.finding);
    if (isSame) return link.Sa;
    const { finding: _former, ...sa } = link.Sa;
    return { ...sa, Status, at: now, ...(finding ? { finding } : {}) };
  }

  /** Whether the data plane says that the link has a BGP session; undefined where it says nothing about BGP. */
  hasBgpSession(connection: Connection, link: Link): boolean | undefined {
    return this.plane.hasBgpSession?.(linkIdOf(connection, link));
  }

  negotiate(connection: Connection, link: Link): void {
    const customerGateway = this.store.customerGateways.get(link.CustomerGatewayId);
    if (!customerGateway) throw new Error(`there is no customer gateway ${link.CustomerGatewayId}`);
    this.known.add(link);
    this.plane.negotiate(structuredClone({ id: linkIdOf(connection, link), connection, link, customerGateway }));
  }
}
