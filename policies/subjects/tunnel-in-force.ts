/** The typed reading of a VpnTunnel or VpnTunnelPair for rules that users write. */

import { pathText, read } from "./reading";
import type { Path, Reading } from "./reading";
import { vpnTunnelValues } from "./vpn-tunnel";
import type { NotRead, VpnTunnelValues } from "./vpn-tunnel";
import { vpnTunnelPairValues } from "./vpn-tunnel-pair";

const IKE = {
  ikeVersion: "text",
  ikeMode: "text",
  ikeEncAlg: "text",
  ikeAuthAlg: "text",
  ikePfs: "text",
  ikeLifetime: "number",
  localId: "text",
  remoteId: "text",
} as const;
const IPSEC = { ipsecEncAlg: "text", ipsecAuthAlg: "text", ipsecPfs: "text", ipsecLifetime: "number" } as const;
const BGP = { localAsn: "number", localBgpIp: "text", tunnelCidr: "text" } as const;
const TOP = {
  vpnConnectionId: "text",
  tunnelId: "text",
  role: "text",
  regionId: "text",
  customerGatewayId: "text",
  enableDpd: "flag",
  enableNatTraversal: "flag",
  remoteCaCertificate: "text",
} as const;
const STATUS = { status: "text", state: "text", internetIp: "text", zoneNo: "text" } as const;

interface Kinds {
  readonly text: string;
  readonly number: number;
  readonly flag: boolean;
}
type Fields = Readonly<Record<string, keyof Kinds>>;
type ValuesOf<F extends Fields> = { readonly [N in keyof F]?: Kinds[F[N]] };

/** IKE phase 1, as declared or in force. */
export type IkeInForce = ValuesOf<typeof IKE>;
/** IPsec phase 2, as declared or in force. */
export type IpsecInForce = ValuesOf<typeof IPSEC>;
/** BGP inside the tunnel, as declared or in force. */
export type BgpInForce = ValuesOf<typeof BGP>;

/** The connection that a tunnel belongs to, as the API reports it. */
export interface ConnectionInForce {
  readonly connectionName?: string;
  readonly vpnGatewayId?: string;
  readonly localSubnets?: readonly string[];
  readonly remoteSubnets?: readonly string[];
}

/**
 * A tunnel as it is or will be: each value is the declared one, or else the one in force. A value is left out where
 * there is none, and where it is not known in this preview. `unknown` names the latter.
 */
export interface TunnelInForce extends ValuesOf<typeof TOP>, ValuesOf<typeof STATUS> {
  readonly tunnelIkeConfig: IkeInForce;
  readonly tunnelIpsecConfig: IpsecInForce;
  readonly tunnelBgpConfig: BgpInForce;
  readonly connection: ConnectionInForce;
  /** The declared key, never one that is only in force. Keep it out of messages: Pulumi prints them in clear. */
  readonly preSharedKey?: string;
  /** Paths that the program declares, as it writes them: `tunnelIkeConfig.ikeEncAlg`, or below `slave` of a pair. */
  readonly declared: readonly string[];
  /** Paths whose values are not known in this preview. The update knows them, and runs the rule again. */
  readonly unknown: readonly string[];
  /** Why no value in force is given (see the README). Undefined where the live tunnel was read. */
  readonly notRead: NotRead | undefined;
}

/**
 * Reads the properties of a VpnTunnel that Pulumi hands to a rule over one resource or over a stack: at a preview, at
 * an update, or in `pulumi policy analyze`. An unknown value does not make it throw.
 *
 * @example
 * validateResourceOfType(VpnTunnel, (props, args, report) => {
 *   const { tunnelIkeConfig } = tunnelInForce(props);
 *   if (tunnelIkeConfig.ikeEncAlg === "aes") report("AES needs 256 bits here. Set ikeEncAlg to aes256.");
 * });
 */
export function tunnelInForce(props: object): TunnelInForce {
  return inForce(vpnTunnelValues(props));
}

/**
 * Reads the properties of a VpnTunnelPair in the same way: its master, then its slave. A value that both share is a
 * value of each.
 */
export function tunnelsInForce(props: object): readonly TunnelInForce[] {
  return vpnTunnelPairValues(props).map(inForce);
}

function inForce(values: VpnTunnelValues): TunnelInForce {
  const reader = new Reader(values);
  const top = reader.values([], TOP);
  const tunnelIkeConfig = reader.values(["tunnelIkeConfig"], IKE);
  const tunnelIpsecConfig = reader.values(["tunnelIpsecConfig"], IPSEC);
  const tunnelBgpConfig = reader.values(["tunnelBgpConfig"], BGP);
  const status = reader.values([], STATUS);
  const connection = reader.connection();
  const key = reader.key();
  const { declared, unknown, notRead } = reader;
  return {
    ...top,
    ...status,
    tunnelIkeConfig,
    tunnelIpsecConfig,
    tunnelBgpConfig,
    connection,
    ...key,
    declared,
    unknown,
    notRead,
  };
}

class Reader {
  readonly declared: string[] = [];
  readonly unknown: string[] = [];

  constructor(private readonly tunnel: VpnTunnelValues) {}

  get notRead(): NotRead | undefined {
    return this.tunnel.notRead;
  }

  /** The values of one group. */
  values<const F extends Fields>(group: Path, fields: F): ValuesOf<F> {
    const entries = Object.entries(fields).flatMap(([name, kind]): readonly (readonly [string, unknown])[] => {
      const path = [...group, name];
      const { reading } = this.tunnel.value(path);
      if (this.tunnel.isDeclared(path).state !== "absent") this.declared.push(this.placeOf(path));
      const value = this.valueOf(reading, this.placeOf(path));
      return isOfKind(value, kind) ? [[name, value]] : [];
    });
    // Each entry has the name of a field, and a value of the field's kind.
    return Object.fromEntries(entries) as ValuesOf<F>;
  }

  connection(): ConnectionInForce {
    const text = (name: "connectionName" | "vpnGatewayId"): object => {
      const value = this.valueOf(this.tunnel.connection(name), `connection.${name}`);
      return typeof value === "string" ? { [name]: value } : {};
    };
    const list = (name: "localSubnets" | "remoteSubnets"): object => {
      const place = `connection.${name}`;
      const value = this.valueOf(this.tunnel.connection(name), place);
      if (!Array.isArray(value)) return {};
      const items = Array.from({ length: value.length }, (_, index) => this.valueOf(read(value, [index]), place));
      return items.every((item) => typeof item === "string") ? { [name]: items } : {};
    };
    return { ...text("connectionName"), ...text("vpnGatewayId"), ...list("localSubnets"), ...list("remoteSubnets") };
  }

  key(): { readonly preSharedKey?: string } {
    const { key } = this.tunnel;
    const [psk, pskFrom] = [
      ["tunnelIkeConfig", "psk"],
      ["tunnelIkeConfig", "pskFrom"],
    ] as const;
    if (key.state !== "absent") this.declared.push(this.placeOf(psk));
    if (this.tunnel.isDeclared(pskFrom).state !== "absent") this.declared.push(this.placeOf(pskFrom));
    const value = this.valueOf(key, "preSharedKey");
    return typeof value === "string" ? { preSharedKey: value } : {};
  }

  private placeOf(path: Path): string {
    return pathText(this.tunnel.place(path));
  }

  private valueOf(reading: Reading, path: string): unknown {
    if (reading.state === "unknown" && !this.unknown.includes(path)) this.unknown.push(path);
    return reading.state === "known" ? reading.value : undefined;
  }
}

const TYPES = { text: "string", number: "number", flag: "boolean" } as const;

// oxlint-disable-next-line valid-typeof -- the words are those of typeof
const isOfKind = (value: unknown, kind: keyof Kinds): boolean => typeof value === TYPES[kind];
