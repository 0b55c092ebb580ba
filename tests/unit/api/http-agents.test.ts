import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import { callRpc } from "../../../provider/api/rpc-client";
import { CONNECT_TIMEOUT, createAgent } from "../../../provider/api/http-agents";

function errorOf(request: http.ClientRequest): Promise<NodeJS.ErrnoException> {
  return new Promise((resolve) => request.once("error", resolve).end());
}

test("a call to a name that is never resolved ends at the connect limit", async () => {
  const agent = createAgent("http://name.invalid", 40);
  const lookup = (): void => undefined;
  const error = await errorOf(http.request({ host: "name.invalid", agent, lookup }));
  expect(error).toMatchObject({ code: CONNECT_TIMEOUT, syscall: "connect" });
});

describe("a call to a port that accepts connections and never says anything", () => {
  let silent: net.Server;
  let port: number;
  beforeAll(async () => {
    silent = net.createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    port = (silent.address() as net.AddressInfo).port;
  });
  afterAll(() => silent.close());

  test("ends its TLS handshake at the connect limit", async () => {
    const agent = createAgent("https://127.0.0.1", 40);
    await expect(errorOf(https.request({ host: "127.0.0.1", port, agent }))).resolves.toMatchObject({
      code: CONNECT_TIMEOUT,
    });
  });

  test("is told as a call that was not sent", async () => {
    const endpoint = `https://127.0.0.1:${port}`;
    const target = { endpoint, apiVersion: "1", agent: createAgent(endpoint, 40), readTimeoutMs: 5000 };
    await expect(callRpc(target, undefined, "DescribeVpnConnections", {})).rejects.toMatchObject({
      code: CONNECT_TIMEOUT,
      category: "transient",
      sent: false,
      outcomeUnknown: false,
      hint: expect.stringContaining("clientConnectTimeout"),
    });
  });

  test("is limited in silence, not in connecting, once connected", async () => {
    const endpoint = `http://127.0.0.1:${port}`;
    const target = { endpoint, apiVersion: "1", agent: createAgent(endpoint, 5000), readTimeoutMs: 40 };
    const call = callRpc(target, undefined, "DescribeVpnConnections", {});
    await expect(call).rejects.toMatchObject({ code: "TimeOut", sent: true });
  });
});
