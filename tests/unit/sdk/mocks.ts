import * as pulumi from "@pulumi/pulumi";
import type { VpnTunnel } from "../../../sdk";

/** Resources that are registered with Pulumi's mocks, as the tests of a user's program do it. */

export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  readonly inputs: Record<string, unknown>;
}

export const registered: Registered[] = [];

/** What the live tunnel has beside what a program declares. */
const LIVE = {
  tunnelId: "tun-1",
  status: "ipsec_sa_established",
  internetIp: "203.0.113.1",
  enableNatTraversal: true,
  tunnelIpsecConfig: { ipsecPfs: "group2", ipsecLifetime: 86_400 },
  localSubnets: ["10.0.0.0/16"],
  managed: ["role", "vpnConnectionId"],
  __bookkeeping: { version: 7 },
};

/** From here on resources are registered with mocks, over the live tunnel. */
export async function useMocks(): Promise<void> {
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      registered.push({ type, name, id: id === "" ? undefined : id, inputs: { ...inputs } });
      return { id: `vco-1:tun-${name}`, state: { ...LIVE, ...inputs } };
    },
    call: () => ({}),
  });
}

export const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => pulumi.unsecret(output).apply(resolve));

export async function registration(tunnel: pulumi.CustomResource, name: string): Promise<Registered> {
  await known(tunnel.urn);
  const found = registered.find((each) => each.name === name);
  if (found === undefined) throw new Error(`${name} was not registered`);
  return found;
}

/** A resource and the options that Pulumi was given for it. */
export async function withOptions(
  create: (opts: pulumi.CustomResourceOptions) => VpnTunnel,
): Promise<{ readonly tunnel: VpnTunnel; readonly options: pulumi.CustomResourceOptions }> {
  let options: pulumi.CustomResourceOptions = {};
  const tunnel = create({
    transformations: [
      ({ opts }) => {
        options = opts;
        return undefined;
      },
    ],
  });
  await known(tunnel.urn);
  return { tunnel, options };
}
