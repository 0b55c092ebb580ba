/** What only a process of its own can show: that it ends, what it prints, and what it has loaded. */
import { spawn } from "node:child_process";
import * as path from "node:path";
import { json, silent, startTestServer, type TestServer } from "./test-server";

const ROOT = path.resolve(__dirname, "../../..");

const PROGRAM = `
  const { resolveAccount } = require("./provider/api/account");
  const { createVpcApi } = require("./provider/api/vpc-api");
  const loaded = (name) => Object.keys(require.cache).some((file) => file.includes(name));
  const atStart = [loaded("@alicloud/pop-core"), loaded("@alicloud/credentials")];
  const config = JSON.parse(process.env.TEST_CONFIG);
  const account = resolveAccount({ get: (key) => config[key] }, process.env);
  const api = createVpcApi(account, { retryBudgetMs: 0 });
  const change = { vpnConnectionId: "vco-1", tunnelId: "tun-1", specification: { TunnelIkeConfig: { Psk: "planted-psk" } } };
  api.modifyTunnelAttribute(change).then(() => "done", (error) => error.code).then((outcome) => {
    console.log(JSON.stringify({ atStart, atEnd: [loaded("@alicloud/pop-core"), loaded("@alicloud/credentials")], outcome }));
  });
`;

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(config: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = ["-r", "ts-node/register/transpile-only", "-e", PROGRAM];
    const child = spawn(process.execPath, options, {
      cwd: ROOT,
      env: { PATH: process.env["PATH"], ...env, TEST_CONFIG: JSON.stringify(config) },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk) => (stdout += String(chunk)));
    child.stderr.on("data", (chunk) => (stderr += String(chunk)));
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function keysAnd(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    accessKey: "id",
    secretKey: "planted-secret",
    region: "cn-hangzhou",
    endpoints: `{"vpc":"${server.url}"}`,
    ...more,
  };
}

test("a process ends when its calls have ended, and never loaded the credentials library for plain keys", async () => {
  server.answer(json({ RequestId: "r", TunnelId: "tun-1" }));
  const { exitCode, stdout } = await run(keysAnd());
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ atStart: [false, false], atEnd: [true, false], outcome: "done" });
}, 20_000);

test("a call that was given up does not keep the process, although the server still holds the connection", async () => {
  server.answer(silent);
  const { exitCode, stdout } = await run(keysAnd({ clientReadTimeout: "200" }));
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ outcome: "TimeOut" });
}, 20_000);

test.each(["*", "other,httpx:body"])(
  "with DEBUG=%s no body is printed",
  async (DEBUG) => {
    server.answer(json({ RequestId: "r", TunnelId: "tun-1", TunnelIkeConfig: { Psk: "planted-psk" } }));
    const { stdout, stderr } = await run(keysAnd(), { DEBUG });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "done" });
    expect(stderr).not.toMatch(/planted|Signature=/);
  },
  20_000,
);
