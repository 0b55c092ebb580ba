// What `observed` says of a key without the key: policies judge by it where they do not see the key.
import type { Properties } from "../../provider/core/property-tree";
import { vpnTunnelPair } from "../../provider/resources/vpn-tunnel-pair/verbs";
import type { Simulator } from "../../simulator";
import { BRANCH, BRANCH_MASTER, Deployment, simulator } from "./deployment";

let sim: Simulator;
beforeEach(async () => (sim = await simulator()));
afterEach(() => sim.close());

const STRONG = "vK7#qT2!mZ9@xR4&wL6pJ8^c";
const WEAK = "Summer2024Winter2025!!";
const VARIABLE = "PSK_FACTS_TEST";
afterEach(() => delete process.env[VARIABLE]);

const tunnel = (tunnelIkeConfig: Properties, rest: Properties = {}): Properties => ({
  vpnConnectionId: BRANCH,
  role: "master",
  tunnelIkeConfig,
  ...rest,
});
const fromEnv = tunnel({ pskFrom: { env: VARIABLE } });

const OF_STRONG = {
  minLength: 24,
  maxLength: 31,
  minBits: 128,
  maxBits: 191,
  holdsKnownWord: false,
  isKnownHash: false,
};
const OF_WEAK = expect.objectContaining({ minLength: 20, maxLength: 23, minBits: 64, maxBits: 79 });

it("follows the declared key, and is the same in each run", async () => {
  const stack = new Deployment(sim);
  await stack.up(tunnel({ psk: STRONG }));
  expect(stack.observed).toMatchObject({ keyFacts: OF_STRONG });
  const inputs = JSON.stringify(stack.inputs);
  expect(await stack.up(tunnel({ psk: STRONG }))).toBe("same");
  expect(JSON.stringify(stack.inputs)).toBe(inputs);
  await stack.up(tunnel({ psk: WEAK }));
  expect(stack.observed).toMatchObject({ keyFacts: OF_WEAK });
  await stack.up(tunnel({}));
  expect(stack.observed).not.toHaveProperty("keyFacts");
});

it("is there for a key from pskFrom, and stays where the key cannot be read", async () => {
  process.env[VARIABLE] = WEAK;
  const stack = new Deployment(sim);
  await stack.up(fromEnv);
  expect(stack.observed).toMatchObject({ keyFacts: OF_WEAK });
  expect(JSON.stringify([stack.inputs, stack.outputs])).not.toContain("Summer");
  delete process.env[VARIABLE];
  expect(await stack.preview(fromEnv)).toBe("same");
  expect(stack.observed).toMatchObject({ keyFacts: OF_WEAK });
});

it("is missing for a key that nobody can read", async () => {
  const stack = new Deployment(sim);
  await expect(stack.up(fromEnv)).rejects.toThrow(`environment variable ${VARIABLE} is not set`);
  expect(stack.observed).toBeUndefined();
});

it("is found again by a refresh of a tunnel whose key somebody changed", async () => {
  const stack = new Deployment(sim);
  await stack.up(tunnel({ psk: STRONG }));
  sim.changeTunnel(BRANCH_MASTER, { TunnelIkeConfig: { Psk: WEAK } });
  await stack.refresh();
  expect(stack.observed).toMatchObject({ keyFacts: OF_WEAK });
});

it("is there for each tunnel of a pair", async () => {
  const stack = new Deployment(sim, {}, undefined, vpnTunnelPair);
  await stack.up({
    vpnConnectionId: BRANCH,
    rollout: { holdSeconds: 0 },
    tunnelIkeConfig: { psk: STRONG },
    slave: { tunnelIkeConfig: { psk: WEAK } },
  });
  expect(stack.observed).toMatchObject({ master: { keyFacts: OF_STRONG }, slave: { keyFacts: OF_WEAK } });
});
