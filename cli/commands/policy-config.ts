import type { CommandBody, Invocation } from "../command";
import { didYouMean } from "../did-you-mean";
import { nearest } from "../nearest";
import { EXIT, UsageError } from "../exit-code";
import { readJson } from "../files";
import { printableText } from "../output/printable";
import { positionalsOf } from "../parse-command-line";
import { checkConfig } from "../../policies/config/check-config";
import { PACKS } from "../../policies/assembly/packs";

const PACK_NAMES = Object.keys(PACKS).filter((name): name is keyof typeof PACKS => name in PACKS);

/** `policy-config check`: lists every mistake in a configuration file. */
export const command: CommandBody = {
  usage: ["policy-config check <file> [--pack policies|policies/algorithms|policies/cidrs]"],
  notes: ["Finds unknown rules and settings, wrong values and wrong levels, all at once."],
  options: {
    pack: {
      type: "string",
      value: "PACK",
      default: "policies",
      help: `pack that the file is for: ${PACK_NAMES.join(", ")}`,
    },
  },
  examples: [
    {
      what: "before it is given to the Pulumi CLI",
      line: "npx pulumi-alicloud-vpn policy-config check policy-config.json",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const [verb = "", file = ""] = positionalsOf(invocation, "check", "<file>");
    if (verb !== "check")
      throw new UsageError(`there is no policy-config ${JSON.stringify(verb)}; did you mean check?`);
    const { out } = invocation.streams;
    const problems = checkConfig(await readJson(file, invocation.streams), PACKS[packOf(invocation)], nearest);
    if (problems.length === 0) {
      out.write(`${file}: no problems\n`);
      return EXIT.ok;
    }
    for (const { path, problem } of problems)
      out.write(`${printableText(`${file}: ${path === "" ? "it" : path} ${problem}`)}\n`);
    return EXIT.findings;
  },
};

function packOf(invocation: Invocation): keyof typeof PACKS {
  const wanted = invocation.text("pack") ?? "";
  const found = PACK_NAMES.find((name) => name === wanted);
  if (found !== undefined) return found;
  throw new UsageError(`--pack takes ${PACK_NAMES.join(" or ")}${didYouMean(wanted, PACK_NAMES)}`);
}
