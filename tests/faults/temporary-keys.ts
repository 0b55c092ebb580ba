import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AccessKey } from "../../simulator";

const HOW_MANY = 60;

/**
 * A source of temporary credentials (alicloud:credentialsUri): each time it is asked it gives the next key pair and
 * token.
 */
export class TemporaryKeys {
  readonly all: readonly AccessKey[] = Array.from({ length: HOW_MANY }, (_, number) => ({
    accessKeyId: `STS.key-${number}`,
    accessKeySecret: `planted-temporary-secret-${number}`,
    securityToken: `planted-temporary-token-${number}`,
  }));
  #given = 0;

  private constructor(private readonly server: Server) {}

  static async serve(): Promise<TemporaryKeys> {
    const server = createServer();
    const keys = new TemporaryKeys(server);
    server.on("request", (_, response) => {
      const key = keys.all[keys.#given++ % HOW_MANY];
      const Expiration = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/u, "Z");
      const answer = {
        Code: "Success",
        AccessKeyId: key?.accessKeyId,
        AccessKeySecret: key?.accessKeySecret,
        SecurityToken: key?.securityToken,
        Expiration,
      };
      response.end(JSON.stringify(answer));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return keys;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the server has no TCP address");
    return `http://127.0.0.1:${address.port}/`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
