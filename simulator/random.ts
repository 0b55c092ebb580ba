import { randomBytes, randomUUID } from "node:crypto";

/** `size` random bytes. Injected, so that a test can repeat a run exactly. */
export type RandomBytes = (size: number) => Uint8Array;

export interface Random {
  /** A request id as the API writes them: an upper-case UUID. */
  requestId(): string;
  /** "the system generates a random 16-character string as the pre-shared key" (CreateVpnConnection, Psk). */
  preSharedKey(): string;
}

const KEY_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const KEY_LENGTH = 16;

function uuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString("hex").toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

export function createRandom(bytes?: RandomBytes): Random {
  const draw = bytes ?? ((size: number) => randomBytes(size));
  return {
    requestId: bytes ? () => uuid(bytes(16)) : () => randomUUID().toUpperCase(),
    preSharedKey() {
      let key = "";
      for (const byte of draw(KEY_LENGTH)) key += KEY_ALPHABET.charAt(byte % KEY_ALPHABET.length);
      return key;
    },
  };
}
