import type { ConnectionWire, DownloadedConfigWire } from "../../../provider/api/wire";
import { PeerConfigError, peerModel, rendererOf } from "../../../peer";
import type { PeerConfigOptions } from "../../../peer";
import { CLOUD, DEVICE, EVERYTHING, answers, model } from "./sample";
import type { Sample } from "./sample";

/** The property and the tunnel of the error that this throws. */
function refusal(action: () => unknown): { readonly property: string; readonly tunnelId: string | undefined } {
  try {
    action();
  } catch (error) {
    if (error instanceof PeerConfigError) return { property: error.property, tunnelId: error.tunnelId };
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("the model of a connection's peer side", () => {
  it("has the device and the cloud on their own sides, whatever the API calls local", () => {
    const { tunnels, deviceSubnets, cloudSubnets, routeBased } = model({ ike: { LocalId: "device.example.com" } });
    expect(deviceSubnets).toEqual(["10.1.0.0/16"]);
    expect(cloudSubnets).toEqual(["10.2.0.0/16"]);
    expect(routeBased).toBe(false);
    expect(tunnels.map(({ device, cloud }) => [device, cloud])).toEqual(
      CLOUD.map((address) => [
        { address: DEVICE, id: "device.example.com" },
        { address, id: address },
      ]),
    );
  });

  it("has the same BGP from the cloud's view and from the device's", () => {
    const fromCloud = model({ ...EVERYTHING, bgp: true }).tunnels.map(({ bgp }) => bgp);
    expect(fromCloud[1]).toEqual({
      tunnelCidr: "169.254.11.0/30",
      device: { asn: 65_010, address: "169.254.11.2" },
      cloud: { asn: 45_104, address: "169.254.11.1" },
    });
    const { downloaded, live } = answers(EVERYTHING);
    const BgpConfigs = ["tun-first", "tun-second"].map((TunnelId, index) => ({
      TunnelId,
      TunnelCidr: `169.254.${10 + index}.0/30`,
      LocalAsn: "65010",
      LocalBgpIp: `169.254.${10 + index}.2`,
      PeerAsn: "45104",
      PeerBgpIp: `169.254.${10 + index}.1`,
    }));
    expect(peerModel({ downloaded: { ...downloaded, BgpConfigs }, live }).tunnels.map(({ bgp }) => bgp)).toEqual(
      fromCloud,
    );
  });

  it("is read from the API's answers in their own types", () => {
    const downloaded: DownloadedConfigWire = {
      BgpConfigs: [],
      TunnelsConfig: [],
      Local: DEVICE,
      Remote: CLOUD[0],
      LocalSubnet: "10.1.0.0/16",
      RemoteSubnet: "10.2.0.0/16,10.3.0.0/16",
      IkeConfig: {
        IkeVersion: "ikev2",
        IkeMode: "main",
        IkeEncAlg: "aes",
        IkeAuthAlg: "sha1",
        IkePfs: "group2",
        IkeLifetime: "86400",
        Psk: "123456****",
      },
      IpsecConfig: { IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2", IpsecLifetime: 86_400 },
    };
    const live: ConnectionWire = {
      VpnConnectionId: "vco-single",
      Tags: [],
      TunnelOptionsSpecification: [],
      EnableDpd: "false",
    };
    const { tunnels, cloudSubnets } = peerModel({ downloaded, live });
    expect(cloudSubnets).toEqual(["10.2.0.0/16", "10.3.0.0/16"]);
    expect(tunnels).toHaveLength(1);
    expect(tunnels[0]).toMatchObject({
      id: "vco-single",
      device: { address: DEVICE, id: DEVICE },
      cloud: { address: CLOUD[0], id: CLOUD[0] },
      ike: { group: "group2", lifetime: 86_400 },
      psk: undefined,
      dpd: false,
      natTraversal: true,
      bgp: undefined,
    });
  });

  it("takes a key from the other answer if one withholds it", () => {
    const { downloaded, live } = answers({
      ike: { Psk: "****" },
      tunnels: 1,
      live: { TunnelIkeConfig: { Psk: "Known" } },
    });
    expect(peerModel({ downloaded, live }).tunnels[0]?.psk).toBe("Known");
  });

  it.each<[string, Sample, string]>([
    ["an algorithm of ShangMi", { ike: { IkeEncAlg: "sm4" } }, "tunnelIkeConfig.ikeEncAlg"],
    ["a lifetime of 0", { ipsec: { IpsecLifetime: 0 } }, "tunnelIpsecConfig.ipsecLifetime"],
    [
      "an identity of a kind that is not documented",
      { ike: { LocalId: "me@example.com" } },
      "tunnelIkeConfig.remoteId",
    ],
    ["an identity that only looks like an address", { ike: { LocalId: "10.0.0.256" } }, "tunnelIkeConfig.remoteId"],
    ["an identity that stands for any peer", { ike: { RemoteId: "0.0.0.0" } }, "tunnelIkeConfig.localId"],
    ["identities on the wrong sides", { ike: { LocalId: CLOUD[0], RemoteId: DEVICE } }, "tunnelIkeConfig.remoteId"],
    ["the device's address as the cloud's identity", { ike: { RemoteId: DEVICE } }, "tunnelIkeConfig.localId"],
    ["the cloud's address as the device's", { live: { InternetIp: DEVICE } }, "customerGatewayId"],
  ])("refuses %s", (_, sample, property) => {
    expect(refusal(() => model(sample))).toEqual({ property, tunnelId: "tun-first" });
  });

  it("refuses two answers that do not name the same tunnels", () => {
    const { downloaded, live } = answers();
    expect(refusal(() => peerModel({ downloaded: { ...downloaded, TunnelsConfig: [] }, live })).property).toBe(
      "tunnelId",
    );
  });
});

describe("a refused configuration", () => {
  const WITH_BGP = { ...EVERYTHING, bgp: true };
  const NAMES = { LocalId: "device", RemoteId: "cloud", IkeVersion: "ikev1" };
  it.each<[string, Sample, PeerConfigOptions, string]>([
    ["strongswan", { deviceSubnet: "10.0.0.0/16,10.1.0.0/16", ike: { IkeVersion: "ikev1" } }, {}, "remoteSubnet"],
    ["strongswan", { live: { EnableNatTraversal: false } }, { address: "192.168.0.2" }, "enableNatTraversal"],
    ["strongswan", { bgp: true }, {}, "enableTunnelsBgp"],
    ["strongswan", {}, { tunnelIds: ["tun-other"] }, "options.tunnelIds"],
    ["strongswan", {}, { name: "a b" }, "options.name"],
    ["strongswan", {}, { number: 0 }, "options.number"],
    ["strongswan", {}, { address: "10.0.0.256" }, "options.address"],
    ["strongswan", {}, { routes: ["10.0.0.1/8"] }, "options.routes"],
    ["fortios", {}, {}, "options.interface"],
    ["fortios", {}, { interface: "port1\nend" }, "options.interface"],
    ["fortios", { deviceSubnet: "10.0.0.0/16,10.1.0.0/16" }, { interface: "wan1" }, "remoteSubnet"],
    ["junos", { cloudSubnet: "0.0.0.0/0" }, { interface: "ge-0/0/0" }, "localSubnet"],
    ["ios-xe", EVERYTHING, {}, "options.interface"],
    [
      "ios-xe",
      { ike: { IkeVersion: "ikev1" } },
      { address: "192.168.0.2", interface: "Gi1" },
      "tunnelIkeConfig.remoteId",
    ],
    ["huawei-ar", {}, { interface: "GE0/0/1" }, "options.tunnelIds"],
    ["h3c", {}, { interface: "GE1/0/1" }, "options.tunnelIds"],
    ["huawei-usg", {}, { interface: "GE1/0/1" }, "options.track"],
    ["huawei-ar", EVERYTHING, { interface: "GE0/0/1", routes: ["10.2.0.0/16"] }, "options.track"],
    [
      "h3c",
      EVERYTHING,
      {
        interface: "GE0/0/1",
        routes: ["10.2.0.0/16"],
        track: { "tun-first": "10.2.0.9", "tun-second": "10.2.0.9" },
      },
      "options.track",
    ],
    ["fortios", { deviceAddresses: [DEVICE, "198.51.100.7"] }, { interface: "wan1" }, "options.interface"],
    ["fortios", {}, { interfaces: { "tun-first": "wan1" } }, "options.interface"],
    ["junos", {}, { interface: "ge-0/0/0", interfaces: { "tun-other": "ge-0/0/1" } }, "options.interfaces"],
    ["strongswan", { deviceAddresses: [DEVICE, "198.51.100.7"] }, { address: "10.0.0.2" }, "options.address"],
    ["huawei-usg", EVERYTHING, { interface: "GE1/0/1", number: 1000 }, "options.number"],
    ["frr", { bgp: true }, {}, "enableTunnelsBgp"],
    ["strongswan", { ...EVERYTHING, ike: NAMES }, { interface: "GE0/0/1" }, "tunnelIkeConfig.remoteId"],
    ["h3c", { ...EVERYTHING, ike: NAMES }, { interface: "GE0/0/1" }, "tunnelIkeConfig.remoteId"],
    [
      "strongswan",
      { ike: { RemoteId: "cloud", IkeVersion: "ikev1" } },
      { interface: "GE0/0/1" },
      "tunnelIkeConfig.localId",
    ],
    ["routeros", {}, {}, "options.tunnelIds"],
    ["routeros", EVERYTHING, { tunnelIds: ["tun-first"] }, "localSubnet"],
    ["frr", {}, {}, "enableTunnelsBgp"],
    ["frr", WITH_BGP, { bgpTimers: { keepalive: 4, hold: 9 } }, "options.bgpTimers"],
    ["frr", WITH_BGP, { bgpTimers: { keepalive: 0, hold: 9 } }, "options.bgpTimers"],
    ["frr", WITH_BGP, { bgpTimers: { keepalive: 1.5, hold: 9 } }, "options.bgpTimers"],
    ["junos", WITH_BGP, { interface: "ge-0/0/0", bgpTimers: { keepalive: 3, hold: 9 } }, "options.bgpTimers"],
    ["junos", WITH_BGP, { interface: "ge-0/0/0", bgpTimers: { keepalive: 5, hold: 30 } }, "options.bgpTimers"],
  ])("for %s: %j with %j", (id, sample, options, property) => {
    expect(refusal(() => rendererOf(id)?.render(model(sample), options)).property).toBe(property);
  });

  it.each([
    ["frr", "timers 30 90"],
    ["ios-xe", "timers 30 90"],
    ["fortios", "set holdtime-timer 90"],
    ["junos", "hold-time 90"],
    ["huawei-ar", "timer keepalive 30 hold 90"],
    ["h3c", "timer keepalive 30 hold 90"],
    ["vyos", "timers holdtime '90'"],
  ])("writes the BGP timers that it is given for %s: %s", (id, words) => {
    const options = { interface: "port1", bgpTimers: { keepalive: 30, hold: 90 } };
    const { files = [] } = rendererOf(id)?.render(model(WITH_BGP), options) ?? {};
    expect(files.map(({ text }) => text).join("\n")).toContain(words);
  });

  it("names both tunnels if both are reported as master and BGP has to prefer one", () => {
    const both = { ...EVERYTHING, bgp: true, live: { Role: "master" } };
    const render = (options: PeerConfigOptions): unknown => rendererOf("frr")?.render(model(both), options);
    expect(() => render({})).toThrow(
      "role is ambiguous: the service reports tun-first and tun-second as master, and BGP prefers the master: choose one of them by its id",
    );
    expect(() => render({ tunnelIds: ["tun-second"] })).not.toThrow();
  });

  it("names localAsn if the device and the cloud have the same AS number", () => {
    const live = {
      TunnelBgpConfig: {
        EnableBgp: "true",
        LocalAsn: 1,
        PeerAsn: 1,
        LocalBgpIp: "169.254.10.1",
        TunnelCidr: "169.254.10.0/30",
      },
    };
    expect(refusal(() => rendererOf("frr")?.render(model({ ...EVERYTHING, live })))).toEqual({
      property: "tunnelBgpConfig.localAsn",
      tunnelId: undefined,
    });
  });
});
