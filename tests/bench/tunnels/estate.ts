// The simulated account of one subject: what its program declares, what the API was asked, what is live in the end.
import { type BenchServer, startBuilt } from "../servers";

/** A tunnel as the program declares it. */
export interface DeclaredTunnel {
  readonly name: string;
  readonly vpnConnectionId: string;
  readonly role: string;
  readonly tunnelIkeConfig: Readonly<Record<string, string | number>>;
  readonly tunnelIpsecConfig: Readonly<Record<string, string | number>>;
}

export interface EstateSize {
  readonly tunnels: number;
  readonly gateways: number;
  readonly configuringMs: number;
}

/** What one operation asked of the API. */
export interface Calls {
  readonly byAction: Readonly<Record<string, number>>;
  /** Refused because the gateway was busy, another task ran, or too much was asked. */
  readonly wasted: number;
}

interface LiveTunnel {
  readonly TunnelId: string;
  readonly Role: string;
  readonly TunnelIkeConfig: Readonly<Record<string, string | number>>;
  readonly TunnelIpsecConfig: Readonly<Record<string, string | number>>;
}
interface LiveConnection {
  readonly VpnConnectionId: string;
  readonly VpnGatewayId: string;
  readonly TunnelOptionsSpecification: { readonly TunnelOptions: readonly LiveTunnel[] };
}
interface Entry {
  readonly sequence: number;
  readonly action: string;
  readonly code?: string;
}

const WASTED = /Configuring|conflict|Throttling/i;
const IKE = ["IkeVersion", "IkeEncAlg", "IkeAuthAlg", "IkePfs", "Psk"];
const IPSEC = ["IpsecEncAlg", "IpsecAuthAlg", "IpsecPfs", "IpsecLifetime"];

export class Estate {
  #seen = 0;

  private constructor(private readonly server: BenchServer) {}

  /** Two tunnels for each connection, connections spread over the gateways. */
  static async start(size: EstateSize): Promise<Estate> {
    const connections = Math.ceil(size.tunnels / 2);
    return new Estate(
      await startBuilt({
        generate: `gateways=${Math.min(size.gateways, connections)},connections=${connections}`,
        "configuring-ms": String(size.configuringMs),
        "renegotiate-ms": String(Math.round(0.3 * size.configuringMs)),
      }),
    );
  }

  get host(): string {
    return new URL(this.server.url).host;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** Every answer comes this late; each call is carried out once, at once. */
  async setLatency(ms: number): Promise<void> {
    await this.#control("DELETE", "faults");
    if (ms > 0) await this.#control("POST", "faults", { kind: "delay", ms, times: 0 });
  }

  /** Nothing is under way any more, and what was asked until now does not count. */
  async quiet(): Promise<void> {
    await this.#control("POST", "settle");
    await this.calls();
  }

  /** What was asked since the last time. */
  async calls(): Promise<Calls> {
    const entries = (await this.#control("GET", `journal?after=${this.#seen}`)) as readonly Entry[];
    const [first, last] = [entries[0], entries.at(-1)];
    if (first && last && (first.sequence !== this.#seen + 1 || last.sequence !== this.#seen + entries.length))
      throw new Error("the simulator's journal has forgotten calls of this operation");
    this.#seen = last?.sequence ?? this.#seen;
    const byAction: Record<string, number> = {};
    for (const { action } of entries) byAction[action] = (byAction[action] ?? 0) + 1;
    return { byAction, wasted: entries.filter(({ code }) => code !== undefined && WASTED.test(code)).length };
  }

  /** How many changes there are on the gateway that has most, when one tunnel of each connection is changed. */
  async busiestGateway(): Promise<number> {
    const perGateway = new Map<string, number>();
    for (const { VpnGatewayId: id } of await this.#connections()) perGateway.set(id, (perGateway.get(id) ?? 0) + 1);
    return Math.max(0, ...perGateway.values());
  }

  /** Each tunnel declared as it is live, so that the program has nothing to change. */
  async asLive(): Promise<readonly DeclaredTunnel[]> {
    return (await this.#connections()).flatMap((connection) =>
      connection.TunnelOptionsSpecification.TunnelOptions.map((tunnel) => ({
        name: tunnel.TunnelId,
        vpnConnectionId: connection.VpnConnectionId,
        role: tunnel.Role,
        tunnelIkeConfig: declared(tunnel.TunnelIkeConfig, IKE),
        tunnelIpsecConfig: declared(tunnel.TunnelIpsecConfig, IPSEC),
      })),
    );
  }

  async #connections(): Promise<readonly LiveConnection[]> {
    const topology = (await this.#control("GET", "topology")) as { readonly VpnConnections: readonly LiveConnection[] };
    return topology.VpnConnections;
  }

  async #control(method: string, path: string, body?: object): Promise<unknown> {
    const request = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await fetch(`${this.server.url}/-/${path}`, request);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

function declared(
  block: Readonly<Record<string, string | number>>,
  names: readonly string[],
): Record<string, string | number> {
  const entries = names.map((name): [string, string | number] => {
    const value = block[name];
    if (value === undefined) throw new Error(`the simulator has no ${name}`);
    return [name.charAt(0).toLowerCase() + name.slice(1), name.endsWith("Lifetime") ? Number(value) : value];
  });
  return Object.fromEntries(entries);
}
