import type { BgpTimers } from "../../../peer";
import type { TunnelNumber } from "./network";
import type { RoutingKind } from "./routing";
import type { TunnelValues } from "./topology";

/** Who changes the tunnels, in the order of the table's columns. `nobody`: only events happen. */
export const PROGRAMS = ["nobody", "both at once", "separate tunnels", "pair", "pair with hook"] as const;
export type Program = (typeof PROGRAMS)[number];

/** Something that happens to a tunnel without any change of ours. */
export type Happening =
  /** The wire carries nothing any more, and nobody is told. */
  | { readonly kind: "dies"; readonly tunnel: TunnelNumber }
  | { readonly kind: "loses"; readonly tunnel: TunnelNumber; readonly percent: number }
  | { readonly kind: "heals"; readonly tunnel: TunnelNumber }
  /** Somebody shuts the BGP session down at the device, or opens it again. */
  | { readonly kind: "session down"; readonly tunnel: TunnelNumber }
  | { readonly kind: "session up"; readonly tunnel: TunnelNumber };

export type Event = Happening & { readonly atSeconds: number };

/** What the device's engineer does when a tunnel has changed at the cloud. */
export interface Engineer {
  readonly followsAfterSeconds: number;
  /** The engineer gives this tunnel a wrong key ... */
  readonly wrongKeyOn?: readonly TunnelNumber[];
  /** ... and the right one so much later; absent: never. */
  readonly correctedAfterSeconds?: number;
  /** The device and the cloud then differ in what ESP looks like: the SA is up, and no packet gets through. */
  readonly breaksEspOf?: readonly TunnelNumber[];
}

/** What has to hold for one program. */
export interface Expectation {
  /** All is well again at the end; absent: as the scenario says. */
  readonly endsWell?: boolean;
  readonly lostAtMost?: number;
  /** No gap is longer than one fail-over of the same run, or than the hold time. */
  readonly noGapBeyondFailOver?: boolean;
  /** Of the last `up`. */
  readonly exitCode?: number;
  readonly says?: RegExp;
  /** The hook was called with these phases, each with the role of its tunnel: `revert slave`. */
  readonly phases?: readonly string[];
  /** These tunnels have the values of the beginning afterwards. */
  readonly untouched?: readonly TunnelNumber[];
  /** These tunnels have the new values afterwards. */
  readonly changed?: readonly TunnelNumber[];
}

/** The mistake of a hook, which it makes once; or a phase that it leaves out. */
export type HookFault = "wrong-key" | `${"hang" | "fail" | "die" | "skip"} ${HookPhase}`;
type HookPhase = "drain" | "prepare" | "follow" | "undrain";

/** When the CLI and the provider are killed; then `up` runs again. */
export interface Kill {
  readonly after: HookPhase | "send";
  readonly tunnel: TunnelNumber;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly from: TunnelValues;
  readonly to: TunnelValues;
  readonly timers: BgpTimers;
  /** Absent: by BGP, with the master first. */
  readonly routing?: RoutingKind;
  readonly engineer: Engineer;
  /** Holds before the measurement begins. */
  readonly before?: readonly Happening[];
  readonly events?: readonly Event[];
  /** For scenarios without a program: how long. */
  readonly seconds?: number;
  readonly programs: Partial<Readonly<Record<Program, Expectation>>>;
  /** Further arguments of each tunnel or of the pair. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Further configuration of the stack. */
  readonly config?: Readonly<Record<string, string>>;
  readonly hookFault?: HookFault;
  readonly kill?: Kill;
  /** How often `up` runs (default: once). */
  readonly ups?: number;
  /** All is well again at the end (default); false: the measurement ends with the program. */
  readonly endsWell?: boolean;
}
