import type { Params } from "../http/request";
import { rowsByWirePath } from "../model/tunnel-parameters";

export interface JournalEntry {
  /** From 1, in the order in which the requests were answered. */
  readonly sequence: number;
  readonly time: number;
  /** "" where the request named none. */
  readonly action: string;
  readonly method: string;
  /** Without the signature; secrets are `***`. */
  readonly params: Readonly<Record<string, string>>;
  readonly accessKeyId?: string;
  /** 0 where the connection was cut instead of answered. */
  readonly httpStatus: number;
  /** The error code, where the answer was one. */
  readonly code?: string;
  readonly requestId: string;
  readonly clientToken?: string;
  /** Did this request change what is stored? */
  readonly committed: boolean;
  /** The kind of the fault that acted on it. */
  readonly fault?: string;
}

/** The last part of each parameter's name of which a journal shows no value. */
const SECRETS: ReadonlySet<string> = new Set(["AuthKey", "SecurityToken", ...secretParameters()]);
/** Parameters that stand elsewhere in an entry, or are of no interest in one. */
const LEFT_OUT = new Set([
  "Signature",
  "SignatureNonce",
  "SignatureMethod",
  "SignatureVersion",
  "SignatureType",
  "Timestamp",
  "Version",
  "Format",
  "AccessKeyId",
  "Action",
]);

function secretParameters(): readonly string[] {
  const secret = [...rowsByWirePath].filter(([, row]) => row.secret);
  return secret.map(([path]) => path.slice(path.lastIndexOf(".") + 1));
}

export function maskParams(params: Params): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const [name, value] of params) {
    if (!LEFT_OUT.has(name)) masked[name] = SECRETS.has(name.slice(name.lastIndexOf(".") + 1)) ? "***" : value;
  }
  return masked;
}

/** The last requests; older ones make room, so that a long run does not grow. */
export class Journal {
  private kept: JournalEntry[] = [];
  private last = 0;

  constructor(private readonly size: number) {}

  add(entry: Omit<JournalEntry, "sequence">): void {
    this.kept.push({ sequence: ++this.last, ...entry });
    // Cutting seldom keeps the cost of a request constant.
    if (this.kept.length >= 2 * this.size) this.kept = this.kept.slice(-this.size);
  }

  entries(): readonly JournalEntry[] {
    return this.kept.slice(-this.size);
  }

  clear(): void {
    this.kept = [];
  }

  get count(): number {
    return this.last;
  }
}
