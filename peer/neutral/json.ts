/** The same settings as JSON, for programs. `schema.ts` describes each field. */

import type { PeerEnd, PeerTunnel } from "../model/model";
import { deviceConnection } from "../renderer/device";
import { ANY_NUMBER } from "../renderer/numbering";
import { SELECTOR_FORMS } from "../renderer/selectors";
import type { DeviceConnection, DeviceSpec, DeviceTunnel, Renderer } from "../renderer/spec";
import { NEUTRAL } from "./neutral";

/** Grows by one when a field changes its meaning or goes away; a new field does not change it. */
export const FORMAT_VERSION = 1;

interface NeutralTunnel extends Pick<PeerTunnel, "id" | "cloud" | "ike" | "esp" | "dpd" | "natTraversal"> {
  readonly name: string;
  readonly role?: string;
  readonly device: PeerEnd & { readonly ownAddress: string };
  readonly psk: string;
  readonly bgp?: PeerTunnel["bgp"];
  readonly routes: readonly string[];
}

/** The settings of a connection's other end, as JSON has them. */
export interface NeutralPeer extends Pick<
  DeviceConnection,
  "connectionId" | "deviceSubnets" | "cloudSubnets" | "routeBased"
> {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly advertise: readonly string[];
  readonly tunnels: readonly NeutralTunnel[];
}

const SPEC: DeviceSpec = {
  ...NEUTRAL,
  id: "json",
  title: "the neutral form",
  comment: "",
  files: () => [],
};

const neutralTunnel = (tunnel: DeviceTunnel): NeutralTunnel => ({
  id: tunnel.id,
  name: tunnel.name,
  ...(tunnel.role === undefined || tunnel.role === "" ? {} : { role: tunnel.role }),
  device: { ...tunnel.device, ownAddress: tunnel.ownAddress },
  cloud: tunnel.cloud,
  ike: tunnel.ike,
  esp: tunnel.esp,
  psk: tunnel.key,
  dpd: tunnel.dpd,
  natTraversal: tunnel.natTraversal,
  ...(tunnel.bgp === undefined ? {} : { bgp: tunnel.bgp }),
  routes: tunnel.routes,
});

/** A renderer of its own: a comment has no place in JSON. */
export const neutralJson: Renderer = {
  id: SPEC.id,
  title: SPEC.title,
  proof: SPEC.proof,
  writes: SPEC.writes,
  comment: SPEC.comment,
  bfd: true,
  needs: [],
  numbers: ANY_NUMBER,
  forms: SELECTOR_FORMS[SPEC.selectors],
  render(model, options = {}) {
    const connection = deviceConnection(SPEC, model, options);
    const peer: NeutralPeer = {
      formatVersion: FORMAT_VERSION,
      connectionId: connection.connectionId,
      deviceSubnets: connection.deviceSubnets,
      cloudSubnets: connection.cloudSubnets,
      routeBased: connection.routeBased,
      advertise: connection.advertise,
      tunnels: connection.tunnels.map(neutralTunnel),
    };
    return { files: [{ name: `${connection.name}.peer.json`, text: `${JSON.stringify(peer, undefined, 2)}\n` }] };
  },
};
