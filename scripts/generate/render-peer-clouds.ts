import { clouds, PROOF_SUMMARIES, sourceWords, type CloudRenderer } from "../../peer";
import { compactTable } from "./markdown";

function section({ id, title, cloud }: CloudRenderer): readonly string[] {
  return [
    `## ${title} (\`${id}\`)`,
    "",
    "What it takes. A verified limit refuses a connection that does not keep it; any other one becomes a line in the files.",
    "",
    compactTable(
      ["Property", "It takes", "Source"],
      cloud.limits.map(({ property, takes, source }) => [`\`${property}\``, takes, sourceWords(source)]),
    ),
    "",
    "What else there is to know:",
    "",
    compactTable(
      ["Fact", "Source"],
      cloud.facts.map(({ text, source }) => [text, sourceWords(source)]),
    ),
    "",
    "What a later change does there:",
    "",
    compactTable(
      ["Change of", "Effect", "Down", "Source"],
      cloud.changes.map(({ what, effect, down, source }) => [what, effect, down, sourceWords(source)]),
    ),
    "",
  ];
}

/** docs/reference/peer-clouds.md: the limits of other clouds, with their sources. */
export function renderPeerClouds(): string {
  return [
    "<!-- Generated from peer/ by `npm run generate`; do not edit. -->",
    "",
    "# Other clouds as peers",
    "",
    "`npx pulumi-alicloud-vpn peer-config --device <cloud>` and `renderPeerConfig` write the other cloud's end: a program for",
    `Pulumi (${PROOF_SUMMARIES.types}) and a script for the cloud's own tool`,
    `(${PROOF_SUMMARIES.documentation}). The steps: [clouds.md](../clouds.md).`,
    "",
    ...clouds.flatMap(section),
  ].join("\n");
}
