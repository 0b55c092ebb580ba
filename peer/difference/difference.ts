/** The difference of two configurations of one device, in the device's own words. */

import type { PeerFile } from "../renderer/spec";
import type { FileTunnel } from "../renderer/tunnel-line";
import { blockCommands } from "./block-commands";
import { changedTunnels, tunnelsOf } from "./changed-tunnels";
import { fortiosCommands } from "./fortios-commands";
import { listing } from "./listing";
import { routerosCommands } from "./routeros-commands";
import { setCommands } from "./set-commands";
import { COMWARE, IOS, JUNOS, VRP, VYOS } from "./device-words";

/** What to do on the device. A line that begins with `comment` is for the person, any other one for the device. */
export interface Difference {
  readonly isSame: boolean;
  readonly comment: "#" | "!";
  /** Commands that add, change and take away; for a device that takes whole files, the lines that differ. */
  readonly changes: readonly string[];
  /** How the device takes them. */
  readonly apply: readonly string[];
  /** New negotiations, of the tunnels that changed and no others. */
  readonly reset: readonly string[];
}

interface DeviceDifference {
  readonly comment: "#" | "!";
  readonly changes: (before: readonly PeerFile[], after: readonly PeerFile[]) => readonly string[];
  /** For the new files that differ, or all for a device that takes commands. */
  readonly apply: (files: readonly PeerFile[]) => readonly string[];
  readonly reset: (tunnel: FileTunnel) => readonly string[];
}

const textOf = (files: readonly PeerFile[]): string => files.map(({ text }) => text).join("\n");

/** The commands between those that begin and end a configuration; none if there is nothing to change. */
const within =
  (enter: readonly string[], changes: (before: string, after: string) => readonly string[], leave: readonly string[]) =>
  (before: readonly PeerFile[], after: readonly PeerFile[]): readonly string[] => {
    const commands = changes(textOf(before), textOf(after));
    return commands.length === 0 ? [] : [...enter, ...commands, ...leave];
  };

const endingWith = (files: readonly PeerFile[], ending: string): readonly string[] =>
  files.flatMap(({ name }) => (name.endsWith(ending) ? [name] : []));

/** Another cloud: a new run of the program brings the change, one tunnel after the other. */
const CLOUD: DeviceDifference = {
  comment: "#",
  changes: listing,
  apply: () => [
    "# change the same in your program, then: pulumi preview, pulumi up",
    "# the program changes the other cloud's end of one tunnel, waits for the tunnel, and goes on to the next one",
  ],
  reset: () => ["# the other cloud negotiates again by itself"],
};

const DEVICES: Readonly<Record<string, DeviceDifference>> = {
  strongswan: {
    comment: "#",
    changes: listing,
    apply: (files) => [
      ...endingWith(files, ".swanctl.conf").map((name) => `install -m 600 ${name} /etc/swanctl/conf.d/${name}`),
      "swanctl --load-all",
      ...endingWith(files, "-interfaces.sh").map(
        (name) => `# make the interfaces, addresses and routes that are new in ${name}, and delete those that are gone`,
      ),
    ],
    reset: ({ name }) => [
      "# After a change of the key alone nothing is negotiated by itself, so both commands are needed.",
      `swanctl --terminate --ike ${name} --force`,
      `swanctl --initiate --child ${name}`,
    ],
  },
  libreswan: {
    comment: "#",
    changes: listing,
    apply: (files) => [
      ...endingWith(files, ".ipsec.conf").map((name) => `install -m 600 ${name} /etc/ipsec.d/${name}`),
      ...endingWith(files, ".ipsec.secrets").map(
        (name) => `install -m 600 ${name} /etc/ipsec.d/${name.replace(/\.ipsec\.secrets$/, ".secrets")}`,
      ),
      "ipsec auto --rereadsecrets",
    ],
    reset: ({ name }) => [`ipsec auto --replace ${name}`, `ipsec auto --up ${name}`],
  },
  frr: {
    comment: "!",
    changes: listing,
    apply: () => [
      "! change the same lines in /etc/frr/frr.conf; the reload applies only what differs from the running configuration",
      "vtysh -C -f /etc/frr/frr.conf",
      "systemctl reload frr",
    ],
    reset: ({ bgp }) => (bgp === undefined ? [] : [`vtysh -c 'clear bgp ${bgp.cloud} soft'`]),
  },
  "ios-xe": {
    comment: "!",
    changes: within(["configure terminal"], (before, after) => blockCommands(before, after, IOS), ["end"]),
    apply: () => ["! enter the commands above, then keep them over a restart:", "write memory"],
    reset: ({ cloud }) => [`clear crypto session remote ${cloud}`, "! the tunnel interface negotiates again by itself"],
  },
  fortios: {
    comment: "#",
    changes: within([], fortiosCommands, []),
    apply: () => ["# enter the commands above: each `end` applies and saves what stands before it"],
    reset: ({ name }) => [
      `diagnose vpn ike gateway flush name ${name}`,
      "# the device negotiates again by itself (auto-negotiate)",
    ],
  },
  junos: {
    comment: "#",
    changes: within(["configure"], (before, after) => setCommands(before, after, JUNOS), ["commit and-quit"]),
    apply: () => [
      "# enter the commands above; `commit confirmed 5` in the place of the commit takes them back after five minutes,",
      "# unless you commit again",
    ],
    reset: ({ cloud }) => [
      `clear security ike security-associations ${cloud}`,
      "# the device negotiates again by itself (establish-tunnels immediately)",
    ],
  },
  huawei: {
    comment: "#",
    changes: within(["system-view"], (before, after) => blockCommands(before, after, VRP), ["return"]),
    apply: () => [
      "# enter the commands above; if the device refuses to change an object in use, take `ipsec profile` off the tunnel's",
      "# interface first and put it back afterwards. Then keep them over a restart:",
      "save",
    ],
    reset: ({ cloud }) => [
      `# on a firewall (USG): reset ike sa remote ${cloud}`,
      `# on a router (AR): display ike sa, and for each connection id of ${cloud}: reset ike sa conn-id ID`,
      "# traffic into the tunnel starts the negotiation again, such as a ping from an inside address",
    ],
  },
  h3c: {
    comment: "#",
    changes: within(["system-view"], (before, after) => blockCommands(before, after, COMWARE), ["return"]),
    apply: () => ["# enter the commands above, then keep them over a restart:", "save"],
    reset: ({ cloud }) => [
      `# IKEv1: display ike sa, and for each connection id of ${cloud}: reset ike sa connection-id ID`,
      `# IKEv2: display ikev2 sa, and for each tunnel id of ${cloud}: reset ikev2 sa tunnel ID`,
      "# traffic into the tunnel starts the negotiation again, such as a ping from an inside address",
    ],
  },
  routeros: {
    comment: "#",
    changes: within([], routerosCommands, []),
    apply: () => ["# enter the commands above: each one applies at once"],
    reset: ({ name }) => [
      // `active-peers kill-connections` would end those of every peer.
      `/ip ipsec peer disable [find name=${name}]`,
      `/ip ipsec peer enable [find name=${name}]`,
      "# the device negotiates again by itself, as soon as traffic matches the policy",
    ],
  },
  vyos: {
    comment: "#",
    changes: within(["configure"], (before, after) => setCommands(before, after, VYOS), ["commit", "save", "exit"]),
    apply: () => ["# enter the commands above: the commit applies them as a whole"],
    reset: ({ name }) => [`reset vpn ipsec site-to-site peer ${name}`],
  },
  values: {
    comment: "#",
    changes: listing,
    apply: () => ["# enter the values above on the device, and save them"],
    reset: ({ cloud }) => [`# end the device's security associations with ${cloud}, and those of no other peer`],
  },
  aws: CLOUD,
  azure: CLOUD,
  gcp: CLOUD,
};

/** The difference between the files that a device has and those that it is to have. */
export function differenceOf(
  deviceId: string,
  before: readonly PeerFile[],
  after: readonly PeerFile[],
): Difference | undefined {
  const device = DEVICES[deviceId];
  if (device === undefined) return undefined;
  const { comment } = device;
  const changes = device.changes(before, after);
  if (changes.length === 0) return { isSame: true, comment, changes, apply: [], reset: [] };
  const differing = after.filter(({ name, text }) => before.find((file) => file.name === name)?.text !== text);
  const tunnels = tunnelsOf(before, after);
  const changed = changedTunnels(before, after, tunnels);
  const reset = changed.flatMap((tunnel) => [
    `${comment} ${tunnel.name}: ${tunnel.id}${tunnel.role === undefined ? "" : ` (${tunnel.role})`}`,
    ...device.reset(tunnel),
  ]);
  return { isSame: false, comment, changes, apply: device.apply(differing), reset };
}
