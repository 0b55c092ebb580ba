import type { CloudSide, ObservedLink, Simulator } from "../../simulator";
import { manualClock, startSimulator } from "../../simulator";
import { call, modify } from "./signed-request";

const TUNNEL = "tun-sim0000000000000011";

/** The port alone; real daemons behind it are in tests/ipsec. */
describe("a simulator with a data plane", () => {
  const clock = manualClock();
  const told: CloudSide[] = [];
  let seen: ObservedLink = { Status: "ipsec_sa_established" };
  let simulator: Simulator;
  beforeEach(async () => {
    told.length = 0;
    seen = { Status: "ipsec_sa_established" };
    const dataPlane = { negotiate: (side: CloudSide) => void told.push(side), observe: () => seen };
    simulator = await startSimulator({ clock, configuringMs: 1000, renegotiateMs: 500, dataPlane });
  });
  afterEach(() => simulator.close());

  const bgpStatus = async ({ url }: Simulator): Promise<unknown> =>
    /"BgpStatus":"(\w+)"/u.exec((await call(url, "DescribeVpnConnections", { PageSize: "50" })).text)?.[1];
  const ciphers = () => told.filter(({ id }) => id === TUNNEL).map(({ link }) => link.IkeConfig.IkeEncAlg);

  test("is told of a tunnel once, when it is looked at first", () => {
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ipsec_sa_established");
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ipsec_sa_established");
    expect(ciphers()).toEqual(["aes256"]);
    expect(told[0]).toMatchObject({ connection: { LocalSubnet: expect.any(String) }, customerGateway: { Asn: 65001 } });
  });

  test("is told of a change when that is configured, and not before", async () => {
    simulator.tunnel(TUNNEL);
    await modify(simulator.url, TUNNEL, { "TunnelIkeConfig.IkeEncAlg": "aes192" });
    simulator.tunnel(TUNNEL);
    expect(ciphers()).toEqual(["aes256"]);
    clock.advance(1500);
    simulator.tunnel(TUNNEL);
    expect(ciphers()).toEqual(["aes256", "aes192"]);
  });

  test("may tell whether there is a BGP session; without a word of it, the comparison does", async () => {
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ipsec_sa_established");
    expect(await bgpStatus(simulator)).toBe("success");
    const silent = { negotiate: () => undefined, observe: () => seen, hasBgpSession: () => false };
    const other = await startSimulator({ clock, dataPlane: silent });
    expect(await bgpStatus(other)).toBe("false");
    await other.close();
  });

  test("decides what Status is, whatever the comparison would say", async () => {
    simulator.changePeer("cgw-sim0000000000000001", { Config: { Psk: "another" } });
    clock.advance(500);
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ipsec_sa_established");
    const log = "tried 1 shared key, but MAC mismatched";
    seen = { Status: "ike_sa_not_established", finding: { code: "PskMismatch", phase: 1, log } };
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ike_sa_not_established");
    const { json } = await call(simulator.url, "DiagnoseVpnConnections", { "TunnelIds.1": TUNNEL });
    expect(json).toMatchObject({
      VpnConnections: [{ FailedReasonCode: "PskMismatch", SourceLog: expect.stringContaining(log) }],
    });
    seen = { Status: "ipsec_sa_established" };
    expect(simulator.tunnel(TUNNEL)?.Status).toBe("ipsec_sa_established");
  });
});
