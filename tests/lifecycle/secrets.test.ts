import { asSecret } from "../../provider/core/secret";
import type { Simulator } from "../../simulator";
import { BRANCH, BRANCH_MASTER, Deployment, providerFor, simulator } from "./deployment";

const PSK = "Planted-pre-shared-key-7151";
const SECRET_KEY = "Planted-access-key-secret-9242";
const PROGRAM = { vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { ikeLifetime: 3600, psk: PSK } };

let sim: Simulator;
beforeEach(async () => {
  sim = await simulator({ accessKeys: [{ accessKeyId: "planted-id", accessKeySecret: SECRET_KEY }] });
});
afterEach(() => sim.close());

/** Fast retries: what is tested is what is said, not how often it is tried. */
const CONFIG = {
  "alicloud:accessKey": "planted-id",
  "alicloud:secretKey": SECRET_KEY,
  "alicloud:maxRetryTimeout": "1",
  "alicloud:clientReadTimeout": "1500",
  "alicloud:clientConnectTimeout": "1500",
};

/** All that an error says to whoever prints it, however they print it. */
function everyFormOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { inspect } = jest.requireActual<typeof import("node:util")>("node:util");
  const printed = Object.fromEntries(Object.entries(error).filter(([name]) => name !== "properties"));
  return [
    String(error),
    error.message,
    error.stack,
    inspect(error.cause, { depth: 9 }),
    inspect(printed, { depth: 9 }),
  ].join("\n");
}

async function failure(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return everyFormOf(error);
  }
  throw new Error("expected a failure");
}

describe("no error holds a secret", () => {
  const faults = [
    ["a 500", { kind: "http-500" }],
    ["a 500 with a code", { kind: "http-500-code" }],
    ["a page in HTML", { kind: "html" }],
    ["a malformed body", { kind: "malformed" }],
    ["a truncated body", { kind: "truncated" }],
    ["a reset", { kind: "reset-before" }],
    ["a time-out", { kind: "delay", ms: 2500 }],
    ["an expired token", { kind: "expired-token" }],
    ["a wrong clock", { kind: "clock-skew" }],
  ] as const;

  it.each(faults)("when a change meets the fault %s", async (_, fault) => {
    const hit = sim.fault({ ...fault, action: "ModifyTunnelAttribute", times: Number.POSITIVE_INFINITY });
    const said = await failure(() => providerFor(sim, CONFIG).create(PROGRAM));
    expect(hit.hits).toBeGreaterThan(0);
    expect(said).toContain(BRANCH);
    expect(said).not.toContain(PSK);
    expect(said).not.toContain(SECRET_KEY);
  });

  it("when the answer to a wrong signature quotes the whole request", async () => {
    const wrong = { ...CONFIG, "alicloud:secretKey": "Another-planted-secret-1234" };
    const said = await failure(() => providerFor(sim, wrong).create(PROGRAM));
    expect(said).toContain("SignatureDoesNotMatch");
    expect(said).not.toMatch(/Planted|planted-secret/u);
  });

  it("when a check fails on every property", async () => {
    const { failures } = await providerFor(sim, CONFIG).check(
      {},
      { vpnConnectionId: "a b", role: "x", tunnelIkeConfig: { psk: `${PSK} with spaces`, ikeEncAlg: PSK } },
    );
    expect(failures.length).toBeGreaterThan(3);
    // A key in the wrong place is shown there, as any wrong value is; in its own place never.
    const atKey = failures.filter((each) => each.property === "tunnelIkeConfig.psk");
    expect(JSON.stringify(atKey)).not.toContain(PSK);
  });

  it("and a leak would be found: a planted one is", () => {
    expect(everyFormOf(new Error("x", { cause: new Error(PSK) }))).toContain(PSK);
  });
});

it("the state of a change that went in is kept when something fails afterwards", async () => {
  const provider = providerFor(sim, { ...CONFIG, "alicloud-vpn:settleSeconds": "1" });
  sim.configuringMs = 60_000;
  const error = await provider.create({ ...PROGRAM, __provider: "the handler" }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({
    id: `${BRANCH}:${BRANCH_MASTER}`,
    properties: {
      // What was sent is remembered; until somebody sees it, the tunnel counts as it was.
      __bookkeeping: {
        restorePoint: asSecret({
          "tunnelIkeConfig.ikeLifetime": { found: 86_400, left: 3600 },
          "tunnelIkeConfig.psk": { found: "Branch-shared-key", left: PSK },
        }),
      },
      tunnelIkeConfig: { ikeLifetime: 86_400 },
      preSharedKey: asSecret("Branch-shared-key"),
    },
    reasons: [expect.stringMatching(/is updating, still after \d+ s/u)],
  });
  expect(everyFormOf(error)).not.toContain(PSK);
});

describe("a fault on the way", () => {
  it.each(["http-500", "html", "truncated", "reset-before", "reset-after", "throttle", "malformed"] as const)(
    "(%s) is survived, and the change is made exactly once",
    async (kind) => {
      const hit = sim.fault({ kind, action: "ModifyTunnelAttribute", retryAfterMs: 10 });
      const stack = new Deployment(sim, { ...CONFIG, "alicloud:maxRetryTimeout": "20" });
      await stack.up(PROGRAM);
      expect(hit.hits).toBe(1);
      expect(sim.journal.filter((entry) => entry.committed)).toHaveLength(1);
      expect(sim.tunnel(BRANCH_MASTER)?.IkeConfig).toMatchObject({ IkeLifetime: 3600, Psk: PSK });
    },
  );
});
