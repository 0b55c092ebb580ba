import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import type { KeyRead, Keys, PskSource } from "../resources/vpn-tunnel/psk-source";
import { runCommandLine } from "./command-line";

/** No key is longer. A longer file or output is no key, and is not read on. */
const MOST_BYTES = 4096;
const COMMAND_TIMEOUT_MS = 60_000;

/**
 * Reads pre-shared keys from the sources in `pskFrom`. Each source is read once, because a command may ask a person.
 */
export class KeySources implements Keys {
  readonly #reads = new Map<string, Promise<KeyRead>>();

  constructor(private readonly env: NodeJS.ProcessEnv = process.env) {}

  read(source: PskSource): Promise<KeyRead> {
    const name = `${source.kind} ${source.from}`;
    const read = this.#reads.get(name) ?? this.#readNow(source);
    this.#reads.set(name, read);
    return read;
  }

  salt(): string {
    return randomBytes(32).toString("base64");
  }

  #readNow({ kind, from }: PskSource): Promise<KeyRead> {
    if (kind === "file") return readFile(from);
    if (kind === "command") return readCommand(from, this.env);
    const key = this.env[from];
    return Promise.resolve(key ? { key } : { missing: `environment variable ${from} is not set` });
  }
}

async function readFile(path: string): Promise<KeyRead> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return keyFrom(buffer.toString("utf8", 0, bytesRead), `file ${path} is empty`);
    } finally {
      await file.close();
    }
  } catch (error) {
    return { missing: `file ${path} cannot be read (${codeOf(error)})` };
  }
}

/** The command's standard error stays out of every message, because it may quote a key. */
async function readCommand(command: string, env: NodeJS.ProcessEnv): Promise<KeyRead> {
  const end = await runCommandLine({ command, env, timeoutMs: COMMAND_TIMEOUT_MS, mostBytes: MOST_BYTES });
  if ("output" in end) return keyFrom(end.output, `command \`${command}\` printed nothing`);
  return { missing: `command \`${command}\` failed (${end.failed}); run it by hand to see why` };
}

/** A text without its last line break. @param ifEmpty Why the key is missing where the text is empty. */
function keyFrom(text: string, ifEmpty: string): KeyRead {
  const key = text.replace(/\r?\n$/u, "");
  return key === "" ? { missing: ifEmpty } : { key };
}

/** Why a file cannot be read, in one word. */
function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "unknown error";
}
