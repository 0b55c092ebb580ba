import type { JsonObject } from "../api/json";
import type { Modes } from "../modes";

/** The Psk member of an answer, as the mode has it. */
export function pskMember(psk: string, modes: Modes): JsonObject {
  if (modes.psk === "absent") return {};
  if (modes.psk === "empty") return { Psk: "" };
  return { Psk: modes.psk === "masked" ? maskKey(psk) : psk };
}

/** `123456****` as in the examples: the first six characters. A key that short would be shown whole, so it is not. */
export function maskKey(key: string): string {
  return key.length > 6 ? `${key.slice(0, 6)}****` : "****";
}
