// A gate in front of a simulator: lets calls through, or holds one of them, before it is carried out or after it.
import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export type Side = "before" | "after";

/** A call that is held. */
export interface Held {
  /** Lets it pass: carries it out, if that was not done, and answers. */
  pass(): void;
  /** Cuts the connection: nothing more is carried out, nothing is answered. */
  drop(): void;
}

interface Hold {
  readonly side: Side;
  readonly matches: (body: string) => boolean;
  readonly reached: (held: Held) => void;
}

export class Gate {
  readonly #holds: Hold[] = [];
  readonly #server: Server;

  private constructor(
    private readonly simulatorPort: number,
    server: Server,
  ) {
    this.#server = server;
    server.on("request", (incoming: IncomingMessage, response: ServerResponse) => void this.#serve(incoming, response));
  }

  static async inFrontOf(sim: { readonly port: number }): Promise<Gate> {
    const gate = new Gate(sim.port, createServer());
    gate.#server.listen(0, "127.0.0.1");
    await once(gate.#server, "listening");
    return gate;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the gate has no TCP address");
    return address.port;
  }

  /** Holds the nth call of an operation from now, counted from 1. */
  holdAction(action: string, side: Side, number = 1): Promise<Held> {
    let seen = 0;
    return this.#hold(side, (body) => new URLSearchParams(body).get("Action") === action && ++seen === number);
  }

  /** Holds nothing that was not reached yet. */
  forget(): void {
    this.#holds.splice(0);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  #hold(side: Side, matches: (body: string) => boolean): Promise<Held> {
    return new Promise((reached) => this.#holds.push({ side, matches, reached }));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const index = this.#holds.findIndex((hold) => hold.matches(body.toString()));
    const [hold] = index < 0 ? [] : this.#holds.splice(index, 1);

    if (hold?.side === "before" && (await heldUntil(hold)) === "drop") return void incoming.socket.destroy();
    const answer = await this.#forward(incoming, body);
    if (hold?.side === "after" && (await heldUntil(hold)) === "drop") return void incoming.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  async #forward(
    incoming: IncomingMessage,
    body: Buffer,
  ): Promise<{ readonly status: number; readonly headers: Record<string, string>; readonly body: Buffer }> {
    const { method, url: path } = incoming;
    const forwarded = request({ host: "127.0.0.1", port: this.simulatorPort, method, path, headers: incoming.headers });
    forwarded.end(body);
    const answer = await answerTo(forwarded);
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    const type = answer.headers["content-type"];
    return {
      status: answer.statusCode ?? 0,
      headers: type ? { "content-type": type } : {},
      body: Buffer.concat(chunks),
    };
  }
}

function answerTo(forwarded: ReturnType<typeof request>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    forwarded.on("response", resolve);
    forwarded.on("error", reject);
  });
}

function heldUntil(hold: Hold): Promise<"pass" | "drop"> {
  return new Promise((resolve) => hold.reached({ pass: () => resolve("pass"), drop: () => resolve("drop") }));
}
