import { inspect } from "node:util";
import type { RetryNotice } from "../../../provider/api/retry";
import { defaultAccessKey, type SimulatorOptions } from "../../../simulator";
import { api, change, PSK, simulator, start } from "./client";

describe("a call that the API refuses", () => {
  test("says that the secret is wrong, without the string to sign", async () => {
    await start();
    const attempt = api({ secretKey: "planted-wrong-secret" }).modifyTunnelAttribute(
      change({ TunnelIkeConfig: { Psk: PSK } }),
    );
    const error: unknown = await attempt.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ category: "credentials", code: "SignatureDoesNotMatch" });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/planted|Psk/i);
    expect(simulator.journal).toHaveLength(1);
  });

  test("says that a temporary key lacks its token", async () => {
    await start({ accessKeys: [{ accessKeyId: "STS.1", accessKeySecret: "s", securityToken: "t+/=" }] });
    const keys = { accessKey: "STS.1", secretKey: "s" };
    await expect(api({ ...keys, securityToken: "t+/=" }).describeVpnConnections()).resolves.toMatchObject({
      totalCount: 5,
    });
    await expect(api(keys).describeVpnConnections()).rejects.toMatchObject({ category: "credentials" });
    await expect(api({ ...keys, securityToken: "other" }).describeVpnConnections()).rejects.toMatchObject({
      category: "credentials",
    });
  });

  test.each<[string, SimulatorOptions, object]>([
    ["an unknown key", { accessKeys: [] }, { category: "credentials" }],
    ["an inactive key", { accessKeys: [{ ...defaultAccessKey, inactive: true }] }, { category: "credentials" }],
    [
      "a clock that is wrong",
      { wallClock: () => Date.now() + 3_600_000 },
      { category: "credentials", hint: expect.stringContaining("clock") },
    ],
    [
      "a denied operation",
      { accessKeys: [{ ...defaultAccessKey, ramUser: true, deny: [{ action: "DescribeVpnConnections" }] }] },
      { category: "forbidden", httpStatus: 403 },
    ],
  ])("is not retried after %s", async (_, options, expected) => {
    await start(options);
    await expect(api().describeVpnConnections()).rejects.toMatchObject(expected);
    expect(simulator.journal).toHaveLength(1);
  });

  test.each([
    "throttle",
    "http-500",
    "http-500-code",
    "http-503",
    "html",
    "reset-before",
    "reset-after",
    "truncated",
    "malformed",
  ] as const)("is repeated where it is a read, after %s", async (kind) => {
    await start();
    const fault = simulator.fault({ kind, times: 2 });
    await expect(api().describeVpnConnections()).resolves.toMatchObject({ totalCount: 5 });
    expect(fault.hits).toBe(2);
  });

  test("is repeated where its answer came too late", async () => {
    await start();
    simulator.fault({ kind: "delay", ms: 400 });
    const notices: RetryNotice[] = [];
    const hurried = api({ clientReadTimeout: "100" }, { onRetry: (notice) => notices.push(notice) });
    await expect(hurried.describeVpnConnections()).resolves.toMatchObject({ totalCount: 5 });
    expect(notices).toMatchObject([{ reason: "transient: TimeOut" }]);
  });
});
