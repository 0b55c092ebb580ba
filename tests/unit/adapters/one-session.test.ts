import { DynamicProvider } from "../../../provider/adapters/dynamic/dynamic-provider";
import { ProviderProcess } from "../../../provider/adapters/dynamic/provider-process";
import type { Properties } from "../../../provider/core/property-tree";
import type { Resource } from "../../../provider/resources/resource";
import type { TunnelSession } from "../../../provider/resources/vpn-tunnel/ports";
import { vpnTunnel } from "../../../provider/resources/vpn-tunnel/verbs";

const config: Record<string, string> = { "alicloud:region": "cn-hangzhou", "alicloud-vpn:compare": "off" };
const request = { config: { get: (key: string) => config[key], require: (key: string) => config[key] ?? "" } };

/** A resource that notes each session which it is given. */
function noting(sessions: TunnelSession[]): Resource<TunnelSession> {
  const note = (session: TunnelSession): void => void sessions.push(session);
  return {
    ...vpnTunnel,
    async check(olds, news, session) {
      note(session);
      return { inputs: { ...olds, ...news }, failures: [] };
    },
    async delete(_id, _props, session) {
      note(session);
    },
  };
}

const declared: Properties = { vpnConnectionId: "vco-1", role: "master" };

describe("the resources of one provider process", () => {
  it("share one session, however many resources and handler texts Pulumi configures", async () => {
    const sessions: TunnelSession[] = [];
    const process = new ProviderProcess();
    const one = new DynamicProvider(noting(sessions), process);
    const other = new DynamicProvider(noting(sessions), process);
    await one.configure(request);
    await one.check({}, { ...declared, __provider: "text of release 1" });
    await other.configure(request);
    await other.check({}, { ...declared, __provider: "text of another resource" });
    await one.configure(request);
    await one.delete("vco-1:tun-1", declared);
    expect(sessions).toHaveLength(3);
    expect(new Set(sessions).size).toBe(1);
  });

  it("share the turns of a gateway and the notes of an operation, whichever account a resource names", async () => {
    const sessions: TunnelSession[] = [];
    const process = new ProviderProcess();
    const provider = new DynamicProvider(noting(sessions), process);
    await provider.configure(request);
    await provider.check({}, declared);
    const [session] = sessions;
    const here = session?.portsFor({});
    const elsewhere = session?.portsFor({ regionId: "cn-beijing" });
    expect([here?.region, elsewhere?.region]).toEqual(["cn-hangzhou", "cn-beijing"]);
    expect(elsewhere?.reads).not.toBe(here?.reads);
    expect(elsewhere?.turns).toBe(here?.turns);
    expect(elsewhere?.operation).toBe(here?.operation);
    expect(elsewhere?.handOver).toBe(here?.handOver);
    expect(session?.portsFor({})).toBe(here);
  });

  it("note a checked tunnel in that session, so that another resource leaves it in place", async () => {
    const sessions: TunnelSession[] = [];
    const process = new ProviderProcess();
    const tunnels = new DynamicProvider(vpnTunnel, process);
    await tunnels.configure(request);
    await tunnels.check({}, declared);
    await new DynamicProvider(noting(sessions), process).check({}, declared);
    expect(sessions[0]?.operation.isManaged("vco-1:master")).toBe(true);
    expect(sessions[0]?.operation.isManaged("vco-1:slave")).toBe(false);
  });

  it("have a session of their own in another process", async () => {
    const sessions: TunnelSession[] = [];
    for (let count = 0; count < 2; count++) {
      const provider = new DynamicProvider(noting(sessions), new ProviderProcess());
      await provider.configure(request);
      await provider.check({}, declared);
    }
    expect(new Set(sessions).size).toBe(2);
  });
});
