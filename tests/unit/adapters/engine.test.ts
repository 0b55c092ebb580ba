import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { engineOf, watch } from "../../../provider/adapters/dynamic/engine";

describe("the engine of a process", () => {
  it.each([
    ["a program", ["node", "/x/node_modules/@pulumi/pulumi/cmd/run/index.js", "127.0.0.1:1"]],
    ["a test", ["node", "/x/jest.js"]],
    ["a provider without an address", ["node", "/x/cmd/dynamic-provider/index.js"]],
  ])("is none for %s", (_, argv) => expect(engineOf(argv)).toBeUndefined());

  it("is the one that a provider process was started with", () => {
    const entry = "/x/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";
    expect(engineOf(["node", entry, "127.0.0.1:4711"])).toEqual({ entry, address: "127.0.0.1:4711" });
  });
});

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
      watch(`127.0.0.1:${port}`, () => {
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

  it("tells at once when it is gone", async () => {
    server.close();
    for (const socket of held) socket.destroy();
    await whenGone;
    expect(gone).toBe(1);
  });

  it("takes a connection that is closed for nothing more, however often", async () => {
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
