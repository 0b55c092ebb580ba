/** A tunnel as rules see it: each value as it is or will be in force, wherever it comes from. */

import { ABSENT, firstText, isScalar, pathText, read, readElements } from "../rule/reading";
import type { Path, Reading, Scalar } from "../rule/reading";
import { connectionNameIn, factsOf } from "./in-force";
import type { VpnTunnelFacts } from "./in-force";
import { ATTACHMENT_TYPE, CONNECTION_TYPE, VPN_TUNNEL_TYPE } from "./resource";
import type { JudgedResource, Ledger } from "./resource";
import { fieldPlace } from "./tunnel-fields";
import type { FieldName } from "./tunnel-fields";

/** Declared in the program, found on the live tunnel, or filled in by the API at creation. */
export type Origin = "declared" | "observed" | "created";

export interface TunnelValue {
  readonly value: Scalar;
  readonly text: string;
  readonly origin: Origin;
  /** The property as one writes it: `tunnelIkeConfig.ikeEncAlg`. */
  readonly property: string;
}

const IN_WORDS: Readonly<Record<Origin, string>> = {
  declared: "",
  observed: " (not declared; it is what is in force on the tunnel)",
  created: " (not declared; it is what the API fills in)",
};

/** `tunnelIkeConfig.ikeEncAlg is "des" (not declared; it is what is in force on the tunnel)` */
export function describeValue(value: TunnelValue): string {
  const shown = typeof value.value === "string" ? JSON.stringify(value.text.slice(0, 60)) : value.text;
  return `${value.property} is ${shown}${IN_WORDS[value.origin]}`;
}

type Source =
  | { readonly kind: "vpn-tunnel"; readonly facts: VpnTunnelFacts }
  | { readonly kind: "option" | "single" | "top-of-dual"; readonly at: Path };

export class Tunnel {
  constructor(
    readonly resource: JudgedResource,
    readonly label: string,
    private readonly source: Source,
    private readonly ledger: Ledger,
  ) {}

  /** Only what is written above the tunnels of a dual-tunnel connection, where nothing needs to be. */
  get isPartial(): boolean {
    return this.source.kind === "top-of-dual";
  }

  /** Where the tunnel is in the resource's properties. */
  get path(): Path {
    return this.source.kind === "vpn-tunnel" ? [] : this.source.at;
  }

  /** The path that a program would declare the field at. */
  declaredPath(field: FieldName): Path {
    const place = fieldPlace(field);
    if (this.source.kind === "vpn-tunnel") return place.inTunnel;
    return [...this.source.at, ...(this.source.kind === "option" ? place.inTunnel : place.onConnection)];
  }

  property(field: FieldName): string {
    return pathText(this.declaredPath(field));
  }

  private reading(field: FieldName): { readonly reading: Reading; readonly origin: Origin } {
    const { source } = this;
    const { inTunnel, created } = fieldPlace(field);
    if (source.kind === "vpn-tunnel") {
      if (field === "psk") return { reading: source.facts.key, origin: "declared" };
      const { reading, isDeclared } = source.facts.value(inTunnel);
      return { reading, origin: isDeclared ? "declared" : "observed" };
    }
    const declared = read(this.resource.props, this.declaredPath(field));
    if (declared.state !== "absent") return { reading: declared, origin: "declared" };
    if (source.kind === "top-of-dual" || created === undefined) return { reading: ABSENT, origin: "created" };
    return { reading: { state: "known", value: created }, origin: "created" };
  }

  /** The value in force; undefined when it is not known or there is none. Notes an unknown one. */
  optional(field: FieldName): TunnelValue | undefined {
    const { reading, origin } = this.reading(field);
    if (reading.state === "unknown") this.ledger.noteUnknown(reading);
    if (reading.state !== "known") return undefined;
    if (!isScalar(reading.value)) {
      this.ledger.noteNotJudged(this.property(field), "it is no single value");
      return undefined;
    }
    return { value: reading.value, text: String(reading.value), origin, property: this.property(field) };
  }

  /** The value in force of a field that every tunnel has; notes also that none is to be found. */
  known(field: FieldName): TunnelValue | undefined {
    const { reading } = this.reading(field);
    // Above the tunnels of a dual-tunnel connection only what is written there can matter.
    if (reading.state === "absent" && !this.isPartial) this.ledger.noteNotJudged(this.property(field));
    return this.optional(field);
  }

  /** Whether the program declares the field; undefined when that is not known or cannot be asked of this level. */
  isDeclared(field: FieldName): boolean | undefined {
    if (this.isPartial) return undefined;
    const reading = this.declaration(field);
    if (reading.state === "unknown") {
      this.ledger.noteUnknown(reading);
      return undefined;
    }
    return reading.state === "known";
  }

  private declaration(field: FieldName): Reading {
    const { source } = this;
    if (source.kind !== "vpn-tunnel") return read(this.resource.props, this.declaredPath(field));
    return field === "psk" ? source.facts.key : source.facts.isDeclared(fieldPlace(field).inTunnel);
  }

  /** Notes that a rule found this field and could not judge it. */
  noteNotJudged(field: FieldName, why: string): void {
    this.ledger.noteNotJudged(this.property(field), why);
  }
}

function vpnTunnelLabel(name: string, facts: VpnTunnelFacts): string {
  const [id, role, connection] = ["tunnelId", "role", "vpnConnectionId"].map((property) =>
    firstText(facts.value([property]).reading),
  );
  const tunnel = ["tunnel", id, role === undefined ? undefined : `(${role})`].filter((part) => part !== undefined);
  const of = connection === undefined ? "" : ` of connection ${connection}`;
  return `${name}: ${tunnel.join(" ")}${of}${connectionNameIn(facts)}`;
}

/** The tunnels of a resource; undefined when it is none that has tunnels. */
export function tunnelsOf(resource: JudgedResource, ledger: Ledger): readonly Tunnel[] | undefined {
  if (resource.type === VPN_TUNNEL_TYPE) {
    const facts = factsOf(resource.props);
    return [new Tunnel(resource, vpnTunnelLabel(resource.name, facts), { kind: "vpn-tunnel", facts }, ledger)];
  }
  if (resource.type !== CONNECTION_TYPE && resource.type !== ATTACHMENT_TYPE) return undefined;
  const list = "tunnelOptionsSpecifications";
  const elements = readElements((path) => read(resource.props, path), [list]);
  const top = (kind: "single" | "top-of-dual"): Tunnel =>
    new Tunnel(resource, `${resource.name}: the connection`, { kind, at: [] }, ledger);
  if ("state" in elements) {
    if (elements.state !== "unknown") return [top("single")];
    // Whether defaults apply at the top depends on whether there are tunnels; only what is written can be judged.
    ledger.noteUnknown(elements);
    return [top("top-of-dual")];
  }
  if (elements.length === 0) return [top("single")];
  const options = elements.map((_, index) => {
    const role = firstText(read(resource.props, [list, index, "role"]));
    const which = role === undefined ? `${index + 1}` : `${index + 1} (${role})`;
    return new Tunnel(resource, `${resource.name}: tunnel ${which}`, { kind: "option", at: [list, index] }, ledger);
  });
  return [top("top-of-dual"), ...options];
}
