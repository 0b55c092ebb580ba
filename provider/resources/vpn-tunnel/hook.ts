import type { Values } from "../../core/field";
import type { Nested } from "../../core/property-tree";
import type { Scalar } from "../../core/scalar";
import type { ConnectionFacts } from "./observation";

/**
 * The hook: a program of the user's that does the device's part of a change. It is one program, called with a phase.
 */

/**
 * - `drain`: move traffic away from the tunnel.
 * - `prepare`: give the device the new values, before they are sent.
 * - `follow`: make the device apply them and renegotiate, after they were sent.
 * - `undrain`: traffic may use the tunnel again.
 * - `revert`: give the device the values from before back.
 */
export type HookPhase = "drain" | "prepare" | "follow" | "undrain" | "revert";

/** A hook as it is declared. */
export interface Hook {
  readonly command: string;
  /** True where the hook gets the keys. */
  readonly withKey: boolean;
  /** The kind of device whose configuration the hook gets; undefined for none. */
  readonly device: string | undefined;
  readonly timeoutMs: number;
}

/** One call of the hook. */
export interface HookCall {
  readonly phase: HookPhase;
  /** Counts the calls of this phase for this tunnel in this operation, from 1. */
  readonly attempt: number;
  /** The tunnel in words. */
  readonly who: string;
  readonly connection: ConnectionFacts;
  readonly tunnel: TunnelEnd;
  /** The other tunnel of the connection. */
  readonly other: (TunnelEnd & { readonly carriesTraffic: boolean }) | undefined;
  /** Paths that the change is about; empty at `undrain`. */
  readonly changes: readonly string[];
  /** Settings before the change, without the key. */
  readonly old: Nested;
  /** Settings after it, without the key. */
  readonly new: Nested;
  readonly keys: { readonly old: Scalar | undefined; readonly new: Scalar | undefined };
  /** Values that the program calls secret: no line may show them. */
  readonly secrets: readonly string[];
  /** All settings that the device is to have after this phase, by path. */
  readonly forDevice: Values;
}

/** One tunnel of the connection. */
export interface TunnelEnd {
  readonly tunnelId: string;
  readonly role: string;
  readonly internetIp: Scalar | undefined;
}

/** Calls hooks. */
export interface Hooks {
  /** Resolves when the hook has done its part. @throws Error that says why it has not; it shows no key. */
  call(hook: Hook, call: HookCall): Promise<void>;
}

/** How long a call of a hook may take where nobody says it, in seconds. */
export const HOOK_SECONDS = 300;
