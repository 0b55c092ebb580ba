// The example in docs/reference/vpn-tunnel-pair.md is what a real hook reads.
import { vpnTunnelPair } from "../../provider/resources/vpn-tunnel-pair/verbs";
import { HOOK_EXAMPLE } from "../../scripts/generate/hook-example";
import { office, STRONG } from "../engine/pages/office";
import { Deployment, simulator } from "./deployment";
import { testHook } from "./hook";

/** What was read, with each text as short as the example has it. */
function asShortAs(example: unknown, read: unknown): unknown {
  if (typeof example === "string" && typeof read === "string" && example.endsWith("…"))
    return read.startsWith(example.slice(0, -1)) ? example : read;
  if (Array.isArray(example) && Array.isArray(read)) return read.map((each, at) => asShortAs(example[at], each));
  if (!isObject(example) || !isObject(read)) return read;
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, asShortAs(example[name], value)]));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

it("the example of a hook's input is what a hook reads", async () => {
  const sim = await simulator({ topology: office({ ...STRONG, peerAsn: 65010 }) });
  const hook = testHook();
  const pair = new Deployment(sim, {}, undefined, vpnTunnelPair);
  await pair.up({
    vpnConnectionId: HOOK_EXAMPLE.connection.id,
    tunnelIpsecConfig: { ipsecLifetime: 28800 },
    slave: { tunnelIkeConfig: { psk: HOOK_EXAMPLE.keys.new } },
    rollout: { stage: "first", holdSeconds: 0, hook: { command: hook.command, withKey: true, device: "strongswan" } },
  });
  expect(hook.phases()).toEqual(["master undrain", "slave drain", "slave prepare", "slave follow", "slave undrain"]);
  const read = hook.calls()[2];
  expect(asShortAs(HOOK_EXAMPLE, read)).toEqual(HOOK_EXAMPLE);
  // The page prints the example in the order in which a hook reads it.
  expect(Object.keys(read ?? {})).toEqual(Object.keys(HOOK_EXAMPLE));
  hook.remove();
  await sim.close();
});
