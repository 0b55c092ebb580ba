import type { CommandBody, Invocation } from "../command";
import { EXIT } from "../exit-code";
import { readJson } from "../files";
import { printableText } from "../output/printable";
import { positionalsOf } from "../parse-command-line";
import { checkTunnel } from "../../provider/lookups/check-tunnel";

/** `check`: the resource's own validation. */
export const command: CommandBody = {
  usage: ["check <file.json>"],
  notes: [
    "The file holds the arguments of one VpnTunnel, a list of them, or an object with one for each name.\n" +
      "- reads the standard input. All problems are shown at once; a key is never shown.",
  ],
  options: {},
  examples: [
    { what: "one declaration or many", line: "npx pulumi-alicloud-vpn check tunnels.json" },
    {
      what: "as a step between two programs",
      line: "jq .tunnels site.json | npx pulumi-alicloud-vpn check -",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const [file = ""] = positionalsOf(invocation, "<file.json>");
    const { out } = invocation.streams;
    const declarations = declarationsIn(await readJson(file, invocation.streams));
    let problems = 0;
    for (const [name, declaration] of declarations) {
      for (const { property, reason } of checkTunnel(declaration)) {
        problems += 1;
        const what = [name, property].filter((part) => part !== "").join(": ") || "it";
        out.write(`${printableText(`${what} ${reason}`)}\n`);
      }
    }
    const count = `${declarations.length} ${declarations.length === 1 ? "declaration" : "declarations"}`;
    out.write(
      problems === 0 ? `${count}: no problems\n` : `${count}: ${problems} ${problems === 1 ? "problem" : "problems"}\n`,
    );
    return problems === 0 ? EXIT.ok : EXIT.findings;
  },
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Groups of one tunnel. They are objects too, so a file that has one is a declaration and not a table of them. */
const GROUP = /^(tunnel(Ike|Ipsec|Bgp)Config|assumeRole)$/u;

function declarationsIn(content: unknown): readonly (readonly [name: string, declaration: unknown])[] {
  if (Array.isArray(content)) return content.map((each, index) => [`[${index}]`, each]);
  if (!isObject(content)) return [["", content]];
  const entries = Object.entries(content);
  const isTable = entries.length > 0 && entries.every(([name, each]) => isObject(each) && !GROUP.test(name));
  return isTable ? entries : [["", content]];
}
