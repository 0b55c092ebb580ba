import { exec } from "node:child_process";
import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import type { KeyRead, Keys, PskSource } from "../resources/vpn-tunnel/psk-source";

const run = promisify(exec);

/** More than any key has, and little enough to stop at what is not one. */
const MOST_BYTES = 4096;
const COMMAND_TIMEOUT_MS = 60_000;

/** Reads pre-shared keys where `pskFrom` says, each source once: a command may ask a person, or a vault that counts. */
export class KeySources implements Keys {
  readonly #reads = new Map<string, Promise<KeyRead>>();

  constructor(private readonly env: NodeJS.ProcessEnv = process.env) {}

  read(source: PskSource): Promise<KeyRead> {
    const name = `${source.kind} ${source.from}`;
    const known = this.#reads.get(name) ?? this.#readNow(source);
    this.#reads.set(name, known);
    return known;
  }

  salt(): string {
    return randomBytes(32).toString("base64");
  }

  #readNow({ kind, from }: PskSource): Promise<KeyRead> {
    if (kind === "file") return keyInFile(from);
    if (kind === "command") return keyPrintedBy(from, this.env);
    const key = this.env[from];
    return Promise.resolve(key ? { key } : { missing: `environment variable ${from} is not set` });
  }
}

async function keyInFile(path: string): Promise<KeyRead> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, 0);
      return keyIn(buffer.toString("utf8", 0, bytesRead), `file ${path} is empty`);
    } finally {
      await file.close();
    }
  } catch (error) {
    return { missing: `file ${path} cannot be read (${codeOf(error)})` };
  }
}

/** What the command says on its standard error stays out of every message: it may quote what it should not. */
async function keyPrintedBy(command: string, env: NodeJS.ProcessEnv): Promise<KeyRead> {
  try {
    const { stdout } = await run(command, { env, timeout: COMMAND_TIMEOUT_MS, maxBuffer: MOST_BYTES });
    return keyIn(stdout, `command \`${command}\` printed nothing`);
  } catch (error) {
    return { missing: `command \`${command}\` failed (${codeOf(error)}); run it by hand to see why` };
  }
}

function keyIn(text: string, emptiness: string): KeyRead {
  const key = text.replace(/\r?\n$/u, "");
  return key === "" ? { missing: emptiness } : { key };
}

/** Why a file or a command failed, in one word; never its message, which may quote its output. */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown error";
  if ("killed" in error && error.killed === true) return `stopped after ${COMMAND_TIMEOUT_MS / 1000} s`;
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "number") return `exit code ${code}`;
  return typeof code === "string" ? code : "unknown error";
}
