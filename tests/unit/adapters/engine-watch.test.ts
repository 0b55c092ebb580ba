import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { watchEngine } from "../../../provider/adapters/engine/watch";

describe("watching an engine", () => {
  const held: Socket[] = [];
  let server: Server;
  let gone: number;
  let whenGone: Promise<void>;

  beforeEach(async () => {
    server = createServer((socket) => held.push(socket));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    gone = 0;
    const connected = once(server, "connection");
    whenGone = new Promise((resolve) => {
      const { port } = server.address() as AddressInfo;
      watchEngine(`127.0.0.1:${port}`, () => {
        gone++;
        resolve();
      });
    });
    await connected;
  });
  afterEach(() => {
    for (const socket of held.splice(0)) socket.destroy();
    server.close();
  });

  it("calls back at once when the engine ends", async () => {
    server.close();
    for (const socket of held) socket.destroy();
    await whenGone;
    expect(gone).toBe(1);
  });

  it("does not take a closed connection for the end of the engine, however often one is closed", async () => {
    for (let times = 0; times < 3; times++) {
      const again = once(server, "connection");
      held.pop()?.destroy();
      await again;
    }
    expect(gone).toBe(0);
    server.close();
    held.pop()?.resetAndDestroy();
    await whenGone;
  });
});
