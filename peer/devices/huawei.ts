/** Huawei's routers (AR) and firewalls (USG): two devices, which differ in names, in keys and in what blocks need. */

import { isIpAddress } from "../../ipsec/identity";
import type { PeerTunnel } from "../model/model";
import { device } from "../renderer/device";
import { plainKeyProblem } from "../renderer/encoding";
import type { Lines } from "../renderer/lines";
import {
  refuseForeignAddress,
  refuseUntracked,
  refuseWithoutInterface,
  refuseSharedPolicy,
} from "../renderer/refusals";
import { bgpCommands } from "../renderer/router-commands";
import type { Check, DeviceConnection, DeviceTunnel, GlobalLine, Handling, Refusal } from "../renderer/spec";
import {
  BGP_WORDS,
  dropped,
  hasSha2,
  hasWeakAlgorithm,
  NAMES,
  phase1,
  policy,
  profile,
  proposal,
  routes,
  tunnelInterface,
} from "./huawei-lines";

const VRP = {
  proof: "documentation",
  writes: "tunnels and BGP",
  comment: "#",
  algorithmNames: () => NAMES,
  ikeLifetime: { min: 60, max: 604_800 },
  espLifetime: { min: 30, max: 604_800 },
  // Models differ; every one has these.
  numbers: { min: 101, max: 1000 },
  bfd: true,
  selectors: "several",
} as const;

const SAVE: Pick<Handling, "apply" | "entered"> = {
  apply: () => [
    "system-view",
    "# enter the lines of this file; if the device refuses to change an object in use, take `ipsec profile` or",
    "# `ipsec policy` off its interface first, and put it back afterwards. Then keep everything over a restart:",
    "return",
    "save",
  ],
  entered: [
    "# enter the commands above; if the device refuses to change an object in use, take `ipsec profile` or `ipsec policy`",
    "# off its interface first, and put it back afterwards. Then keep them over a restart:",
    "save",
  ],
};

const STARTS_AGAIN = "# traffic into the tunnel starts the negotiation again, such as a ping from an inside address";

function keyProblem(psk: string): string | undefined {
  if (psk.length >= 48) return `has ${psk.length} characters; the device may take 48 and more for a key in cipher text`;
  if (psk.includes('"')) return "holds a double quote, which the device takes for the end of the key";
  return plainKeyProblem(psk);
}

function refuseTunnel(tunnel: PeerTunnel, ownAddress: string): Refusal | undefined {
  const { cloud } = tunnel;
  if (isIpAddress(cloud.id) && cloud.id !== cloud.address)
    return {
      property: "tunnelIkeConfig.localId",
      reason: `is the address ${cloud.id}, and the device expects ${cloud.address}`,
    };
  return refuseForeignAddress(tunnel, ownAddress);
}

/** BGP, and what the device needs before it. */
const routing = (connection: DeviceConnection): Lines => [
  // The device knows BFD's other commands only after this one.
  connection.bgp?.bfd === true && ["bfd", "quit"],
  bgpCommands(connection, BGP_WORDS),
];

const weakCheck = (connection: DeviceConnection, name: string): Check =>
  hasWeakAlgorithm(connection) &&
  `the device knows the weak algorithms of this connection (MD5, SHA-1, DES, 3DES, groups 1, 2 and 5): newer releases ` +
    `do so only with ${name}. The cloud's defaults, SHA-1 and group 2, are among them.`;

const tracked: Check =
  "each tracked address answers to a ping from the device, and is reached through its own tunnel only: it tells whether " +
  "that tunnel is good.";

const isTracked = ({ tunnels }: DeviceConnection): boolean =>
  tunnels.some(({ track, routes: own }) => track !== undefined && own.length > 0);

/** Where SHA-2 is cut: a device that does it otherwise comes up, and drops every packet by its check value. */
const SHA2: GlobalLine = {
  line: "ipsec authentication sha2 compatible enable",
  does: "makes SHA-2 follow RFC 4868, as the cloud does. Without it the tunnel comes up and carries nothing",
  touches: "every other IPsec peer of the device with SHA-2: one that follows the older draft stops working",
  before: "`display current-configuration | include sha2 compatible`; no line means off",
  back: "`undo ipsec authentication sha2 compatible enable`",
};

const routerTunnel = ({ number }: DeviceTunnel): string => `Tunnel0/0/${number}`;

export const huaweiAr = device({
  ...VRP,
  id: "huawei-ar",
  title: "Huawei AR (router)",
  forms: "these by a policy on the outside interface, one tunnel for each such interface",
  handling: {
    ...SAVE,
    reset: ({ cloud }) => [
      `# display ike sa; then for each connection id of ${cloud}, and of no other address: reset ike sa conn-id ID`,
      STARTS_AGAIN,
    ],
  },
  key: {
    refuse: (psk) =>
      keyProblem(psk) ??
      (psk.includes("?") ? "holds a question mark, which the command line takes for a call for help" : undefined),
    write: (psk) => psk,
  },
  refuseTunnel,
  refuseConnection: (connection) =>
    refuseWithoutInterface(connection) ??
    (connection.routeBased ? refuseUntracked(connection) : refuseSharedPolicy(connection)),
  files: (connection) => [
    {
      ending: ".huawei-ar.conf",
      checks: [
        weakCheck(connection, "the plug-in for weak security algorithms"),
        "the access list of `nat outbound` denies what goes from the data centre's blocks to the VPC's.",
        "a firewall on the router has both tunnel interfaces in one zone (`firewall zone`, `zone NAME` on the interface).",
        connection.routeBased && isTracked(connection) && tracked,
        !connection.routeBased &&
          "the outside interface has no `ipsec policy` yet (`display ipsec interface brief`): it takes one. If it has one, use " +
            "that one's name here and a sequence number of its own.",
        !connection.routeBased && "the VPC's blocks are routed out of the outside interface, as the default route is.",
        ...connection.routingChecks,
      ],
      globals: [hasSha2(connection) && SHA2],
      lines: [
        hasSha2(connection) && SHA2.line,
        connection.tunnels.map((tunnel) => [
          phase1(tunnel, "pre-shared-key cipher"),
          proposal(tunnel),
          connection.routeBased
            ? [
                profile(tunnel),
                tunnelInterface(tunnel, routerTunnel(tunnel), "ipsec profile"),
                routes(tunnel, routerTunnel(tunnel)),
              ]
            : [policy(connection, tunnel), `interface ${tunnel.outside}`, ` ipsec policy ${tunnel.name}`, "quit"],
        ]),
        connection.routeBased && dropped(connection),
        routing(connection),
      ],
    },
  ],
});

const firewallTunnel = ({ number }: DeviceTunnel): string => `Tunnel${number}`;

export const huaweiUsg = device({
  ...VRP,
  id: "huawei-usg",
  title: "Huawei USG (firewall)",
  forms: "these by a policy on each tunnel's interface",
  handling: {
    ...SAVE,
    reset: ({ cloud }) => [`reset ike sa remote ${cloud}`, STARTS_AGAIN],
  },
  // The quotes are not part of the key. Without them, the command line would take a question mark for a call for help.
  key: {
    refuse: (psk) =>
      keyProblem(psk) ??
      (psk.endsWith("?") ? "ends with a question mark, which the command line takes for a call for help" : undefined),
    write: (psk) => `"${psk}"`,
  },
  refuseTunnel,
  refuseConnection: (connection) => refuseWithoutInterface(connection) ?? refuseUntracked(connection),
  files: (connection) => {
    const bound = connection.routeBased ? "ipsec profile" : "ipsec policy";
    return [
      {
        ending: ".huawei-usg.conf",
        checks: [
          hasSha2(connection) &&
            "SHA-2 has to follow RFC 4868, for the whole device: `display current-configuration | include sha2 compatible`. " +
              `If the tunnel comes up and carries nothing, enter \`${SHA2.line}\`; it touches ${SHA2.touches}. ` +
              `The way back: ${SHA2.back}.`,
          weakCheck(connection, "the component package WEAKEA"),
          "`security-policy` lets IKE and ESP through between local and untrust, and the traffic both ways between the inside's " +
            "zone and untrust; `nat-policy` has a rule with `action no-nat` for what goes to the VPC's blocks.",
          isTracked(connection) && tracked,
          ...connection.routingChecks,
        ],
        lines: [
          connection.tunnels.map((tunnel) => [
            phase1(tunnel, "pre-shared-key"),
            proposal(tunnel),
            connection.routeBased ? profile(tunnel) : policy(connection, tunnel),
            tunnelInterface(tunnel, firewallTunnel(tunnel), bound),
          ]),
          // One zone for both: a session may change from one tunnel to the other.
          "firewall zone untrust",
          connection.tunnels.map((tunnel) => ` add interface ${firewallTunnel(tunnel)}`),
          "quit",
          connection.tunnels.map((tunnel) => routes(tunnel, firewallTunnel(tunnel))),
          dropped(connection),
          routing(connection),
        ],
      },
    ];
  },
});
