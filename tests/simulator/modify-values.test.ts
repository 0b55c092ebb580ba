import { type Simulator, manualClock, startSimulator } from "../../simulator";
import { modify } from "./signed-request";

/** One accepted and one refused value, at least, for every constraint of the reference of ModifyTunnelAttribute. */

const PEM = "-----BEGIN CERTIFICATE----- MIIB7zCCAZW**** -----END CERTIFICATE-----";
const ALL_SPECIAL = "aZ09~!`@#$%^&*()_-+={}[]|;:'\"\\,.<>/?";
const long = (n: number) => "x".repeat(n);

type Row = [parameter: string, accepted: string[], refused: string[], code: string];

const auth = ["md5", "sha1", "sha256", "sha384", "sha512"];
const enc = ["aes", "aes192", "aes256", "des", "3des"];
const groups = ["group1", "group2", "group5", "group14"];

const rows: Row[] = [
  ["EnableDpd", ["true", "false", "True", "False"], ["yes", "", "1"], "IllegalParam.EnableDpd"],
  ["EnableNatTraversal", ["true", "false"], ["on", "0"], "IllegalParam.EnableNatTraversal"],
  ["RemoteCaCertificate", [PEM, PEM.replaceAll(" M", "\nM")], ["MIIB7zCCAZW", ""], "IllegalParam.RemoteCaCertificate"],
  [
    "CustomerGatewayId",
    ["cgw-sim0000000000000008"],
    ["cgw-nobody", "", "vpn-1"],
    "InvalidCustomerGatewayInstanceId.NotFound",
  ],
  ["TunnelIkeConfig.IkeAuthAlg", auth, ["SHA1", "sha3", "", "sm3"], "IllegalParam.IkeAuthAlg"],
  ["TunnelIkeConfig.IkeEncAlg", enc, ["AES", "aes128", "", "sm4"], "IllegalParam.IkeEncAlg"],
  [
    "TunnelIkeConfig.IkeLifetime",
    ["0", "1", "86400"],
    ["86401", "-1", "1.5", "1e3", "", "day"],
    "IllegalParam.IkeLifetime",
  ],
  ["TunnelIkeConfig.IkeMode", ["main", "aggressive"], ["quick", "Main", ""], "IllegalParam.IkeMode"],
  ["TunnelIkeConfig.IkePfs", groups, ["disabled", "group15", "14", ""], "IllegalParam.IkePfs"],
  ["TunnelIkeConfig.IkeVersion", ["ikev1", "ikev2"], ["ikev3", "2", ""], "IllegalParam.IkeVersion"],
  [
    "TunnelIkeConfig.LocalId",
    ["47.1.2.3", "vpn.example.com", long(100)],
    ["a b", long(101), "", "a\tb"],
    "InvalidName",
  ],
  ["TunnelIkeConfig.RemoteId", ["47.1.2.3", "peer.example.com", long(100)], ["a b", long(101), ""], "InvalidName"],
  [
    "TunnelIkeConfig.Psk",
    ["1", long(100), ALL_SPECIAL, "123456****"],
    ["", long(101), "a b", "é", "a\nb"],
    "IllegalParam.Psk",
  ],
  [
    "TunnelIpsecConfig.IpsecAuthAlg",
    auth,
    ["sha", "SHA256", "", "none"],
    "NotSupportVpnConnectionParameter.IpsecAuthAlg",
  ],
  ["TunnelIpsecConfig.IpsecEncAlg", enc, ["null", "aes-gcm", ""], "IllegalParam.IpsecEncAlg"],
  ["TunnelIpsecConfig.IpsecLifetime", ["0", "86400"], ["86401", "-1", "x"], "IllegalParam.IpsecLifetime"],
  [
    "TunnelIpsecConfig.IpsecPfs",
    ["disabled", ...groups],
    ["group24", "none", ""],
    "NotSupportVpnConnectionParameter.IpsecPfs",
  ],
  [
    "TunnelBgpConfig.LocalAsn",
    ["1", "65530", "4294967295"],
    ["0", "4294967296", "-1", "1.5", "", "AS1"],
    "IllegalParam.LocalAsn",
  ],
  [
    "TunnelBgpConfig.LocalBgpIp",
    ["169.254.10.1", "169.254.10.2"],
    ["169.254.10.0", "169.254.10.3", "169.254.10.5", "10.0.0.1", "x", ""],
    "IllegalParam.LocalBgpIp",
  ],
  [
    "TunnelBgpConfig.TunnelCidr",
    ["169.254.11.4/30", "169.254.255.252/30", "169.254.0.4/30"],
    [
      ...[0, 1, 2, 3, 4, 5, 6].map((n) => `169.254.${n}.0/30`),
      "169.254.169.252/30",
      "169.253.1.0/30",
      "10.0.0.0/30",
      "169.254.20.0/29",
      "169.254.20.0/31",
      "169.254.20.1/30",
      "169.254.20.0",
      "169.254.020.0/30",
      "",
      // "must be unique": the other tunnel of the connection has this one.
      "169.254.11.0/30",
    ],
    "IllegalParam.TunnelCidr",
  ],
];

describe("values of ModifyTunnelAttribute", () => {
  const clock = manualClock();
  const tunnelId = "tun-sim0000000000000011";
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator({ clock });
  });
  afterEach(() => simulator.close());

  const describeTunnel = () => JSON.stringify(simulator.tunnel(tunnelId));

  test.each(rows)("%s", async (parameter, accepted, refused, code) => {
    for (const value of refused) {
      const before = describeTunnel();
      const answer = await modify(simulator.url, tunnelId, { [parameter]: value });
      expect([value, answer.status >= 400, answer.json["Code"]]).toEqual([value, true, code]);
      expect(describeTunnel()).toBe(before);
    }
    for (const value of accepted) {
      const answer = await modify(simulator.url, tunnelId, { [parameter]: value });
      expect([value, answer.status, answer.json["Code"]]).toEqual([value, 200, undefined]);
      const [block, leaf = block] = parameter.split(".");
      const member = leaf === block ? answer.json : answer.json[block ?? ""];
      expect(String((member as Record<string, unknown>)[leaf ?? ""]).toLowerCase()).toBe(value.toLowerCase());
      simulator.settle();
    }
    expect(simulator.journal.filter((one) => one.committed)).toHaveLength(accepted.length);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ["no VpnConnectionId", { VpnConnectionId: "<absent>" }, 400, "MissingVpnConnectionId"],
    ["empty VpnConnectionId", { VpnConnectionId: "" }, 400, "MissingVpnConnectionId"],
    ["no TunnelId", { TunnelId: "<absent>" }, 400, "MissingTunnelId"],
    ["unknown connection", { VpnConnectionId: "vco-no" }, 404, "InvalidVpnConnectionInstanceId.NotFound"],
    ["unknown tunnel", { TunnelId: "tun-no" }, 404, "InvalidVpnConnectionInstanceId.NotFound"],
    [
      "another connection's tunnel",
      { TunnelId: "tun-sim0000000000000021" },
      404,
      "InvalidVpnConnectionInstanceId.NotFound",
    ],
    ["other region", { RegionId: "cn-beijing" }, 404, "InvalidVpnConnectionInstanceId.NotFound"],
    [
      "single-tunnel connection",
      { VpnConnectionId: "vco-sim0000000000000005" },
      404,
      "InvalidVpnConnectionInstanceId.NotFound",
    ],
    ["a token of 65 characters", { ClientToken: long(65) }, 400, "IllegalParam.ClientToken"],
    ["a token that is not ASCII", { ClientToken: "tök" }, 400, "IllegalParam.ClientToken"],
    ["a misspelled parameter", { "TunnelOptionsSpecification.EnableDPD": "true" }, 400, "UnsupportedParameter"],
    ["an unflattened object", { TunnelOptionsSpecification: "[object Object]" }, 400, "UnsupportedParameter"],
    [
      "BGP where it is not enabled",
      {
        VpnConnectionId: "vco-sim0000000000000002",
        TunnelId: "tun-sim0000000000000021",
        "TunnelOptionsSpecification.TunnelBgpConfig.LocalAsn": "1",
      },
      400,
      "IllegalParam.TunnelBgpConfig",
    ],
  ])("%s", async (_, more, status, code) => {
    const answer = await modify(simulator.url, tunnelId, { EnableDpd: "false" }, more);
    expect(answer).toMatchObject({ status, json: { Code: code } });
    expect(simulator.journal.some((one) => one.committed)).toBe(false);
  });

  test("the hint of an unknown parameter", async () => {
    const answer = await modify(simulator.url, tunnelId, { "TunnelIkeConfig.IkeEncAlgo": "aes" });
    expect(answer.json["Message"]).toContain(
      "The nearest that it has is TunnelOptionsSpecification.TunnelIkeConfig.IkeEncAlg.",
    );
  });

  test("RegionId is optional, and no TunnelOptionsSpecification is no change of values", async () => {
    const before = simulator.tunnel(tunnelId);
    const answer = await modify(simulator.url, tunnelId, {}, { RegionId: "<absent>" });
    expect(answer.status).toBe(200);
    simulator.settle();
    expect(simulator.tunnel(tunnelId)).toEqual({ ...before, configuringUntil: 0 });
  });
});
