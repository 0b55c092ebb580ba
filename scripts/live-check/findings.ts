/** What a live account told: which modes of the simulator behave like it, and what else was seen. */
import type { ApiError } from "../../provider/api/errors";
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

  /** Notes code, status and words of a refusal, which the reference says least about, and how a denial looks. */
  refused({ action, code, httpStatus, serverMessage }: ApiError): void {
    this.note(`${action} was refused: ${code}, HTTP ${httpStatus ?? "unknown"}, "${serverMessage}"`);
    if (code === "Forbidden" || code === "Forbbiden.SubUser") this.found("denial", "documented", `${action}: ${code}`);
    else if (code === "Forbidden.RAM" && (httpStatus === 400 || httpStatus === 403)) {
      this.found("denial", `ram-${httpStatus}`, `${action}: ${code} with HTTP ${httpStatus}`);
    }
  }

  why(mode: keyof Modes): string {
    return this.#why.get(mode) ?? (mode === "denial" ? "nothing was denied" : "not looked at");
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

/** False where no status comes back at all. */
export const hasStatus = (one: Raw): boolean => text(one, "Status") !== "";

export const isUp = (tunnel: Raw): boolean => tunnel["Status"] === "ipsec_sa_established";
