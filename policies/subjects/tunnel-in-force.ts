/** The typed reading of a VpnTunnel for rules that users write. */

import { pathText, read } from "../rule/reading";
import type { Path, Reading } from "../rule/reading";
import { factsOf } from "./in-force";
import type { NotRead, VpnTunnelFacts } from "./in-force";

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
const STANDING = { status: "text", state: "text", internetIp: "text", zoneNo: "text" } as const;

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
 * A tunnel as it is or will be: each value is the one that the program declares, or else the one in force. A value is
 * left out where there is none, and where it is not known in this preview; `unknown` names those.
 */
export interface TunnelInForce extends ValuesOf<typeof TOP>, ValuesOf<typeof STANDING> {
  readonly tunnelIkeConfig: IkeInForce;
  readonly tunnelIpsecConfig: IpsecInForce;
  readonly tunnelBgpConfig: BgpInForce;
  readonly connection: ConnectionInForce;
  /** The declared key; one that is only in force is not given. Keep it out of messages: they are printed in clear. */
  readonly preSharedKey?: string;
  /** Paths that the program declares, such as `tunnelIkeConfig.ikeEncAlg`. */
  readonly declared: readonly string[];
  /** Paths whose values are not known in this preview. Judge them when they are: at the update. */
  readonly unknown: readonly string[];
  /** Why nothing in force is given: see the README. Undefined where the live tunnel was read. */
  readonly notRead: NotRead | undefined;
}

/**
 * Reads the properties of a VpnTunnel that Pulumi hands to a rule: of one resource, or of a stack, at a preview, at an
 * update or in `pulumi policy analyze`. No unknown value makes it throw.
 *
 * @example
 * validateResourceOfType(VpnTunnel, (props, args, report) => {
 *   const { tunnelIkeConfig } = tunnelInForce(props);
 *   if (tunnelIkeConfig.ikeEncAlg === "aes") report("AES needs 256 bits here. Set ikeEncAlg to aes256.");
 * });
 */
export function tunnelInForce(props: object): TunnelInForce {
  const reader = new Reader(factsOf(props));
  const top = reader.values([], TOP);
  const tunnelIkeConfig = reader.values(["tunnelIkeConfig"], IKE);
  const tunnelIpsecConfig = reader.values(["tunnelIpsecConfig"], IPSEC);
  const tunnelBgpConfig = reader.values(["tunnelBgpConfig"], BGP);
  const standing = reader.values([], STANDING);
  const connection = reader.connection();
  const key = reader.key();
  const { declared, unknown, notRead } = reader;
  return {
    ...top,
    ...standing,
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

  constructor(private readonly facts: VpnTunnelFacts) {}

  get notRead(): NotRead | undefined {
    return this.facts.notRead;
  }

  /** The values of one group. */
  values<const F extends Fields>(group: Path, fields: F): ValuesOf<F> {
    const entries = Object.entries(fields).flatMap(([name, kind]): readonly (readonly [string, unknown])[] => {
      const path = [...group, name];
      const { reading } = this.facts.value(path);
      if (this.facts.isDeclared(path).state !== "absent") this.declared.push(pathText(path));
      const value = this.known(reading, pathText(path));
      return isOfKind(value, kind) ? [[name, value]] : [];
    });
    // Each entry has the name of a field, and a value of the field's kind.
    return Object.fromEntries(entries) as ValuesOf<F>;
  }

  connection(): ConnectionInForce {
    const text = (name: "connectionName" | "vpnGatewayId"): object => {
      const value = this.known(this.facts.connection(name), `connection.${name}`);
      return typeof value === "string" ? { [name]: value } : {};
    };
    const list = (name: "localSubnets" | "remoteSubnets"): object => {
      const place = `connection.${name}`;
      const value = this.known(this.facts.connection(name), place);
      if (!Array.isArray(value)) return {};
      const items = Array.from({ length: value.length }, (_, index) => this.known(read(value, [index]), place));
      return items.every((item) => typeof item === "string") ? { [name]: items } : {};
    };
    return { ...text("connectionName"), ...text("vpnGatewayId"), ...list("localSubnets"), ...list("remoteSubnets") };
  }

  key(): { readonly preSharedKey?: string } {
    const { key } = this.facts;
    if (key.state !== "absent") this.declared.push("tunnelIkeConfig.psk");
    if (this.facts.isDeclared(["tunnelIkeConfig", "pskFrom"]).state !== "absent")
      this.declared.push("tunnelIkeConfig.pskFrom");
    const value = this.known(key, "preSharedKey");
    return typeof value === "string" ? { preSharedKey: value } : {};
  }

  private known(reading: Reading, path: string): unknown {
    if (reading.state === "unknown" && !this.unknown.includes(path)) this.unknown.push(path);
    return reading.state === "known" ? reading.value : undefined;
  }
}

const TYPES = { text: "string", number: "number", flag: "boolean" } as const;

// oxlint-disable-next-line valid-typeof -- the words are those of typeof
const isOfKind = (value: unknown, kind: keyof Kinds): boolean => typeof value === TYPES[kind];
