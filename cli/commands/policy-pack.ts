import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { CommandBody, Invocation } from "../command";
import { didYouMean } from "../did-you-mean";
import { EXIT, UsageError } from "../exit-code";
import { makeFolder, writeText } from "../files";
import { packageVersion } from "../package-version";
import { choiceOf, positionalsOf } from "../parse-command-line";
import { packFiles } from "../policy-pack/files";
import { PRESET_IDS } from "../../policies/presets";
import type { PresetId } from "../../policies/presets";

const LANGUAGES = ["typescript", "javascript"] as const;

/** `policy-pack init`: a folder with a policy pack of one's own. */
export const command: CommandBody = {
  usage: ["policy-pack init <folder> [--preset PRESET] [--language typescript|javascript]"],
  notes: [
    "Writes a policy pack that needs nothing outside its folder but its npm packages: to use with --policy-pack, to\n" +
      "pack with `npm pack`, or to publish with `pulumi policy publish`. The folder gives the pack its name. A file\n" +
      "that exists already is never overwritten.",
  ],
  options: {
    preset: { type: "string", value: "PRESET", help: `a standard for the rules: ${PRESET_IDS.join(", ")}` },
    language: { type: "string", value: "LANGUAGE", default: "typescript", help: "typescript or javascript" },
  },
  examples: [
    { what: "a pack in TypeScript", line: "npx pulumi-alicloud-vpn policy-pack init policy-pack" },
    {
      what: "in JavaScript, after a standard",
      line: "npx pulumi-alicloud-vpn policy-pack init acme-vpn --language javascript --preset nist-sp800-77r1",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const [verb = "", folder = ""] = positionalsOf(invocation, "init", "<folder>");
    if (verb !== "init") throw new UsageError(`there is no policy-pack ${JSON.stringify(verb)}; did you mean init?`);
    const language = choiceOf(invocation, "language", LANGUAGES);
    const files = packFiles({
      name: nameIn(folder),
      language,
      preset: presetOf(invocation),
      version: packageVersion(),
    });
    const present = Object.keys(files).find((file) => existsSync(join(folder, file)));
    if (present !== undefined)
      throw new UsageError(`${join(folder, present)} exists already: choose another folder, or remove it`);
    for (const [file, text] of Object.entries(files)) {
      await makeFolder(dirname(join(folder, file)));
      await writeText(join(folder, file), text);
    }
    const { out } = invocation.streams;
    for (const file of Object.keys(files)) out.write(`${join(folder, file)}\n`);
    invocation.streams.err.write(`Next: cd ${folder} && npm install && npm test\n`);
    return EXIT.ok;
  },
};

/** A name that both npm and Pulumi accept. */
function nameIn(folder: string): string {
  const name = basename(resolve(folder));
  if (/^[a-z0-9][a-z0-9._-]{0,99}$/u.test(name)) return name;
  throw new UsageError(
    `the folder gives the pack its name, and ${JSON.stringify(name)} is none: ` +
      "use small letters, digits, hyphens, underscores and periods, at most 100",
  );
}

function presetOf(invocation: Invocation): PresetId | undefined {
  const wanted = invocation.text("preset");
  if (wanted === undefined) return undefined;
  const found = PRESET_IDS.find((id) => id === wanted);
  if (found !== undefined) return found;
  throw new UsageError(`--preset takes ${PRESET_IDS.join(" or ")}${didYouMean(wanted, PRESET_IDS)}`);
}
