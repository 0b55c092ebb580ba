import type { Field, FieldTable } from "../../provider/core/field";
import { absentText, changeText, declarable, GENERATED_NOTICE, MORE_OUTPUTS, rowsIn } from "./rows";
import { compactTable } from "./markdown";

/** The head of a table of properties. */
export const PROPERTY_HEAD = ["Property", "Meaning", "Allowed", "Not declared", "A change", "Source"];

/** The row of one property. */
export const inputRow = (field: Field): readonly string[] => [
  `\`${field.path}\``,
  `${field.doc}${field.secret ? " **Secret.**" : ""}`,
  field.rule.allowed,
  absentText(field),
  changeText(field),
  field.source ?? "",
];

/** docs/reference/vpn-tunnel.md: every property of VpnTunnel. */
export function renderReference(tableOfFields: FieldTable): string {
  const fields = declarable(tableOfFields);
  const sections = tableOfFields.groups.map(
    (group) =>
      `### ${group.path}\n\n${group.doc}\n\n${compactTable(PROPERTY_HEAD, rowsIn(fields, group).map(inputRow))}`,
  );
  const outputs = tableOfFields.fields.filter((field) => field.kind === "output");
  return [
    `<!-- ${GENERATED_NOTICE} -->`,
    "",
    "# VpnTunnel",
    "",
    "One tunnel of an existing IPsec-VPN connection. Type token: `pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel`.",
    "Id: `<VpnConnectionId>:<TunnelId>`.",
    "",
    "- **Create** adopts the tunnel: reads it and sends one ModifyTunnelAttribute with the blocks that differ, each complete, or nothing.",
    "- **Update** sends the blocks that differ, in the same way. **Refresh** reads the live values of what is declared, so that drift shows and the next `up` corrects it.",
    '- **Destroy** leaves the tunnel as it is: it belongs to its connection. It only ends being managed here. `onDestroy: "restore"` puts back what this resource changed.',
    "- What is not declared is not managed: never sent, never a difference; its effective value is an output.",
    "- Two resources for one tunnel in one program are refused. So are the options `provider`, `import` and `customTimeouts`, with the way out.",
    "",
    "## Inputs",
    "",
    compactTable(PROPERTY_HEAD, rowsIn(fields, undefined).map(inputRow)),
    "",
    sections.join("\n\n"),
    "",
    "### Between properties",
    "",
    tableOfFields.relations.map((relation) => `- ${relation.doc}`).join("\n"),
    "",
    "## Outputs",
    "",
    "Every input with its effective value, declared or not, and:",
    "",
    compactTable(
      ["Output", "Meaning", "Source"],
      [
        ...outputs.map((field) => [`\`${field.path}\``, field.doc, field.source ?? ""]),
        ...MORE_OUTPUTS.map(({ name, doc, source }) => [`\`${name}\``, doc, source]),
      ],
    ),
    "",
    "A group that the program declares in part is known at preview, and lacks its other members until `up`: of a tunnel that is created or changed,",
    "`tunnelIkeConfig.apply((ike) => ike?.ikeLifetime)` runs with undefined at preview where the program declares only the encryption. After `up` every",
    "member has the value in force.",
    "",
    "## What Pulumi stores",
    "",
    "Inputs are stored as they are declared, with the key as `preSharedKey`. Outputs are stored under their names. Beside them:",
    "",
    compactTable(
      ["Stored", "Where", "Meaning"],
      [
        [
          "`observed`",
          "inputs",
          "Connection name, VPN gateway, local and remote subnets, tunnel, role, and the settings in force that the program does not declare, as read when the tunnel was adopted or refreshed last. Where the tunnel was not read, `notRead` says why: `off`, `unknown` or `outage`. `keyFacts` holds what policies may know of the declared key: a class of its length and of its strength (`minLength`, `maxLength`, `minBits`, `maxBits`), `holdsKnownWord` and `isKnownHash`. Read-only, never a difference. Policies judge it.",
        ],
        ["`__secretPaths`", "inputs", "The properties that the program calls secret."],
        [
          "`__bookkeeping`",
          "outputs",
          'What the provider remembers for itself: the version of the stored shape; `restorePoint`, the settings that this resource changed, each with the value found and the value left, for `onDestroy: "restore"` (**secret**); `pskProof`, salted HMACs of the key that `tunnelIkeConfig.pskFrom` names and of the one in force (**secret**); `unconfirmed`, where the tunnel was up, was changed, and has not been seen up since: when that was, in milliseconds since 1970.',
        ],
      ],
    ),
    "",
  ].join("\n");
}
