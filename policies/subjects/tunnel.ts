/**
 * A tunnel as rules see it: each value as it is or will be in force, wherever it comes from. An IPsec server counts as
 * one tunnel, because all its clients negotiate with the same values and the same key.
 */

import { ABSENT, isScalar, pathText, read } from "./reading";
import type { Ledger, Path, Reading, Scalar } from "./reading";
import type { JudgedResource } from "./resource";
import { isOfShangMi } from "./shangmi";
import { fieldPlace } from "./tunnel-fields";
import type { FieldName } from "./tunnel-fields";
import type { VpnTunnelValues } from "./vpn-tunnel";

/** Declared in the program, found on the live tunnel, or filled in by the API at creation. */
export type Origin = "declared" | "observed" | "created";

export interface TunnelValue {
  readonly value: Scalar;
  readonly text: string;
  readonly origin: Origin;
  /** The property as one writes it: `tunnelIkeConfig.ikeEncAlg`. */
  readonly property: string;
}

/** What a finding is about, for programs. */
export interface FindingFields {
  /** The property as the program writes it; several are separated by commas. */
  readonly path: string;
  /** The value that was judged; undefined where there is none, and for a key. */
  readonly value?: string;
  /** What the rule allows there. */
  readonly allowed?: string;
  readonly origin?: Origin;
  /** For one finding about several resources alike: all of them. An exemption of one does not clear the others. */
  readonly parties?: readonly JudgedResource[];
  /** In a rule over a stack: this finding stops nothing, whatever level the rule has. It names what was not judged. */
  readonly stopsNothing?: true;
}

const ORIGIN_NOTES: Readonly<Record<Origin, string>> = {
  declared: "",
  observed: " (not declared; it is what is in force on the tunnel)",
  created: " (not declared; it is what the API fills in)",
};

/** `tunnelIkeConfig.ikeEncAlg is "des" (not declared; it is what is in force on the tunnel)` */
export function describeValue(value: TunnelValue): string {
  const shown = typeof value.value === "string" ? JSON.stringify(value.text.slice(0, 60)) : value.text;
  return `${value.property} is ${shown}${ORIGIN_NOTES[value.origin]}`;
}

/** The value for programs. */
export const fieldsOf = ({ property, text, origin }: TunnelValue, allowed?: string): FindingFields => ({
  path: property,
  value: text,
  origin,
  ...(allowed === undefined ? {} : { allowed }),
});

export interface Difference {
  readonly path: string;
  readonly text: string;
}

/** The differences of two tunnels in some fields; a value that is missing or unknown on either side is none. */
export function differencesOf(one: Tunnel, other: Tunnel, fields: readonly FieldName[]): readonly Difference[] {
  return fields.flatMap((field) => {
    const [wanted, found] = [one.optional(field), other.optional(field)];
    if (wanted === undefined || found === undefined || wanted.text === found.text) return [];
    return [{ path: found.property, text: `${found.property} is ${found.text}, not ${wanted.text}` }];
  });
}

type Source =
  | { readonly kind: "own"; readonly values: VpnTunnelValues; readonly pairLabel?: string }
  | { readonly kind: "option" | "single" | "top-of-dual" | "server"; readonly at: Path };

export class Tunnel {
  constructor(
    readonly resource: JudgedResource,
    readonly label: string,
    /** `master` or `slave`; undefined on a single-tunnel connection, or when it is not known. */
    readonly role: string | undefined,
    private readonly source: Source,
    private readonly ledger: Ledger,
  ) {}

  /** True for the settings above the tunnels of a dual-tunnel connection, where a program need not write any. */
  get isPartial(): boolean {
    return this.source.kind === "top-of-dual";
  }

  /** True for the only tunnel of a connection of @pulumi/alicloud. */
  get isSingle(): boolean {
    return this.source.kind === "single";
  }

  /** The values of a tunnel of a VpnTunnel or VpnTunnelPair; undefined for one of @pulumi/alicloud. */
  get own(): VpnTunnelValues | undefined {
    return this.source.kind === "own" ? this.source.values : undefined;
  }

  /** For a tunnel of a VpnTunnelPair: the label of both its tunnels. */
  get pairLabel(): string | undefined {
    return this.source.kind === "own" ? this.source.pairLabel : undefined;
  }

  /** Whether it belongs to a ShangMi gateway: it has no pre-shared key then, and its algorithms are not a choice. */
  get isShangMi(): boolean {
    return isOfShangMi((field) => {
      const { reading } = this.reading(field);
      return reading.state === "known" ? reading.value : undefined;
    });
  }

  /** The place of an alicloud connection's tunnel in the resource's properties. */
  get path(): Path {
    return this.source.kind === "own" ? [] : this.source.at;
  }

  /** The path that a program would declare the field at. */
  declaredPath(field: FieldName): Path {
    const place = fieldPlace(field);
    if (this.source.kind === "own") return this.source.values.place(place.inTunnel);
    if (this.source.kind === "server") return place.onServer?.at ?? place.inTunnel;
    return [...this.source.at, ...(this.source.kind === "option" ? place.inTunnel : place.onConnection)];
  }

  property(field: FieldName): string {
    return pathText(this.declaredPath(field));
  }

  /** Whether such a thing has no such setting: an IPsec server has no BGP, for example. */
  private lacks(field: FieldName): boolean {
    return this.source.kind === "server" && fieldPlace(field).onServer === undefined;
  }

  private reading(field: FieldName): { readonly reading: Reading; readonly origin: Origin } {
    const { source } = this;
    const { inTunnel, created: ofConnection, onServer } = fieldPlace(field);
    if (source.kind === "own") {
      if (field === "psk") return { reading: source.values.key, origin: "declared" };
      const { reading, isDeclared } = source.values.value(inTunnel);
      return { reading, origin: isDeclared ? "declared" : "observed" };
    }
    if (this.lacks(field)) return { reading: ABSENT, origin: "created" };
    const created = source.kind === "server" ? onServer?.created : ofConnection;
    const declared = read(this.resource.props, this.declaredPath(field));
    if (declared.state !== "absent") return { reading: declared, origin: "declared" };
    if (source.kind === "top-of-dual" || created === undefined) return { reading: ABSENT, origin: "created" };
    return { reading: { state: "known", value: created }, origin: "created" };
  }

  /** The value in force of a field that a tunnel may lack; undefined without one. Notes a value that is not known. */
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

  /** The value in force of a field that every tunnel has. Notes also that there is none. */
  required(field: FieldName): TunnelValue | undefined {
    const { reading } = this.reading(field);
    // Above the tunnels of a dual-tunnel connection a missing value is no gap: each tunnel has its own.
    if (reading.state === "absent" && !this.isPartial && !this.lacks(field))
      this.ledger.noteNotJudged(this.property(field));
    return this.optional(field);
  }

  /**
   * Whether the tunnel has any of these values, declared or in force. Undefined when that is not known; the gap is then
   * noted under this name.
   */
  hasAny(fields: readonly FieldName[], name: string): boolean | undefined {
    const readings = fields.map((field) => this.reading(field).reading);
    if (readings.some(({ state }) => state === "known")) return true;
    const unknown = readings.find((reading) => reading.state === "unknown");
    if (unknown !== undefined) this.ledger.noteUnknown(unknown);
    if (unknown !== undefined) return undefined;
    if (this.own?.notRead === undefined) return false;
    this.ledger.noteNotJudged(pathText(this.own.place([name])));
    return undefined;
  }

  /** The text of the value in force where the program declares another; undefined where that is not known. */
  inForce(field: FieldName): string | undefined {
    const reading = this.own?.beside(fieldPlace(field).inTunnel);
    return reading?.state === "known" && isScalar(reading.value) ? String(reading.value) : undefined;
  }

  /** Whether the program declares the field; undefined when that is not known, and above the tunnels. */
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
    if (this.lacks(field)) return ABSENT;
    if (source.kind !== "own") return read(this.resource.props, this.declaredPath(field));
    return field === "psk" ? source.values.key : source.values.isDeclared(fieldPlace(field).inTunnel);
  }

  /** Notes that this field has a value, and that the rule could not judge it. */
  noteNotJudged(field: FieldName, why: string): void {
    this.ledger.noteNotJudged(this.property(field), why);
  }
}
