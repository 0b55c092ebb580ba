import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { MalformedForm, parseForm } from "./form";

/** A request as it arrived, before anything is believed. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  /** The mistake in the query, which is then empty. */
  readonly malformed?: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Nothing that the five operations take comes near this. */
const BODY_LIMIT = 1024 * 1024;

export class BodyTooLarge extends Error {}

/** `body` is called when the request has arrived whole; a client that gives up before is simply gone. */
export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= BODY_LIMIT) chunks.push(chunk);
    });
    incoming.on("end", () => {
      if (size > BODY_LIMIT) reject(new BodyTooLarge(`a request body is at most ${BODY_LIMIT} bytes`));
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    incoming.on("error", reject);
  });
}

export function describeRequest(incoming: IncomingMessage, body: Buffer): HttpRequest {
  const target = incoming.url ?? "/";
  const mark = target.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: mark < 0 ? target : target.slice(0, mark),
    ...readQuery(mark < 0 ? "" : target.slice(mark + 1)),
    headers: incoming.headers,
    body,
  };
}

function readQuery(text: string): Pick<HttpRequest, "query" | "malformed"> {
  try {
    return { query: parseForm(text) };
  } catch (error) {
    if (error instanceof MalformedForm) return { query: [], malformed: error.message };
    throw error;
  }
}

export type Params = ReadonlyMap<string, string>;

/**
 * The parameters of a request are those of the query and of a form body together: pop-core posts a form, the generated
 * SDKs put everything into the query of a POST, and tea-rpc does both at once.
 */
export function paramsOf(request: HttpRequest): Params {
  if (request.malformed !== undefined) throw new MalformedForm(request.malformed);
  const params = new Map<string, string>();
  for (const [name, value] of request.query) add(params, name, value);
  if (request.body.length > 0)
    for (const [name, value] of parseForm(request.body.toString("utf8"))) add(params, name, value);
  return params;
}

function add(params: Map<string, string>, name: string, value: string): void {
  const known = params.get(name);
  if (known !== undefined && known !== value) {
    throw new MalformedForm(`the parameter ${name} was sent twice with different values`);
  }
  params.set(name, value);
}

export function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(",") : value;
}
