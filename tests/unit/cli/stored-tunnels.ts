import { PAIR_TYPE, TUNNEL_TYPE } from "../../../cli/pair-state/join";
import type { StoredResource } from "../../../cli/pair-state/stack-export";
import { HANDLER } from "../../../sdk/handler";

/** Resources as `pulumi stack export` writes them. */

export const STACK = "urn:pulumi:dev::office::pulumi:pulumi:Stack::office-dev";
export const PROVIDER = "urn:pulumi:dev::office::pulumi:providers:pulumi-nodejs::default";
export const CONNECTION = "vco-1";
export const urn = (name: string, type = TUNNEL_TYPE): string => `urn:pulumi:dev::office::${type}::${name}`;
export const pairUrn = (name: string): string => urn(name, PAIR_TYPE);
export const secret = (ciphertext: string): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext,
});

/** A stored tunnel of the connection vco-1. */
export function tunnel(
  role: "master" | "slave",
  more: Partial<StoredResource> = {},
  name = `office-${role}`,
): StoredResource {
  const tunnelId = `tun-${role}`;
  return {
    urn: urn(name),
    custom: true,
    id: `${CONNECTION}:${tunnelId}`,
    type: TUNNEL_TYPE,
    inputs: {
      __provider: HANDLER,
      __secretPaths: ["tunnelIkeConfig.localId"],
      observed: { connectionName: "office", role, tunnelId, enableDpd: true },
      onDestroy: "restore",
      preSharedKey: secret(`key of ${role}`),
      role,
      tunnelIkeConfig: { ikeLifetime: 7200, localId: secret(`id of ${role}`) },
      vpnConnectionId: CONNECTION,
    },
    outputs: {
      __bookkeeping: { version: 7, secretPaths: ["tunnelIkeConfig.localId"], restorePoint: secret(`found on ${role}`) },
      __provider: HANDLER,
      connectionName: "office",
      enableDpd: true,
      localSubnets: ["10.0.0.0/16"],
      managed: [
        "onDestroy",
        "role",
        "tunnelIkeConfig.ikeLifetime",
        "tunnelIkeConfig.localId",
        "tunnelIkeConfig.psk",
        "vpnConnectionId",
      ],
      onDestroy: "restore",
      preSharedKey: secret(`live key of ${role}`),
      regionId: "cn-hangzhou",
      remoteSubnets: ["192.168.0.0/16"],
      role,
      status: "ipsec_sa_established",
      tunnelId,
      tunnelIkeConfig: { ikeLifetime: 7200, localId: secret(`id of ${role}`) },
      vpnConnectionId: CONNECTION,
      vpnGatewayId: "vpn-1",
    },
    parent: STACK,
    provider: `${PROVIDER}::1234`,
    dependencies: [],
    propertyDependencies: { __provider: [], preSharedKey: [], tunnelIkeConfig: [], vpnConnectionId: [] },
    additionalSecretOutputs: ["preSharedKey"],
    created: role === "master" ? "2026-01-02T00:00:00Z" : "2026-01-01T00:00:00Z",
    modified: role === "master" ? "2026-01-03T00:00:00Z" : "2026-01-04T00:00:00Z",
    ...more,
  };
}
export const other = (name: string, more: Partial<StoredResource> = {}): StoredResource => ({
  urn: urn(name, "test:index:Thing"),
  type: "test:index:Thing",
  ...more,
});
