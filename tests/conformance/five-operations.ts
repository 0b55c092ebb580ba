import type { Simulator } from "../../simulator";
import { type ConformanceClient, type Keys, type MakeClient, type Parameters, Refused } from "./client";
import { CHANGED_TUNNEL, CHANGE_REPLY, STORED_TUNNEL, WHOLE_CHANGE } from "./whole-change";
import {
  AWKWARD_TAG,
  BRANCH_DEVICE,
  BRANCH_TUNNELS,
  EVERY_PUNCTUATION,
  HEADQUARTERS,
  HEADQUARTERS_MASTER,
  LARGEST_ASN,
  OUTSIDE_THE_ALPHABET,
  PLAIN_KEYS,
  PRODUCTION_TAG,
  STS_KEYS,
  WAREHOUSE,
  conformanceSimulator,
} from "./world";

const RegionId = "cn-hangzhou";
const tunnel = { RegionId, VpnConnectionId: HEADQUARTERS, TunnelId: HEADQUARTERS_MASTER };

/** All five operations with awkward values: what the client made of each answer, and what the simulator stored. */
export function fiveOperations(make: MakeClient): void {
  let simulator: Simulator;
  let client: ConformanceClient;
  const clients: ConformanceClient[] = [];
  const open = (keys: Keys) => {
    const one = make(simulator, keys);
    clients.push(one);
    return one;
  };

  beforeAll(async () => {
    simulator = await conformanceSimulator();
    client = open(PLAIN_KEYS);
  });
  afterAll(async () => {
    await Promise.all(clients.map((one) => one.close()));
    await simulator.close();
  });
  beforeEach(() => simulator.clearJournal());

  const modify = (specification: Parameters, more: Parameters = {}) =>
    client.call("ModifyTunnelAttribute", { ...tunnel, TunnelOptionsSpecification: specification, ...more });

  const lastRequest = () => {
    const last = simulator.journal.at(-1);
    if (!last) throw new Error("no request arrived");
    return last;
  };

  test("DescribeVpnConnections pages", async () => {
    const answer = await client.call("DescribeVpnConnections", { RegionId, PageNumber: 2, PageSize: 2 });
    expect(answer).toMatchObject({ PageNumber: 2, PageSize: 2, TotalCount: 5, RequestId: lastRequest().requestId });
    const ids = ["vco-sim0000000000000003", "vco-sim0000000000000004"];
    expect(answer).toMatchObject({ VpnConnections: { VpnConnection: ids.map((id) => ({ VpnConnectionId: id })) } });
    expect(lastRequest().params).toEqual({ RegionId, PageNumber: "2", PageSize: "2" });
  });

  test("DescribeVpnConnections filters by tags, whatever is in them", async () => {
    const Tag = [AWKWARD_TAG, PRODUCTION_TAG];
    const answer = await client.call("DescribeVpnConnections", { RegionId, Tag });
    expect(answer).toMatchObject({
      TotalCount: 1,
      VpnConnections: {
        VpnConnection: [{ VpnConnectionId: HEADQUARTERS, Tag: { Tag: expect.arrayContaining(Tag) } }],
      },
    });
    expect(lastRequest().params).toMatchObject({ "Tag.1.Key": AWKWARD_TAG.Key, "Tag.1.Value": AWKWARD_TAG.Value });
  });

  test("an empty list of tags filters nothing", async () => {
    const answer = await client.call("DescribeVpnConnections", { RegionId, Tag: [] });
    expect(answer).toMatchObject({ TotalCount: 5 });
    expect(Object.keys(lastRequest().params)).toEqual(["RegionId"]);
  });

  test("a pre-shared key outside of the alphabet is refused, and its signature was right", async () => {
    const before = simulator.tunnel(HEADQUARTERS_MASTER);
    const refusal = modify({ TunnelIkeConfig: { Psk: OUTSIDE_THE_ALPHABET } });
    await expect(refusal).rejects.toMatchObject({ code: "IllegalParam.Psk", status: 400 });
    await expect(refusal).rejects.toBeInstanceOf(Refused);
    expect(simulator.tunnel(HEADQUARTERS_MASTER)).toEqual(before);
  });

  test("ModifyTunnelAttribute changes every member; both Describes show it", async () => {
    const answer = await modify(WHOLE_CHANGE, { ClientToken: "change *~' 1" });
    expect(answer).toMatchObject({ ...CHANGE_REPLY, TunnelId: HEADQUARTERS_MASTER, State: "updating" });
    expect(simulator.tunnel(HEADQUARTERS_MASTER)).toMatchObject(STORED_TUNNEL);
    expect(lastRequest()).toMatchObject({ committed: true, clientToken: "change *~' 1" });
    simulator.settle();

    const one = await client.call("DescribeVpnConnection", { RegionId, VpnConnectionId: HEADQUARTERS });
    expect(one).toMatchObject({
      State: "active",
      EnableTunnelsBgp: true,
      EffectImmediately: true,
      Tags: { Tag: expect.arrayContaining([AWKWARD_TAG]) },
      TunnelOptionsSpecification: { TunnelOptions: [CHANGED_TUNNEL, { TunnelIndex: 2, Role: "slave" }] },
    });
    const all = await client.call("DescribeVpnConnections", { RegionId, VpnConnectionId: HEADQUARTERS });
    const { RequestId: _one, Tags, ...same } = one;
    expect(all).toMatchObject({
      TotalCount: 1,
      VpnConnections: { VpnConnection: [{ ...withoutEnableBgp(same), Tag: Tags }] },
    });
  });

  test("one ClientToken changes once, and for one change only", async () => {
    const change = { TunnelBgpConfig: { LocalAsn: 1 } };
    const token = { ClientToken: "0123456789".repeat(6) };
    expect(await modify(change, token)).toMatchObject({ TunnelBgpConfig: { LocalAsn: 1 } });
    expect(await modify(change, token)).toMatchObject({ TunnelBgpConfig: { LocalAsn: 1 } });
    await expect(modify({ EnableDpd: true }, token)).rejects.toMatchObject({ code: "IdempotentParameterMismatch" });
    expect(simulator.journal.map(({ committed }) => committed)).toEqual([true, false, false]);
    simulator.settle();
    await modify({ TunnelBgpConfig: { LocalAsn: LARGEST_ASN } });
    expect(simulator.tunnel(HEADQUARTERS_MASTER)?.BgpConfig?.LocalAsn).toBe(LARGEST_ASN);
    simulator.settle();
  });

  test("DownloadVpnConnectionConfig has the device's side of both tunnels", async () => {
    const answer = await client.call("DownloadVpnConnectionConfig", { RegionId, VpnConnectionId: HEADQUARTERS });
    const mine = {
      TunnelId: HEADQUARTERS_MASTER,
      Local: "203.0.113.8",
      IkeConfig: {
        LocalId: "device@example.com",
        RemoteId: "cloud.example.com",
        IkeLifetime: 0,
        Psk: EVERY_PUNCTUATION,
      },
    };
    expect(answer).toMatchObject({
      VpnConnectionConfig: {
        TunnelsConfig: { TunnelConfig: [mine, { Local: "198.51.100.2" }] },
        BgpConfigs: { BgpConfig: [{ PeerAsn: String(LARGEST_ASN), LocalBgpIp: "169.254.20.5" }, { PeerAsn: "65530" }] },
      },
    });
  });

  test("DownloadVpnConnectionConfig of a single-tunnel connection", async () => {
    const answer = await client.call("DownloadVpnConnectionConfig", { RegionId, VpnConnectionId: WAREHOUSE });
    expect(answer).toMatchObject({
      VpnConnectionConfig: { Local: "203.0.113.7", LocalSubnet: "10.50.0.0/16", IkeConfig: { IkeVersion: "ikev1" } },
    });
  });

  test("DiagnoseVpnConnections takes lists, full and empty", async () => {
    simulator.changePeer(BRANCH_DEVICE, { Config: { Psk: "another" } });
    simulator.settle();
    const lists = { TunnelIds: BRANCH_TUNNELS, VpnConnectionIds: [] };
    const answer = await client.call("DiagnoseVpnConnections", { RegionId, ...lists, PageNumber: 1, PageSize: 50 });
    expect(answer).toMatchObject({
      TotalCount: 2,
      VpnConnections: BRANCH_TUNNELS.map((TunnelId) => ({
        TunnelId,
        FailedReasonCode: "PskMismatch",
        FailedTime: expect.any(Number),
      })),
    });
    expect(lastRequest()).toMatchObject({ method: "POST", params: { "TunnelIds.2": BRANCH_TUNNELS[1] } });
    const single = await client.call("DiagnoseVpnConnections", { RegionId, VpnConnectionIds: [WAREHOUSE] });
    expect(single).toMatchObject({ TotalCount: 1, VpnConnections: [{ VpnConnectionId: WAREHOUSE }] });
  });

  test("what is not there, is known by its code and status", async () => {
    const missing = client.call("DescribeVpnConnection", { RegionId, VpnConnectionId: "vco-none" });
    await expect(missing).rejects.toMatchObject({ code: "InvalidVpnConnectionInstanceId.NotFound", status: 404 });
  });

  test("temporary keys with a security token; a wrong secret is refused", async () => {
    const temporary = open(STS_KEYS);
    expect(await temporary.call("DescribeVpnConnections", { RegionId })).toMatchObject({ TotalCount: 5 });
    expect(lastRequest().accessKeyId).toBe(STS_KEYS.accessKeyId);
    const wrong = open({ ...PLAIN_KEYS, accessKeySecret: "wrong" });
    // aliyun-python-sdk-core compares the string to sign in the message with its own, and where they are equal, as
    // here, says that it can only be the secret.
    const code = expect.stringMatching(/^(SignatureDoesNotMatch|InvalidAccessKeySecret)$/);
    await expect(wrong.call("DescribeVpnConnections", { RegionId })).rejects.toMatchObject({ code });
    expect(lastRequest().code).toBe("SignatureDoesNotMatch");
  });
}

/** VpnBgpConfig.EnableBgp is a field of DescribeVpnConnection alone. */
function withoutEnableBgp(answer: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { VpnBgpConfig: _differs, ...same } = answer;
  return same;
}
