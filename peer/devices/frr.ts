/** FRRouting's BGP, beside the software that brings the tunnels up (strongSwan or libreswan on the same machine). */

import { PeerConfigError } from "../error";
import { checkOptions } from "../options";
import { bgpRouter, type BgpRouter, type BgpSession } from "../renderer/bgp";
import { header } from "../renderer/header";
import { joinLines, type Lines } from "../renderer/lines";
import { blocksToAnnounce, namePrefix, selectedTunnels } from "../renderer/selection";
import type { Renderer } from "../renderer/spec";

const TITLE = "FRRouting (BGP)";
const PROOF = "run";

function routerLines(
  { asn, routerId, sessions, hasMaster, timers, bfd }: BgpRouter,
  advertise: readonly string[],
): Lines {
  return [
    "frr defaults traditional",
    `router bgp ${asn}`,
    ` bgp router-id ${routerId}`,
    sessions.map(({ cloud }) => [
      ` neighbor ${cloud.address} remote-as ${cloud.asn}`,
      ` neighbor ${cloud.address} timers ${timers.keepalive} ${timers.hold}`,
      bfd && ` neighbor ${cloud.address} bfd`,
    ]),
    " address-family ipv4 unicast",
    advertise.map((block) => `  network ${block}`),
    sessions.map(({ cloud, tunnel }) => [
      `  neighbor ${cloud.address} route-map ${tunnel}-in in`,
      `  neighbor ${cloud.address} route-map ${tunnel}-out out`,
    ]),
    !hasMaster && `  maximum-paths ${Math.max(2, sessions.length)}`,
    " exit-address-family",
    "exit",
  ];
}

/**
 * The route maps of a session. BGP prefers the routes that come in through the master, and lengthens the path of the
 * routes that go out through the standby.
 */
function routeMaps({ tunnel, isMaster }: BgpSession, { asn, hasMaster }: BgpRouter): Lines {
  return [
    `route-map ${tunnel}-in permit 10`,
    hasMaster && isMaster && " set local-preference 200",
    "exit",
    `route-map ${tunnel}-out permit 10`,
    hasMaster && !isMaster && ` set as-path prepend ${asn} ${asn}`,
    "exit",
  ];
}

export const frr: Renderer = {
  id: "frr",
  title: TITLE,
  proof: PROOF,
  writes: "BGP",
  bfd: true,
  needs: [],
  render(model, options = {}) {
    checkOptions(options);
    const tunnels = selectedTunnels(model, options);
    const router = bgpRouter(tunnels, { title: TITLE }, options);
    if (router === undefined)
      throw new PeerConfigError({
        property: "enableTunnelsBgp",
        reason: "is off for every tunnel: there is nothing to write",
        device: TITLE,
      });
    const advertise = blocksToAnnounce(model, options);
    const checks = [
      advertise.length === 0 && "the data centre's blocks are not known here: add a network line for each of them.",
      "each of the device's BGP addresses is on its tunnel's interface.",
      router.bfd &&
        "bfdd is on in /etc/frr/daemons. BFD needs both ends, and whether the cloud has it is not documented.",
    ];
    const named = tunnels.flatMap(({ name, id, role, device, cloud, bgp }) =>
      bgp === undefined
        ? []
        : [
            {
              name,
              id,
              role,
              number: undefined,
              device: device.address,
              cloud: cloud.address,
              bgp: { device: bgp.device.address, cloud: bgp.cloud.address },
            },
          ],
    );
    const text = joinLines(
      header({ title: TITLE, proof: PROOF, comment: "!" }, model.connectionId, named, checks),
      routerLines(router, advertise),
      // Every session has both maps, empty or not: FRR drops all routes of a map that is named and missing.
      router.sessions.map((session) => routeMaps(session, router)),
    );
    return { files: [{ name: `${namePrefix(options)}.frr.conf`, text }] };
  },
};
