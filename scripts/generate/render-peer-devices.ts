import { drainableDevices, PROOF_SUMMARIES, renderers, type Renderer } from "../../peer";
import { compactTable } from "./markdown";

const row = ({ id, title, writes, forms, bfd, needs, proof }: Renderer): readonly string[] => [
  `\`${id}\``,
  title,
  writes,
  forms,
  bfd ? "yes" : "",
  drainableDevices.includes(id) ? "yes" : "",
  needs.map((option) => `\`--${option}\``).join(", "),
  PROOF_SUMMARIES[proof],
];

/** docs/reference/peer-devices.md: every device that a peer configuration can be written for. */
export function renderPeerDevices(): string {
  return [
    "<!-- Generated from peer/ by `npm run generate`; do not edit. -->",
    "",
    "# Peer devices",
    "",
    "`npx pulumi-alicloud-vpn peer-config --device <device>` and `renderPeerConfig` write the configuration of these devices.",
    "What has been run, and with which versions: [proof.md](../proof.md).",
    "",
    compactTable(
      ["Device", "Product", "Writes", "Forms", "`--bfd`", "`--drain`", "Needs", "Proof"],
      renderers.map(row),
    ),
    "",
  ].join("\n");
}
