/** FRRouting's BGP, for whatever brings the tunnels themselves up (strongSwan or libreswan on the same machine). */

import { bgpRouter } from "./bgp";
import type { BgpRouter, BgpSession } from "./bgp";
import { PeerConfigError } from "./error";
import { file } from "./lines";
import type { Part } from "./lines";
import { checkOptions } from "./options";
import { chosenTunnels, header } from "./prepare";
import type { Renderer } from "./renderer";

const ABOUT = { title: "FRRouting (BGP)", proof: "run", comment: "!" } as const;

/** Active and standby: what comes through the master is preferred, and what goes out through the other looks farther. */
function maps({ tunnel, isMaster }: BgpSession, { asn, hasMaster }: BgpRouter): Part {
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
  ...ABOUT,
  needs: [],
  render(model, options = {}) {
    checkOptions(options);
    const name = options.name ?? "ali";
    const tunnels = chosenTunnels(model, options);
    const router = bgpRouter(
      tunnels.map((tunnel) => ({ ...tunnel, name: `${name}-t${model.tunnels.indexOf(tunnel) + 1}` })),
    );
    if (router === undefined)
      throw new PeerConfigError({
        property: "enableTunnelsBgp",
        reason: "is off for every tunnel: there is nothing to write",
        device: ABOUT.title,
      });
    const { sessions } = router;
    const advertise = options.advertise ?? model.deviceSubnets.filter((block) => block !== "0.0.0.0/0");
    const text = file(
      header(ABOUT, model, [
        advertise.length === 0 && "the data centre's blocks are not known here: add a network line for each of them.",
        "each of the device's BGP addresses is on its tunnel's interface.",
      ]),
      "frr defaults traditional",
      `router bgp ${router.asn}`,
      ` bgp router-id ${router.routerId}`,
      sessions.map(({ cloud }) => [
        ` neighbor ${cloud.address} remote-as ${cloud.asn}`,
        ` neighbor ${cloud.address} timers 10 30`,
      ]),
      " address-family ipv4 unicast",
      advertise.map((block) => `  network ${block}`),
      sessions.map(({ cloud, tunnel }) => [
        `  neighbor ${cloud.address} route-map ${tunnel}-in in`,
        `  neighbor ${cloud.address} route-map ${tunnel}-out out`,
      ]),
      !router.hasMaster && `  maximum-paths ${Math.max(2, sessions.length)}`,
      " exit-address-family",
      "exit",
      // FRR denies everything through a map that is named and not there.
      sessions.map((session) => maps(session, router)),
    );
    return { files: [{ name: `${name}.frr.conf`, text }] };
  },
};
