/** What a live account told: which modes of the simulator behave like it, and what else was seen. */
import { type JsonObject, isJsonObject } from "../../provider/api/plain-json";
import type { Modes } from "../../simulator/modes";

/** One signed call; the answer as the service sent it. Throws ApiError. */
export type Call = (action: string, parameters: CallParameters) => Promise<JsonObject>;
export type CallParameters = {
  readonly [name: string]: CallParameters | string | number | readonly string[] | undefined;
};

/** Time, so that a test need not wait. */
export interface Time {
  now(): number;
  wait(ms: number): Promise<void>;
}

export class Findings {
  readonly modes: Partial<Modes> = {};
  readonly notes: string[] = [];
  readonly #why = new Map<keyof Modes, string>();

  found<K extends keyof Modes>(mode: K, value: Modes[K], why: string): void {
    this.modes[mode] = value;
    this.#why.set(mode, why);
  }

  untold(mode: keyof Modes, why: string): void {
    this.#why.set(mode, why);
  }

  note(text: string): void {
    this.notes.push(text);
  }

  why(mode: keyof Modes): string {
    return this.#why.get(mode) ?? "not looked at";
  }
}

/** A connection or tunnel as it came. */
export type Raw = JsonObject;

export const members = (raw: Raw, name: string): Raw => {
  const value = raw[name];
  return isJsonObject(value) ? value : {};
};

export function list(raw: Raw, ...path: readonly string[]): Raw[] {
  const last = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce(members, raw);
  const value = holder[last];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export const text = (raw: Raw, name: string): string => {
  const value = raw[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

export const tunnelsOf = (connection: Raw): Raw[] => list(connection, "TunnelOptionsSpecification", "TunnelOptions");

export const isUp = (tunnel: Raw): boolean => tunnel["Status"] === "ipsec_sa_established";
