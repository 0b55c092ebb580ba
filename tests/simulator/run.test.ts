import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type RunValues, UsageError, defaultTopology, runOptions, runSimulator } from "../../simulator";
import { call } from "./signed-request";

describe("runSimulator", () => {
  const folder = mkdtempSync(join(tmpdir(), "simulator-run-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test("prints the URL and the key, answers, and stops", async () => {
    const lines: string[] = [];
    const stop = new AbortController();
    const topology = file("topology.json", JSON.stringify(defaultTopology));
    const faults = file("first.json", '[{"kind": "http-503", "action": "DescribeVpnConnections"}]');
    const { values } = parseArgs({
      args: ["--topology", topology, "--psk", "absent", "--faults", faults],
      options: runOptions,
    });
    const run = runSimulator(values, { print: (line) => lines.push(line), signal: stop.signal });
    while (lines.length < 2) await new Promise((resolve) => setImmediate(resolve));
    expect(lines).toEqual([
      expect.stringMatching(/^url http:\/\/127\.0\.0\.1:\d+$/),
      "access-key simulator-access-key-id simulator-access-key-secret",
    ]);
    const url = lines[0]?.slice(4) ?? "";
    expect((await call(url, "DescribeVpnConnections")).status).toBe(503);
    const answer = await call(url, "DescribeVpnConnections");
    expect(answer.json).toMatchObject({ TotalCount: 5 });
    expect(answer.text).not.toContain("Psk");
    stop.abort();
    await run;
    await expect(call(url, "DescribeVpnConnections")).rejects.toThrow("fetch failed");
  });

  test.each<[RunValues, RegExp]>([
    [{ port: "http" }, /^--port takes a whole number from 0 to 65535, not "http"$/],
    [{ port: "65536" }, /^--port/],
    [{ psk: "hidden" }, /^--psk takes plain or masked or absent or empty, not "hidden"$/],
    [{ topology: "no-such-file.json" }, /^--topology: cannot read no-such-file.json \(ENOENT\)$/],
    [{ topology: file("bad.json", "{") }, /is not JSON/],
    [{ topology: file("list.json", "[]") }, /has to hold an object/],
    [{ topology: file("wrong.json", '{"VpnGateways":[{}]}') }, /VpnGateways\[0\]\.VpnGatewayId: is missing/],
    [{ "access-keys": file("keys.json", '[{"accessKeyId":"a"}]') }, /accessKeySecret: is missing/],
    [{ "access-keys": file("none.json", "[]") }, /at least one key/],
    [{ generate: "lots" }, /^--generate takes gateways=N,connections=N/],
    [{ generate: "gateways=0,connections=1" }, /^--generate/],
    [{ generate: "gateways=1,connections=1", topology: "x" }, /exclude each other/],
    [{ faults: file("faults.json", '[{"kind":"explode"}]') }, /faults\[0\]\.kind: must be one of/],
    [{ host: "203.0.113.1" }, /cannot listen on port 0 of 203\.0\.113\.1/],
  ])("%j is a usage error", async (values, message) => {
    const run = runSimulator(values, { print: () => undefined, signal: AbortSignal.abort() });
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.toBeInstanceOf(UsageError);
  });
});
