/** FRRouting's BGP, beside the software that brings the tunnels up (strongSwan or libreswan on the same machine). */

import { PeerConfigError } from "../error";
import { checkOptions } from "../options";
import { bgpRouter, CONNECT_RETRY, type BgpRouter, type BgpSession } from "../renderer/bgp";
import { header } from "../renderer/header";
import { joinLines, type Lines } from "../renderer/lines";
import { ANY_NUMBER, namePrefix } from "../renderer/numbering";
import { blocksToAnnounce, blocksToRoute, refuseOtherTunnels, selectedTunnels } from "../renderer/selection";
import { refuseBgpWithBlocks } from "../renderer/selectors";
import type { Handling, Renderer } from "../renderer/spec";

const TITLE = "FRRouting (BGP)";
const PROOF = "run";
const COMMENT = "!";

const HANDLING: Handling = {
  apply: () => [
    "! change the same lines in /etc/frr/frr.conf; the reload applies only what differs from the running configuration",
    "vtysh -C -f /etc/frr/frr.conf",
    "systemctl reload frr",
  ],
  reset: ({ bgp }) => (bgp === undefined ? [] : [`vtysh -c 'clear bgp ${bgp.cloud} soft'`]),
};

function routerLines({ asn, routerId, sessions, paths, timers, bfd }: BgpRouter, advertise: readonly string[]): Lines {
  return [
    `router bgp ${asn}`,
    ` bgp router-id ${routerId}`,
    sessions.map(({ cloud }) => [
      ` neighbor ${cloud.address} remote-as ${cloud.asn}`,
      ` neighbor ${cloud.address} timers ${timers.keepalive} ${timers.hold}`,
      ` neighbor ${cloud.address} timers connect ${CONNECT_RETRY}`,
      bfd && ` neighbor ${cloud.address} bfd`,
    ]),
    " address-family ipv4 unicast",
    advertise.map((block) => `  network ${block}`),
    sessions.map(({ cloud, tunnel }) => [
      `  neighbor ${cloud.address} route-map ${tunnel}-in in`,
      `  neighbor ${cloud.address} route-map ${tunnel}-out out`,
    ]),
    paths > 1 && `  maximum-paths ${paths}`,
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
  comment: COMMENT,
  bfd: true,
  needs: [],
  numbers: ANY_NUMBER,
  forms: "routes by BGP",
  handling: HANDLING,
  render(model, options = {}) {
    checkOptions(options);
    refuseOtherTunnels(model, options);
    const tunnels = selectedTunnels(model, options);
    refuseBgpWithBlocks(model, tunnels);
    const router = bgpRouter(tunnels, { title: TITLE, equalPaths: model.equalPaths }, options);
    if (router === undefined)
      throw new PeerConfigError({
        property: "enableTunnelsBgp",
        reason: "is off for every tunnel: there is nothing to write",
        device: TITLE,
      });
    const advertise = blocksToAnnounce(model, options);
    const dropped = blocksToRoute(model, options);
    const checks = [
      advertise.length === 0 && "the data centre's blocks are not known here: add a network line for each of them.",
      dropped.length === 0 &&
        "traffic to the VPC leaves by the default route while no session is up: --route writes routes that drop it.",
      "each of the device's BGP addresses is on its tunnel's interface.",
      model.equalPaths && "the connection is a transit router's: both tunnels carry traffic at once.",
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
    const name = `${namePrefix(model, options)}.frr.conf`;
    const text = joinLines(
      header({ title: TITLE, proof: PROOF, comment: COMMENT, handling: HANDLING }, model.connectionId, {
        tunnels: named,
        checks,
        applied: [name],
      }),
      "frr defaults traditional",
      // BGP's routes have distance 20; these stay when they are gone.
      dropped.map((block) => `ip route ${block} blackhole 254`),
      routerLines(router, advertise),
      // Every session has both maps, empty or not: FRR drops all routes of a map that is named and missing.
      router.sessions.map((session) => routeMaps(session, router)),
    );
    return { files: [{ name, text }] };
  },
};
