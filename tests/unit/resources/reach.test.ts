import { ApiError, type Category } from "../../../provider/api/errors";
import type { TunnelWire } from "../../../provider/api/wire";
import type { Values } from "../../../provider/core/field";
import { reach } from "../../../provider/resources/vpn-tunnel/change/reach";
import type { Outcome } from "../../../provider/resources/vpn-tunnel/change/target";
import { TunnelError } from "../../../provider/resources/vpn-tunnel/tunnel-error";
import { CONNECTION, connectionWire, GATEWAY, LIVE_KEY, MASTER, slaveWire, tunnelWire, withKey } from "./connections";
import { fakePorts, type FakePorts } from "./fake-ports";

const selector = { vpnConnectionId: CONNECTION, role: "master" };
const PSK = "tunnelIkeConfig.psk";

function run(ports: FakePorts, declared: Values, assumed: Values = {}): Promise<Outcome> {
  return reach({ selector, wanted: () => declared, assumed, waitFor: "settled", care: { whenAlone: "change" } }, ports);
}

/** A refusal as the client reports it. */
function refusal(category: Category, code: string): ApiError {
  return new ApiError({
    action: "ModifyTunnelAttribute",
    code,
    category,
    retry: "observe",
    serverMessage: "",
    hint: "",
    sent: true,
    outcomeUnknown: false,
  });
}

const worldWith = (master: TunnelWire) => [connectionWire({ TunnelOptionsSpecification: [slaveWire(), master] })];

describe("an operation that finds no difference", () => {
  it.each<[string, Values]>([
    ["nothing is declared", {}],
    ["all is as declared", { enableDpd: true, "tunnelIkeConfig.ikeLifetime": 86_400, [PSK]: LIVE_KEY }],
  ])("sends nothing and takes no turn: %s", async (_, declared) => {
    const ports = fakePorts();
    const { sent, observation } = await run(ports, declared);
    expect([sent, ports.events]).toEqual([[], [`read ${CONNECTION}`]]);
    expect(observation.tunnelId).toBe(MASTER);
  });

  it("sends nothing where a fresh look shows that somebody else did it already", async () => {
    const ports = fakePorts();
    ports.onLook = () => (ports.world = worldWith(tunnelWire({ EnableDpd: false })));
    const { sent } = await run(ports, { enableDpd: false });
    expect([sent, ports.sent]).toEqual([[], []]);
  });

  it("takes a withheld key for the last known one", async () => {
    const ports = fakePorts(worldWith(withKey(tunnelWire(), "l1veKe****")));
    expect((await run(ports, { [PSK]: "known" }, { [PSK]: "known" })).sent).toEqual([]);
  });
});

describe("a change", () => {
  it("takes the turn of the gateway, looks, sends the block that differs, complete, and looks again", async () => {
    const ports = fakePorts();
    const { sent, observation } = await run(ports, { "tunnelIkeConfig.ikePfs": "group14", enableDpd: true });
    expect(ports.events).toEqual([
      `read ${CONNECTION}`,
      `turn connection ${CONNECTION}`,
      `turn ${GATEWAY}`,
      `look at ${GATEWAY}`,
      `modify ${MASTER}`,
      `forget ${CONNECTION}`,
      `look at ${GATEWAY}`,
      "end of turn",
      "end of turn",
    ]);
    expect(sent).toEqual(["tunnelIkeConfig.ikePfs"]);
    expect(ports.sent).toEqual([
      {
        TunnelIkeConfig: {
          IkeVersion: "ikev2",
          IkeMode: "main",
          IkeEncAlg: "aes",
          IkeAuthAlg: "sha1",
          IkePfs: "group14",
          IkeLifetime: 86_400,
          LocalId: "203.0.113.1",
          RemoteId: "198.51.100.9",
          Psk: LIVE_KEY,
        },
      },
    ]);
    expect(observation.values["tunnelIkeConfig.ikePfs"]).toBe("group14");
    expect(ports.clock.sleeps).toEqual([]);
  });

  it("takes the turn of the connection where it belongs to no gateway", async () => {
    const ports = fakePorts([connectionWire({ VpnGatewayId: "", State: "attached" })]);
    await run(ports, { enableDpd: false });
    expect(ports.events[2]).toBe(`turn ${CONNECTION}`);
  });

  it("waits while another connection of the gateway is being configured", async () => {
    const busy = connectionWire({ VpnConnectionId: "vco-other", State: "updating" });
    const ports = fakePorts([busy, connectionWire()]);
    ports.onLook = (look) => {
      if (look === 4) ports.world = [{ ...busy, State: "active" }, connectionWire()];
    };
    await run(ports, { enableDpd: false });
    expect(ports.clock.sleeps).toEqual([5_000, 5_000, 5_000]);
    expect(ports.lines).toEqual([0, 10].map((time) => `${CONNECTION} master: vco-other is updating (${time} s)`));
    expect(ports.sent).toHaveLength(1);
  });

  it.each<[Category, string]>([
    ["configuring", "VpnGateway.Configuring"],
    ["conflict", "VpnGateway.task.conflict"],
  ])("that is refused as %s is compared anew and tried again", async (category, code) => {
    const ports = fakePorts();
    ports.refusals = [refusal(category, code), refusal(category, code)];
    const { sent } = await run(ports, { enableDpd: false });
    expect(sent).toEqual(["enableDpd"]);
    expect(ports.sent).toEqual([{ EnableDpd: false }]);
    expect(ports.clock.sleeps).toEqual([5_000, 5_000]);
    expect(ports.events.filter((event) => event === `forget ${CONNECTION}`)).toHaveLength(3);
  });

  it("that is refused as configuring for ever ends with that refusal when the time is up", async () => {
    const ports = fakePorts();
    ports.refusals = Array.from({ length: 100 }, () => refusal("configuring", "VpnGateway.Configuring"));
    await expect(run(ports, { enableDpd: false })).rejects.toMatchObject({ code: "VpnGateway.Configuring" });
    expect(ports.clock.sleeps).toHaveLength(12);
  });

  it("that is refused for another reason is not tried again, and what was known is forgotten", async () => {
    const ports = fakePorts();
    ports.refusals = [refusal("forbidden", "Forbidden")];
    await expect(run(ports, { enableDpd: false })).rejects.toMatchObject({ code: "Forbidden" });
    expect(ports.events.slice(-2)).toEqual([`modify ${MASTER}`, `forget ${CONNECTION}`]);
  });

  it("is confirmed only when the API shows it", async () => {
    const ports = fakePorts();
    ports.apply = (tunnel) => tunnel;
    ports.onLook = (look) => {
      if (look === 4) ports.world = worldWith(tunnelWire({ EnableDpd: "false" }));
    };
    const { observation } = await run(ports, { enableDpd: false });
    expect(observation.values["enableDpd"]).toBe(false);
    expect(ports.clock.sleeps).toEqual([5_000, 5_000]);
  });

  it("of a key that the API withholds is confirmed without a look at the key", async () => {
    const ports = fakePorts(worldWith(withKey(tunnelWire(), undefined)));
    ports.apply = (tunnel) => tunnel;
    expect((await run(ports, { [PSK]: "newKey" }, { [PSK]: "oldKey" })).sent).toEqual([PSK]);
  });
});

describe("a change that was sent and is not seen to end", () => {
  async function failed(ports: FakePorts, declared: Values): Promise<Outcome & { readonly failure: Error }> {
    const { failure, ...outcome } = await run(ports, declared);
    if (failure === undefined) throw new Error("the change did not fail");
    return { ...outcome, failure };
  }

  it("keeps what was sent beside what was seen last, once the time is up", async () => {
    const ports = fakePorts();
    ports.apply = (tunnel) => tunnel;
    const outcome = await failed(ports, { enableDpd: false });
    expect(outcome).toMatchObject({ before: { enableDpd: true }, after: { enableDpd: false }, sent: ["enableDpd"] });
    expect(outcome.observation.values).toMatchObject({ enableDpd: true, enableNatTraversal: true, [PSK]: LIVE_KEY });
    expect(outcome.failure).toBeInstanceOf(TunnelError);
    expect(outcome.failure.message).toContain("after 60 s the API still shows other values of enableDpd");
    expect(outcome.failure.message).toContain("pulumi refresh");
    expect(ports.sent).toHaveLength(1);
  });

  it("names what is still being configured", async () => {
    const ports = fakePorts();
    ports.onLook = (look) => {
      if (look === 2) ports.world = [connectionWire({ State: "updating" })];
    };
    const { failure } = await failed(ports, { enableDpd: false });
    expect(failure.message).toContain(`${CONNECTION} is updating, still after 60 s`);
  });

  it("keeps what was sent where the API fails while we wait", async () => {
    const ports = fakePorts();
    let looks = 0;
    const reads = {
      ...ports.reads,
      neighbours: (connection: Parameters<FakePorts["reads"]["neighbours"]>[0]) =>
        ++looks === 2 ? Promise.reject(refusal("transient", "ServiceUnavailable")) : ports.reads.neighbours(connection),
    };
    const { after, observation, failure } = await failed({ ...ports, reads }, { enableDpd: false });
    expect(after["enableDpd"]).toBe(false);
    expect(observation.values["enableDpd"]).toBe(true);
    expect(failure.message).toContain("ServiceUnavailable");
  });
});

describe("a change that is refused before anything is sent", () => {
  it("is one that would leave out a key that the API does not disclose", async () => {
    const ports = fakePorts(worldWith(withKey(tunnelWire(), "l1veKe****")));
    const refused = run(ports, { "tunnelIkeConfig.ikePfs": "group14" });
    await expect(refused).rejects.toMatchObject({
      problem: "refused",
      message: expect.stringContaining(`Declare ${PSK}`),
    });
    expect(ports.sent).toEqual([]);
  });

  it("is one that would leave out such a key though the last declared one is remembered: that one is never sent by itself", async () => {
    const ports = fakePorts(worldWith(withKey(tunnelWire(), undefined)));
    const refused = run(ports, { "tunnelIkeConfig.ikePfs": "group14" }, { [PSK]: "remembered" });
    await expect(refused).rejects.toMatchObject({ problem: "refused" });
    expect(ports.sent).toEqual([]);
  });

  it("is none where another block changes", async () => {
    const ports = fakePorts(worldWith(withKey(tunnelWire(), undefined)));
    await run(ports, { "tunnelIpsecConfig.ipsecPfs": "group14" });
    expect(ports.sent.map((each) => Object.keys(each))).toEqual([["TunnelIpsecConfig"]]);
  });

  it.each([[false], ["false"], ["False"]])(
    "is one that would set BGP where BGP is off (%j)",
    async (EnableTunnelsBgp) => {
      const ports = fakePorts([connectionWire({ EnableTunnelsBgp })]);
      const refused = run(ports, { "tunnelBgpConfig.localAsn": 64_512 });
      await expect(refused).rejects.toMatchObject({
        problem: "refused",
        message: expect.stringContaining(`BGP is not enabled on ${CONNECTION}. Nothing was sent. Enable BGP`),
      });
      expect(ports.sent).toEqual([]);
    },
  );

  it("is none where the API does not say whether BGP is on", async () => {
    const { EnableTunnelsBgp: _, ...silent } = connectionWire();
    // One tunnel alone: its sibling's ASN is another guard's matter.
    const ports = fakePorts([{ ...silent, TunnelOptionsSpecification: [tunnelWire()] }]);
    expect((await run(ports, { "tunnelBgpConfig.localAsn": 64_512 })).sent).toEqual(["tunnelBgpConfig.localAsn"]);
  });

  it("gives both turns back, the connection's and the gateway's", async () => {
    const ports = fakePorts([connectionWire({ EnableTunnelsBgp: false })]);
    let ended = 0;
    const turns: FakePorts["turns"] = { take: (_, work) => work().finally(() => void ended++) };
    await expect(run({ ...ports, turns }, { "tunnelBgpConfig.localAsn": 1 })).rejects.toThrow(TunnelError);
    expect(ended).toBe(2);
  });
});
