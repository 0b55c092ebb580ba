/** The model of a connection as it will be: values that are planned, laid over the API's two answers. */

import { isUsableHost, parseAddress, parseCidr } from "../../ipsec/cidr";
import { PeerConfigError } from "../error";
import type { ApiValue, BgpValues, DownloadedTunnel, IkeValues, IpsecValues, LiveTunnel, PeerInput } from "./input";
import type { PeerModel } from "./model";
import { otherHostOf, peerModel } from "./read-model";

/** Planned settings of one tunnel, by the paths of VpnTunnel: `tunnelIkeConfig.ikeEncAlg`, `tunnelIkeConfig.psk`. */
export type PlannedSettings = Readonly<Record<string, ApiValue>>;

/** Planned settings by the tunnel's id. A tunnel or a setting that is not in it stays as it is. */
export type PlannedChanges = Readonly<Record<string, PlannedSettings>>;

/**
 * The model of a connection with planned values in the place of the live ones.
 * @throws PeerConfigError where a value follows from a planned one and cannot be known before the change.
 */
export function plannedPeerModel(input: PeerInput, changes: PlannedChanges): PeerModel {
  const live = input.live.TunnelOptionsSpecification ?? [];
  const ids = live.map(({ TunnelId }) => TunnelId ?? "");
  const unknownId = Object.keys(changes).find((id) => !ids.includes(id));
  if (unknownId !== undefined)
    throw new PeerConfigError({
      property: "tunnelId",
      tunnelId: unknownId,
      reason: `is not one of connection ${input.live.VpnConnectionId} (${ids.join(", ") || "it has a single tunnel"})`,
    });
  const settingsOf = (id: string | undefined): PlannedSettings => (id === undefined ? {} : (changes[id] ?? {}));
  return peerModel({
    downloaded: {
      ...input.downloaded,
      TunnelsConfig: (input.downloaded.TunnelsConfig ?? []).map((tunnel) =>
        plannedDeviceView(tunnel, settingsOf(tunnel.TunnelId)),
      ),
    },
    live: {
      ...input.live,
      TunnelOptionsSpecification: live.map((tunnel) => plannedCloudView(tunnel, settingsOf(tunnel.TunnelId))),
    },
  });
}

/** Settings of phase 1 by their name in the device's view and in the cloud's: these two have the ids swapped. */
const IKE: Readonly<Record<string, readonly [device: keyof IkeValues, cloud: keyof IkeValues]>> = {
  ikeVersion: ["IkeVersion", "IkeVersion"],
  ikeMode: ["IkeMode", "IkeMode"],
  ikeEncAlg: ["IkeEncAlg", "IkeEncAlg"],
  ikeAuthAlg: ["IkeAuthAlg", "IkeAuthAlg"],
  ikePfs: ["IkePfs", "IkePfs"],
  ikeLifetime: ["IkeLifetime", "IkeLifetime"],
  localId: ["RemoteId", "LocalId"],
  remoteId: ["LocalId", "RemoteId"],
  psk: ["Psk", "Psk"],
};

const IPSEC: Readonly<Record<string, keyof IpsecValues>> = {
  ipsecEncAlg: "IpsecEncAlg",
  ipsecAuthAlg: "IpsecAuthAlg",
  ipsecPfs: "IpsecPfs",
  ipsecLifetime: "IpsecLifetime",
};

const BGP: Readonly<Record<string, keyof BgpValues>> = {
  localAsn: "LocalAsn",
  localBgpIp: "LocalBgpIp",
  tunnelCidr: "TunnelCidr",
};

/** The settings of one group, by the names that a table gives them. */
function named<T extends string>(
  settings: PlannedSettings,
  group: string,
  nameOf: (setting: string) => T | undefined,
): Partial<Record<T, ApiValue>> {
  const entries = Object.entries(settings).flatMap(([path, value]) => {
    const [first, setting = ""] = path.split(".");
    const name = first === group ? nameOf(setting) : undefined;
    return name === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries) as Partial<Record<T, ApiValue>>;
}

const ipsecOf = (settings: PlannedSettings): IpsecValues =>
  named(settings, "tunnelIpsecConfig", (setting) => IPSEC[setting]);

function plannedDeviceView(tunnel: DownloadedTunnel, settings: PlannedSettings): DownloadedTunnel {
  return {
    ...tunnel,
    IkeConfig: { ...tunnel.IkeConfig, ...named(settings, "tunnelIkeConfig", (setting) => IKE[setting]?.[0]) },
    IpsecConfig: { ...tunnel.IpsecConfig, ...ipsecOf(settings) },
  };
}

function plannedCloudView(tunnel: LiveTunnel, settings: PlannedSettings): LiveTunnel {
  refuseUnforeseeable(tunnel, settings);
  const { enableDpd, enableNatTraversal } = settings;
  return {
    ...tunnel,
    ...(enableDpd === undefined ? {} : { EnableDpd: enableDpd }),
    ...(enableNatTraversal === undefined ? {} : { EnableNatTraversal: enableNatTraversal }),
    TunnelIkeConfig: {
      ...tunnel.TunnelIkeConfig,
      ...named(settings, "tunnelIkeConfig", (setting) => IKE[setting]?.[1]),
    },
    TunnelIpsecConfig: { ...tunnel.TunnelIpsecConfig, ...ipsecOf(settings) },
    TunnelBgpConfig: plannedBgp(tunnel, settings),
  };
}

/** Refuses what nobody can know before the change, and what is no setting at all. */
function refuseUnforeseeable(tunnel: LiveTunnel, settings: PlannedSettings): void {
  const refused = (property: string, reason: string): PeerConfigError =>
    new PeerConfigError({ property, reason, ...(tunnel.TunnelId === undefined ? {} : { tunnelId: tunnel.TunnelId }) });
  for (const [path, value] of Object.entries(settings)) {
    if (path === "customerGatewayId") {
      if (value !== tunnel.CustomerGatewayId)
        throw refused(
          path,
          `is planned to become ${String(value)}: the device's address, its identity and its AS number follow from the ` +
            "customer gateway, and the service tells them only after the change. Change it first and write the " +
            "configuration then",
        );
    } else if (path === "remoteCaCertificate") {
      const withoutBlanks = (text: ApiValue = ""): string => String(text).replace(/\s+/g, "");
      if (withoutBlanks(value) !== withoutBlanks(tunnel.RemoteCaCertificate))
        throw refused(path, "is planned to change, and the files hold keys only, no certificates");
    } else if (!isPlace(path)) throw refused(path, "is no setting of a tunnel");
  }
}

function isPlace(path: string): boolean {
  const [group = "", setting = ""] = path.split(".");
  const tables: Readonly<Record<string, object>> = {
    tunnelIkeConfig: IKE,
    tunnelIpsecConfig: IPSEC,
    tunnelBgpConfig: BGP,
  };
  const table = Object.hasOwn(tables, group) ? tables[group] : undefined;
  return table === undefined
    ? path === "enableDpd" || path === "enableNatTraversal"
    : Object.hasOwn(table, setting) && path.split(".").length === 2;
}

/** With a new block or a new address of the cloud, the device's address is the other one of the block. */
function plannedBgp(tunnel: LiveTunnel, settings: PlannedSettings): BgpValues {
  const live = tunnel.TunnelBgpConfig ?? {};
  const planned: BgpValues = { ...live, ...named(settings, "tunnelBgpConfig", (setting) => BGP[setting]) };
  const tunnelCidr = String(planned.TunnelCidr ?? "");
  const localBgpIp = String(planned.LocalBgpIp ?? "");
  if (planned.TunnelCidr === live.TunnelCidr && planned.LocalBgpIp === live.LocalBgpIp) return planned;
  if (!isIn(tunnelCidr, localBgpIp))
    throw new PeerConfigError({
      property: "tunnelBgpConfig.localBgpIp",
      reason:
        `${localBgpIp === "" ? "is not set" : `is ${localBgpIp}`}, which is outside of the planned tunnelCidr ` +
        `${tunnelCidr}: the service would choose another address, so declare it`,
      ...(tunnel.TunnelId === undefined ? {} : { tunnelId: tunnel.TunnelId }),
    });
  const deviceAddress = otherHostOf(tunnelCidr, localBgpIp);
  return { ...planned, ...(deviceAddress === undefined ? {} : { PeerBgpIp: deviceAddress }) };
}

function isIn(cidr: string, address: string): boolean {
  const block = parseCidr(cidr);
  const host = parseAddress(address);
  return block.ok && host.ok && isUsableHost(block.cidr, host.address);
}
