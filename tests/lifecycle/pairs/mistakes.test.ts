// What a program may get wrong on a pair: each error names the property as the program writes it, and is told once.
import type { Properties } from "../../../provider/core/property-tree";
import type { Simulator } from "../../../simulator";
import { HEADQUARTERS, simulator } from "../deployment";
import { order, pair, pairOn, reasonOf } from "./pairs";

let sim: Simulator;
beforeAll(async () => (sim = await simulator()));
afterAll(() => sim.close());

const KEY = "Planted-key-1";
const BOTH_TUNNELS =
  /^(?:master\.)?(?:role|tunnelId) cannot be declared on a pair, which has both tunnels: leave it out/u;
const block = (tunnelCidr: string, localBgpIp: string): Properties => ({
  tunnelBgpConfig: { tunnelCidr, localBgpIp },
});

/** What is declared, and the whole error, or its beginning. */
const MISTAKES: Readonly<Record<string, readonly [Properties, string | RegExp]>> = {
  "a shared name": [{ tunnelIkeconfig: {} }, "tunnelIkeconfig is not a property; did you mean tunnelIkeConfig?"],
  "a tunnel's name": [{ mastr: {} }, "mastr is not a property; did you mean master?"],
  "an own name": [
    { master: { tunnelIkeConfig: { ikeEncAlgo: "aes" } } },
    "master.tunnelIkeConfig.ikeEncAlgo is not a property of master.tunnelIkeConfig; did you mean master.tunnelIkeConfig.ikeEncAlg?",
  ],
  "an own name without its group": [
    { slave: { ikeEncAlg: "aes" } },
    "slave.ikeEncAlg is not a property of slave; did you mean slave.tunnelIkeConfig.ikeEncAlg?",
  ],
  "an own name in another case": [
    { master: { tunnel_ike_config: {} } },
    "master.tunnel_ike_config is not a property of master; did you mean master.tunnelIkeConfig?",
  ],
  "an option in a tunnel": [
    { master: { waitFor: "settled" } },
    "master.waitFor is not a property of master; did you mean waitFor?",
  ],
  "a part of the roll-out at the top": [
    { hook: { command: "x" } },
    "hook is not a property; did you mean rollout.hook?",
  ],
  "an option of VpnTunnel": [{ whenAlone: "change" }, "whenAlone is not a property; did you mean rollout.whenAlone?"],
  "an option of the roll-out": [
    { rollout: { holdSecond: 3 } },
    "rollout.holdSecond is not a property of rollout; did you mean rollout.holdSeconds?",
  ],
  "a role": [{ role: "master" }, BOTH_TUNNELS],
  "a tunnel's id": [{ tunnelId: "tun-sim0000000000000021" }, BOTH_TUNNELS],
  "a role in a tunnel": [{ master: { role: "master" } }, BOTH_TUNNELS],
  "a shared value": [
    { tunnelIkeConfig: { ikeEncAlg: "aes-256" } },
    /^tunnelIkeConfig\.ikeEncAlg must be one of .*; given: "aes-256"$/u,
  ],
  "an own value": [
    { slave: { tunnelIkeConfig: { ikeEncAlg: "aes-256" } } },
    /^slave\.tunnelIkeConfig\.ikeEncAlg must be one of .*; given: "aes-256"$/u,
  ],
  "a shared key": [{ tunnelIkeConfig: { psk: "Planted key" } }, /^tunnelIkeConfig\.psk may hold .* not shown$/u],
  "an own key": [
    { slave: { tunnelIkeConfig: { psk: "Planted key" } } },
    /^slave\.tunnelIkeConfig\.psk may hold .* not shown$/u,
  ],
  "a shared key and its source": [
    { tunnelIkeConfig: { psk: KEY, pskFrom: { env: "X" } } },
    "tunnelIkeConfig.pskFrom cannot be declared together with psk: keep one of them",
  ],
  "an own key and its source": [
    { master: { tunnelIkeConfig: { psk: KEY, pskFrom: { env: "X" } } } },
    "master.tunnelIkeConfig.pskFrom cannot be declared together with psk: keep one of them",
  ],
  "two sources of an own key": [
    { master: { tunnelIkeConfig: { pskFrom: { command: "y", env: "X" } } } },
    "master.tunnelIkeConfig.pskFrom must have exactly one of env, file, command; given: command, env",
  ],
  "an own address outside its block": [
    { vpnConnectionId: HEADQUARTERS, master: block("169.254.20.0/30", "169.254.21.1") },
    /^master\.tunnelBgpConfig\.localBgpIp must be 169\.254\.20\.1 or 169\.254\.20\.2, .*$/u,
  ],
  "one block for both tunnels": [
    { vpnConnectionId: HEADQUARTERS, ...block("169.254.20.0/30", "169.254.20.1") },
    'tunnelBgpConfig.tunnelCidr must differ between the tunnels: declare it in master and in slave, with localBgpIp; given for both: "169.254.20.0/30"',
  ],
  "the same block in both tunnels": [
    {
      vpnConnectionId: HEADQUARTERS,
      master: block("169.254.20.0/30", "169.254.20.1"),
      slave: block("169.254.20.0/30", "169.254.20.2"),
    },
    /^slave\.tunnelBgpConfig\.tunnelCidr must differ between the tunnels: /u,
  ],
  "two ASNs": [
    { tunnelBgpConfig: { localAsn: 65_530 }, slave: { tunnelBgpConfig: { localAsn: 65_531 } } },
    "slave.tunnelBgpConfig.localAsn must be the same on both tunnels: declare it once, at the top; given: 65530 and 65531",
  ],
  "a shared relation": [
    { tunnelIkeConfig: { ikeVersion: "ikev1", localId: "a.example.com" } },
    /^tunnelIkeConfig\.localId must be an IP address, because IKEv1 [^\n]*$/u,
  ],
  "a relation of an own value": [
    { tunnelIkeConfig: { ikeVersion: "ikev1" }, slave: { tunnelIkeConfig: { localId: "a.example.com" } } },
    /^slave\.tunnelIkeConfig\.localId must be an IP address, because IKEv1 [^\n]*$/u,
  ],
  "a hook without a command": [
    { rollout: { hook: { device: "strongswan" } } },
    "rollout.hook.command is required where rollout.hook is declared: the program to call",
  ],
  "a tunnel that is no group": [{ master: "x" }, /^master must be an object with customerGatewayId, /u],
  "a connection that is not there": [
    { vpnConnectionId: "vco-nowhere" },
    /^vpnConnectionId there is no IPsec-VPN connection vco-nowhere [^\n]*$/u,
  ],
};

it.each(Object.keys(MISTAKES))(
  "%s that is wrong is told once, under the name that the program gives it",
  async (name) => {
    const [declared, said] = MISTAKES[name] ?? [{}, ""];
    const reason = await reasonOf(pairOn(sim).preview(pair(declared)));
    const isSaid = typeof said === "string" ? reason === said : said.test(reason);
    expect({ reason, isSaid }).toEqual({ reason, isSaid: true });
    expect(reason).not.toContain("Planted");
  },
);

it("onAdopt verify says of each tunnel what is not as declared", async () => {
  const program = pair({ onAdopt: "verify", tunnelIkeConfig: { ikeLifetime: 444 }, master: { enableDpd: false } });
  const reason = await reasonOf(pairOn(sim).preview(program));
  expect(reason.split("\n")).toEqual([
    expect.stringMatching(/^onAdopt of the master: .* enableDpd: true -> false, tunnelIkeConfig\.ikeLifetime: 86400/u),
    expect.stringMatching(/^onAdopt of the slave: .*"verify": tunnelIkeConfig\.ikeLifetime: 86400 -> 444\. Nothing/u),
  ]);
});

it("all that is wrong is told at once, and nothing is sent", async () => {
  const declared = { onDrift: "x", master: { enableDpd: 1 }, tunnelIpsecConfig: { ipsecLifetime: -1 } };
  const reason = await reasonOf(pairOn(sim).up(pair(declared, { stage: "1st" })));
  for (const path of ["onDrift", "master.enableDpd", "tunnelIpsecConfig.ipsecLifetime", "rollout.stage"])
    expect(reason).toContain(`${path} must be `);
  expect(order(sim)).toEqual([]);
});
