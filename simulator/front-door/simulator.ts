import type { JsonObject } from "../api/json";
import type { Fault, FaultSpec } from "../faults/fault";
import type { JournalEntry } from "../gateway/journal";
import type { Connection, Peer, PeerConfig, SaStatus, Tunnel } from "../model/entities";
import type { BgpConfig, DirectValues, IkeConfig, IpsecConfig } from "../model/tunnel-parameters";
import type { Modes } from "../modes";
import type { Topology, TopologyConnection } from "../topology/topology";

/** The values that `changeTunnel` takes, in the API's names. */
export interface TunnelPatch extends Partial<DirectValues> {
  /** Holds until the next negotiation. */
  Status?: SaStatus;
  TunnelIkeConfig?: Partial<IkeConfig>;
  TunnelIpsecConfig?: Partial<IpsecConfig>;
  /** null switches BGP off. */
  TunnelBgpConfig?: Partial<BgpConfig> | null;
}

export type ConnectionPatch = Partial<
  Omit<Connection, "VpnConnectionId" | "AccountId" | "RegionId" | "VpnGatewayId" | "tunnels" | "single">
>;

export type PeerPatch = Partial<Omit<Peer, "SourceIp" | "Symptom">> & {
  SourceIp?: string | null;
  Symptom?: string | null;
};

export type TunnelView = Tunnel & {
  State: string;
  Status: SaStatus;
  VpnConnectionId: string;
  /** Of two tunnels the master while it is up, else the slave. */
  CarriesTraffic: boolean;
};

/** A running simulator. What it hands out are copies: only its methods change anything. */
export interface Simulator {
  readonly url: string;
  readonly port: number;
  /** May be changed at any time. */
  readonly modes: Modes;
  configuringMs: number;
  renegotiateMs: number;
  /** The last requests, oldest first. */
  readonly journal: readonly JournalEntry[];
  clearJournal(): void;
  /** The stored connection with its State. */
  connection(id: string): (Connection & { State: string }) | undefined;
  /** The stored tunnel with what follows from the time and the peer. */
  tunnel(id: string): TunnelView | undefined;
  /** The device behind a customer gateway. */
  peer(customerGatewayId: string): Peer | undefined;
  /** The configuration of that device for a tunnel (for a single-tunnel connection: by its id). */
  peerConfig(id: string): PeerConfig | undefined;
  /**
   * Changes a device: its own values (`Config`, or `Tunnels` for one tunnel), `Down`, `SourceIp`, `Symptom`, and with
   * `Mirror: false` it stays as it is when the cloud side changes. null takes SourceIp or Symptom away.
   */
  changePeer(customerGatewayId: string, patch: PeerPatch): void;
  /** A packet goes through the connection: what waits for one (EffectImmediately false) negotiates. */
  sendTraffic(connectionId: string): void;
  connectionIds(): string[];
  /** Somebody changes a tunnel in the console: the values are there at once, no request, no `updating`. */
  changeTunnel(id: string, patch: TunnelPatch): void;
  changeConnection(id: string, patch: ConnectionPatch): void;
  changeGateway(id: string, patch: { FinancialLocked?: boolean }): void;
  /** The whole state as a topology; starting with it gives the same state. */
  exportTopology(): Topology;
  /** Adds a connection, or replaces the one with this id; as in a topology. */
  putConnection(connection: TopologyConnection | JsonObject): void;
  removeConnection(id: string): void;
  /** Ends all configuring, and all negotiations that are under way, at once. */
  settle(): void;
  /** Those that may still act. */
  readonly faults: readonly Fault[];
  /** Sets a fault; it acts until it has hit as often as it should. */
  fault(spec: FaultSpec): Fault;
  clearFaults(): void;
  close(): Promise<void>;
}
