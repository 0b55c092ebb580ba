import type { FieldTable } from "../../provider/core/field";
import { HOOK_EXAMPLE } from "./hook-example";
import { compactTable } from "./markdown";
import { inputRow, PROPERTY_HEAD } from "./render-reference";
import { COMMON_OUTPUTS, declarable, rowsIn } from "./rows";

const NOTICE = "Generated from provider/resources/vpn-tunnel-pair/table/fields.ts by `npm run generate`; do not edit.";
const OF_VPN_TUNNEL = "[VpnTunnel](vpn-tunnel.md)";

/** Rows that a pair documents here. All others are those of VpnTunnel, and stand in its reference. */
const PLACE: ReadonlySet<string> = new Set(["vpnConnectionId", "regionId"]);

const STEPS = [
  ["observe", "Waits until the API configures nothing on the VPN gateway, and compares. No difference: the end.", ""],
  ["guard", "Refuses a change that would take the connection down, or that nobody approved. Nothing is sent.", ""],
  ["wait for others", "Waits for the canary, or for a sibling that a change took down. Then it observes again.", ""],
  [
    "drain",
    "If both tunnels carry traffic, the hook moves it away from this one. Then the probe, if there is one, has to pass over the other one.",
    "`drain`",
  ],
  ["prepare", "The hook gives the device the new values. Then the provider observes again.", "`prepare`"],
  ["send", "One request with the blocks that differ.", ""],
  ["confirm", "Waits until the API shows the change, and compares every setting.", ""],
  ["follow", "The hook makes the device apply the values and renegotiate.", "`follow`"],
  [
    "back",
    "Waits until the tunnel carries traffic by a negotiation after the change, goes on doing so (`rollout.holdSeconds`), and the probe passes.",
    "",
  ],
  ["revert", 'With `onFailure: "rollback"` only: sends the former values if the change is in and not good.', ""],
  [
    "return",
    "If the tunnel has its former values again, or none were sent, the hook gives the device its former values.",
    "`revert`",
  ],
  [
    "undrain",
    "If the tunnel carries traffic, the hook lets traffic use it. If it carries none, it stays drained, and the state says so.",
    "`undrain`",
  ],
] as const;

const PHASES = [
  [
    "`drain`",
    "before the change, if both tunnels carry traffic",
    "move traffic away from this tunnel",
    "Nothing is sent. The tunnel is undrained.",
  ],
  [
    "`prepare`",
    "before the change is sent",
    "store the new values on the device; load them only if that takes no tunnel down, as with a key",
    "Nothing is sent. `revert` and `undrain` follow.",
  ],
  [
    "`follow`",
    "after the API has configured the change",
    "load the new values, end the old security associations, negotiate",
    "The change counts as failed: it stays, or is rolled back (`onFailure`). The other tunnel is not changed.",
  ],
  [
    "`revert`",
    "after a rollback, or if nothing was sent after `prepare`",
    "store and load the former values, and negotiate",
    "The error says which side has which values.",
  ],
  [
    "`undrain`",
    "at the end, if the tunnel carries traffic; also if nothing had to be changed; and for the other tunnel before the first drain",
    "let traffic use this tunnel",
    "The resource fails, and the next `up` calls it again.",
  ],
] as const;

const INPUT = [
  ["`version`", "1. A later version adds members and removes none."],
  ["`phase`", "`drain`, `prepare`, `follow`, `revert` or `undrain`."],
  ["`attempt`", "Counts the calls of this phase for this tunnel in this operation."],
  [
    "`connection`",
    "Id, name, VPN gateway (absent with a transit router), the traffic selectors of both sides, and whether BGP is on.",
  ],
  ["`tunnel`, `other`", "The tunnel that changes, and its sibling."],
  ["`changes`", "Paths of the settings that change; none at an `undrain` without a change."],
  [
    "`old`, `new`",
    "All settings of the tunnel before and after the change, under the names of the inputs, without the key.",
  ],
  ["`keys`", "With `rollout.hook.withKey`: the key before and after the change. `old` is absent if nobody knows it."],
  [
    "`device`",
    "With `rollout.hook.device`: the tunnel's configuration as the device is to have it after this phase, and the commands that move traffic. Without `withKey` a file has `<key-of-tun-…>` in the place of the key. `noDrain` says why there are no commands.",
  ],
] as const;

const STORED = [
  [
    "`preSharedKey`, `masterPreSharedKey`, `slavePreSharedKey`",
    "inputs",
    "The key that both share, and each tunnel's own one (**secret**).",
  ],
  [
    "`observed`",
    "inputs",
    "`master` and `slave`: for each what [`observed` of a VpnTunnel](vpn-tunnel.md#what-pulumi-stores) holds. Policies judge it.",
  ],
  [
    "`__secretPaths`",
    "inputs",
    "The properties that the program calls secret, such as `master.tunnelIkeConfig.localId`.",
  ],
  [
    "`__bookkeeping`",
    "outputs",
    '`master` and `slave`: for each what the bookkeeping of a VpnTunnel holds; `drained`, if the hook moved traffic away and it was not moved back; `stoppedAt`, the step at which the last change failed. `first`: with `stage: "first"`, the tunnel that has what is declared.',
  ],
] as const;

/** docs/reference/vpn-tunnel-pair.md: all of VpnTunnelPair that VpnTunnel has not. */
export function renderPairReference(table: FieldTable): string {
  const fields = declarable(table);
  const own = table.groups.filter(({ path }) => path === "rollout" || path.startsWith("rollout."));
  const sections = own.map(
    (group) =>
      `### ${group.path}\n\n${group.doc}\n\n${compactTable(PROPERTY_HEAD, rowsIn(fields, group).map(inputRow))}`,
  );
  const place = fields.filter(({ path }) => PLACE.has(path));
  const more = COMMON_OUTPUTS;
  return [
    `<!-- ${NOTICE} -->`,
    "",
    "# VpnTunnelPair",
    "",
    "Both tunnels of an existing IPsec-VPN connection. Type token: `pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnelPair`.",
    "Id: `<VpnConnectionId>`.",
    "",
    "- **Create** adopts both tunnels. **Update** changes what differs. Both do so one tunnel after the other, by the [steps](#steps-of-a-roll-out) below.",
    "- **Refresh** reads the live values of what is declared. If one tunnel alone has moved from a shared value, the difference shows under `master` or `slave`.",
    '- **Destroy** leaves both tunnels as they are. With `onDestroy: "restore"` it puts back what this resource changed, one tunnel after the other.',
    "- A pair and a VpnTunnel of the same connection in one program are refused.",
    "",
    "## Inputs",
    "",
    `Every input of ${OF_VPN_TUNNEL} but \`tunnelId\`, \`role\` and \`whenAlone\` (here \`rollout.whenAlone\`), with the same meaning. At the top, it is for`,
    "both tunnels. Further inputs:",
    "",
    compactTable(PROPERTY_HEAD, place.map(inputRow)),
    "",
    "### master, slave",
    "",
    `Settings of one tunnel: every input of ${OF_VPN_TUNNEL} that is sent to the API, and \`tunnelIkeConfig.pskFrom\`. A value here goes before the one at`,
    "the top, member by member. A tunnel's own `psk` or `pskFrom` goes before both shared ones. Options, such as `waitFor` and `onDrift`, are at the top only.",
    "",
    sections.join("\n\n"),
    "",
    "## Outputs",
    "",
    compactTable(
      ["Output", "Meaning"],
      [
        ["`vpnConnectionId`, `regionId`, and the options", "As declared, or as configured."],
        [
          "`master`, `slave`",
          `For each tunnel, every output of ${OF_VPN_TUNNEL} that is its own: \`tunnelId\`, \`status\`, and all settings in force, declared or not.`,
        ],
        [
          "`masterPreSharedKey`, `slavePreSharedKey`",
          "The pre-shared key in force; absent where nobody knows it. Always secret.",
        ],
        ...more.map(({ name, doc }) => [`\`${name}\``, doc]),
      ],
    ),
    "",
    "## Steps of a roll-out",
    "",
    "The provider takes all steps for one tunnel, and then for the other one. It begins with a tunnel that carries no traffic; if both carry some, with",
    "`rollout.first`. If neither carries any, it changes both at once. If the first tunnel fails, it does not touch the second.",
    "",
    compactTable(["Step", "What happens", "Hook"], STEPS),
    "",
    "With `alicloud-vpn:care` set to `off`, no hook is called and nothing is held. Two tunnels are still not changed at once while one carries traffic.",
    "",
    "## The hook",
    "",
    "`rollout.hook.command` is called for one tunnel and one phase at a time. Exit code 0 means done, any other one failed. A phase that your device does not",
    "need is an exit with 0. An interrupted `up` may call a phase again, so that each has to be idempotent.",
    "",
    compactTable(["Phase", "Called", "The hook's part", "If it fails"], PHASES),
    "",
    "It reads one JSON object from its standard input:",
    "",
    compactTable(["Member", "Meaning"], INPUT),
    "",
    "`prepare`, where the key and a lifetime of the slave change (the texts of the files are shortened):",
    "",
    "```json",
    shortLines(JSON.stringify(HOOK_EXAMPLE, undefined, 2)),
    "```",
    "",
    "- The configuration holds **one tunnel**, and its file has the name of the file of both. Store it under a name of its own.",
    "- `drain` moves traffic off the tunnel as it is, and `undrain` moves it onto the tunnel as it will be.",
    "",
    "## What Pulumi stores",
    "",
    "Inputs are stored as they are declared, with the keys at the top. Outputs are stored under their names. Beside them:",
    "",
    compactTable(["Stored", "Where", "Meaning"], STORED),
    "",
  ].join("\n");
}

/** Objects and lists of simple values on one line, where they fit. */
const shortLines = (json: string): string =>
  json.replaceAll(/[[{]\n[^[\]{}]*[\]}]/gu, (text) => {
    const line = text.replaceAll(/\n\s*/gu, " ");
    return line.length <= 110 ? line : text;
  });
