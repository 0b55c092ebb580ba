import type { Field, FieldTable } from "../../provider/core/field";
import { absentText, changeText, declarable, GENERATED_NOTICE, rowsIn } from "./rows";

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const inputRow = (field: Field): readonly string[] => [
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
  const head = ["Property", "Meaning", "Allowed", "Not declared", "A change", "Source"];
  const sections = tableOfFields.groups.map(
    (group) => `### ${group.path}\n\n${group.doc}\n\n${table(head, rowsIn(fields, group).map(inputRow))}`,
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
    "- Two resources for one tunnel in one program are refused. The `provider` and `import` options are refused, with the way out.",
    "",
    "## Inputs",
    "",
    table(head, rowsIn(fields, undefined).map(inputRow)),
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
    table(
      ["Output", "Meaning", "Source"],
      [
        ...outputs.map((field) => [`\`${field.path}\``, field.doc, field.source ?? ""]),
        [
          "`preSharedKey`",
          "The key in force, declared or not; absent where the API withholds or masks it. **Secret.**",
          "DescribeVpnConnections, TunnelOptions.TunnelIkeConfig.Psk",
        ],
      ],
    ),
    "",
    "## What Pulumi stores",
    "",
    "Inputs are stored as they are declared. The outputs are few, because Pulumi's work grows with their number: `preSharedKey`, what is declared of",
    "`waitFor`, `onDestroy` and other properties that steer this program, and these. What is in a JSON text, `pulumi refresh --diff` shows in parts.",
    "",
    table(
      ["Stored", "Where", "Meaning"],
      [
        [
          "`observed`",
          "inputs",
          "JSON: connection name, VPN gateway, local and remote subnets, and the settings in force that are not declared, when the declaration last changed or was refreshed. Read-only, without secrets, never a difference. Policies judge it.",
        ],
        [
          "`live`",
          "outputs",
          "JSON: which tunnel it is, and the same with all that is reported of it, declared or not. The program's outputs are read out of it. Policies over a whole stack judge it.",
        ],
        [
          "`live.kept.declared`",
          "outputs",
          "The properties that the program declares, and so manages, with commas between them.",
        ],
        [
          "`live.kept.unconfirmed`",
          "outputs",
          "Where the tunnel was up, was changed, and has not been seen up since: when that was, in milliseconds since 1970. The connection's other tunnel waits for it.",
        ],
        ["`live.kept.stateVersion`", "outputs", "Version of the shape in which the resource is stored."],
        [
          "`pskProof`",
          "outputs",
          "Salted HMACs of the key that `tunnelIkeConfig.pskFrom` names and of the one in force. **Secret.**",
        ],
        [
          "`restorePoint`",
          "outputs",
          'The settings that this resource changed, each with the value found and the value left, for `onDestroy: "restore"`. **Secret.**',
        ],
      ],
    ),
    "",
  ].join("\n");
}
