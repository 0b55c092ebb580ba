import { readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCatalogue } from "../../simulator/api/error-catalogue";
import { type Simulator, manualClock, startSimulator } from "../../simulator";
import {
  type Answered,
  type Key,
  KEY,
  acs3,
  answered,
  call,
  modify,
  post,
  query,
  signV1,
  timestamp,
} from "./signed-request";

/** Every code that the simulator has is reached here by the cause that its README gives. */

const HEADQUARTERS = "tun-sim0000000000000011";
const BRANCH_IKE = {
  "TunnelIkeConfig.IkeVersion": "ikev1",
  "TunnelIkeConfig.IkeEncAlg": "aes",
  "TunnelIkeConfig.IkeAuthAlg": "sha1",
  "TunnelIkeConfig.IkePfs": "group2",
  "TunnelIkeConfig.Psk": "Branch-shared-key",
};
const STS: Key = { accessKeyId: "sts", accessKeySecret: "s", securityToken: "t" };

type Provoke = (simulator: Simulator) => Promise<Answered>;

const list = (simulator: Simulator, params: Record<string, string> = {}, key: Key = KEY) =>
  call(simulator.url, "DescribeVpnConnections", params, key);
const signed = (simulator: Simulator, over: Record<string, string>) =>
  post(simulator.url, signV1("POST", { Action: "DescribeVpnConnections", RegionId: "cn-hangzhou", ...over }));
const change =
  (options: Record<string, string>, more: Record<string, string> = {}): Provoke =>
  ({ url }) =>
    modify(url, HEADQUARTERS, options, more);
const twice: Provoke = async ({ url }) => {
  await modify(url, HEADQUARTERS, { EnableDpd: "false" });
  return modify(url, HEADQUARTERS, { EnableDpd: "true" });
};
const fault =
  (kind: "throttle" | "http-500-code" | "http-503" | "expired-token", code?: string): Provoke =>
  (simulator) => {
    simulator.fault({ kind, ...(code === undefined ? {} : { code }) });
    return list(simulator);
  };
const tags = (...pairs: [string, string][]): Record<string, string> =>
  Object.fromEntries(
    pairs.flatMap(([key, value], i) => [
      [`Tag.${i + 1}.Key`, key],
      [`Tag.${i + 1}.Value`, value],
    ]),
  );

const causes: Record<keyof typeof errorCatalogue, Provoke> = {
  "VpnGateway.Configuring": twice,
  "VpnGateway.task.conflict": (simulator) => {
    simulator.modes.busy = "VpnGateway.task.conflict";
    return twice(simulator);
  },
  "VpnTask.CONFLICT": (simulator) => {
    simulator.modes.busy = "VpnTask.CONFLICT";
    return twice(simulator);
  },
  "VpnGateway.FinancialLocked": (simulator) => {
    simulator.changeGateway("vpn-sim0000000000000001", { FinancialLocked: true });
    return modify(simulator.url, HEADQUARTERS, { EnableDpd: "false" });
  },
  InvalidName: change({ "TunnelIkeConfig.LocalId": "a b" }),
  "VpnRouteEntry.AlreadyExists": change({ "TunnelBgpConfig.TunnelCidr": "169.254.99.0/30" }),
  "VpnRouteEntry.Conflict": change({ "TunnelBgpConfig.TunnelCidr": "169.254.100.0/30" }),
  "NotSupportVpnConnectionParameter.IpsecPfs": change({ "TunnelIpsecConfig.IpsecPfs": "group24" }),
  "NotSupportVpnConnectionParameter.IpsecAuthAlg": change({ "TunnelIpsecConfig.IpsecAuthAlg": "none" }),
  "VpnConnectionParamInvalid.SameVpnAndCgwDifferentIkeConfigs": change({
    CustomerGatewayId: "cgw-sim0000000000000003",
  }),
  "VpnConnectionParamInvalid.SameVpnAndCgwTrafficSelectorOverlap": change({
    CustomerGatewayId: "cgw-sim0000000000000003",
    ...BRANCH_IKE,
  }),
  "IllegalParam.LocalAsn": change({ "TunnelBgpConfig.LocalAsn": "0" }),
  "IllegalParam.LocalBgpIp": change({ "TunnelBgpConfig.LocalBgpIp": "10.0.0.1" }),
  "ModifyIkeV1WithMultiRoutes.Invalid": ({ url }) =>
    modify(url, "tun-sim0000000000000031", { "TunnelIkeConfig.IkeVersion": "ikev1" }),
  "Forbbiden.SubUser": (simulator) => list(simulator, {}, { accessKeyId: "ram-user", accessKeySecret: "s" }),
  "Forbidden.RAM": (simulator) => {
    simulator.modes.denial = "ram-400";
    return list(simulator, {}, { accessKeyId: "denied", accessKeySecret: "s" });
  },
  Forbidden: (simulator) => list(simulator, {}, { accessKeyId: "denied", accessKeySecret: "s" }),
  "InvalidVpnConnectionInstanceId.NotFound": change({}, { VpnConnectionId: "vco-no" }),
  "InvalidCustomerGatewayInstanceId.NotFound": change({ CustomerGatewayId: "cgw-no" }),
  "Forbidden.TagKey.Duplicated": (simulator) => list(simulator, tags(["k", "v"], ["k", "v"])),
  "SizeLimitExceeded.TagNum": (simulator) =>
    list(simulator, tags(...Array.from({ length: 21 }, (_, i): [string, string] => [`k${i}`, ""]))),
  "InvalidParameter.TagValue": (simulator) => list(simulator, tags(["k", "acs:v"])),
  "InvalidParameter.TagKey": (simulator) => list(simulator, tags(["aliyun", "v"])),
  "Duplicated.TagKey": (simulator) => list(simulator, tags(["k", "v"], ["k", "w"])),
  InvalidParameter: ({ url }) => call(url, "DiagnoseVpnConnections"),
  IdempotentParameterMismatch: async ({ url }) => {
    await modify(url, HEADQUARTERS, { EnableDpd: "false" }, { ClientToken: "t" });
    return modify(url, HEADQUARTERS, { EnableDpd: "true" }, { ClientToken: "t" });
  },
  "InvalidRegionId.NotFound": (simulator) => list(simulator, { RegionId: "Mars" }),
  "InvalidAction.NotFound": ({ url }) => call(url, "CreateVpnConnection"),
  InvalidVersion: (simulator) => signed(simulator, { Version: "2014-05-26" }),
  UnsupportedHTTPMethod: async ({ url }) => {
    const params = signV1("GET", { Action: "DiagnoseVpnConnections", RegionId: "cn-hangzhou" });
    return answered(await fetch(`${url}/?${query(params)}`));
  },
  UnsupportedParameter: (simulator) => list(simulator, { VpnGatewayID: "vpn-1" }),
  "InvalidParameter.Format": (simulator) => signed(simulator, { Format: "YAML" }),
  "InvalidAccessKeyId.NotFound": (simulator) => list(simulator, {}, { ...KEY, accessKeyId: "nobody" }),
  "InvalidAccessKeyId.Inactive": (simulator) => list(simulator, {}, { accessKeyId: "inactive", accessKeySecret: "s" }),
  SignatureDoesNotMatch: (simulator) => list(simulator, {}, { ...KEY, accessKeySecret: "wrong" }),
  IncompleteSignature: ({ url }) => acs3(url, { action: "DescribeVpnConnections", unsigned: ["x-acs-date"] }),
  SignatureNonceUsed: async (simulator) => {
    await signed(simulator, { SignatureNonce: "n" });
    return signed(simulator, { SignatureNonce: "n" });
  },
  "InvalidTimeStamp.Expired": (simulator) => signed(simulator, { Timestamp: timestamp(Date.now() - 960_000) }),
  "InvalidTimeStamp.Format": (simulator) => signed(simulator, { Timestamp: "now" }),
  "InvalidSecurityToken.Expired": fault("expired-token"),
  "InvalidSecurityToken.MismatchWithAccessKey": (simulator) => list(simulator, {}, { ...STS, securityToken: "other" }),
  Throttling: fault("throttle", "Throttling"),
  "Throttling.User": fault("throttle"),
  "Throttling.Api": fault("throttle", "Throttling.Api"),
  InternalError: fault("http-500-code"),
  ServiceUnavailable: fault("http-503"),
};

describe("every error code", () => {
  const readme = readFileSync(join(__dirname, "../../simulator/README.md"), "utf8").replaceAll(/ +/g, " ");
  let simulator: Simulator;
  beforeEach(async () => {
    const key = (name: string) => ({ accessKeyId: name, accessKeySecret: "s" });
    simulator = await startSimulator({
      clock: manualClock(),
      accessKeys: [
        KEY,
        { ...STS, securityToken: "t" },
        { ...key("inactive"), inactive: true },
        { ...key("denied"), deny: [{ action: "*" }] },
        { ...key("ram-user"), ramUser: true, deny: [{ action: "vpc:Describe*" }] },
      ],
    });
  });
  afterEach(() => simulator.close());

  test.each(Object.entries(causes))("%s", async (code, provoke) => {
    const known: Record<string, { status: number; message: string }> = errorCatalogue;
    const answer = await provoke(simulator);
    expect([answer.json["Code"], answer.status]).toEqual([code, known[code]?.status]);
    expect(String(answer.json["Message"]).startsWith(known[code]?.message ?? "?")).toBe(true);
    expect(simulator.journal.at(-1)).toMatchObject({ code, committed: false });
    expect(readme).toContain(`| \`${code}\` | ${known[code]?.status} |`);
  });
});
