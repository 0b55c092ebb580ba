import type { Connection, IkeConfig, IpsecConfig, BgpConfig, Tunnel } from "./model/entities";
import type { Fault, FaultSpec } from "./faults/fault";
import type { JournalEntry } from "./journal";
import type { Modes } from "./modes";

/** What `changeTunnel` takes, in the API's names. */
export interface TunnelPatch {
  EnableDpd?: boolean;
  EnableNatTraversal?: boolean;
  RemoteCaCertificate?: string;
  CustomerGatewayId?: string;
  Status?: Tunnel["Status"];
  TunnelIkeConfig?: Partial<IkeConfig>;
  TunnelIpsecConfig?: Partial<IpsecConfig>;
  /** null switches BGP off. */
  TunnelBgpConfig?: Partial<BgpConfig> | null;
}

export type ConnectionPatch = Partial<
  Omit<Connection, "VpnConnectionId" | "AccountId" | "RegionId" | "VpnGatewayId" | "tunnels" | "single">
>;

/** A running simulator. What it hands out are copies: only its methods change anything. */
export interface Simulator {
  readonly url: string;
  readonly port: number;
  /** May be changed at any time. */
  readonly modes: Modes;
  configuringMs: number;
  /** The last requests, oldest first. */
  readonly journal: readonly JournalEntry[];
  clearJournal(): void;
  /** The stored connection with its State. */
  connection(id: string): (Connection & { State: string }) | undefined;
  tunnel(id: string): (Tunnel & { State: string; VpnConnectionId: string }) | undefined;
  connectionIds(): string[];
  /** Somebody changes a tunnel in the console: the values are there at once, no request, no `updating`. */
  changeTunnel(id: string, patch: TunnelPatch): void;
  changeConnection(id: string, patch: ConnectionPatch): void;
  changeGateway(id: string, patch: { FinancialLocked?: boolean }): void;
  /** Adds a connection, or replaces the one with this id; as in a topology. */
  putConnection(connection: import("./topology/topology").TopologyConnection): void;
  removeConnection(id: string): void;
  /** Ends all configuring at once. */
  settle(): void;
  /** Sets a fault; it acts until it has hit as often as it should. */
  fault(spec: FaultSpec): Fault;
  readonly faults: readonly Fault[];
  clearFaults(): void;
  close(): Promise<void>;
}
