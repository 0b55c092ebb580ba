import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../../cli/commands";

const ROOT = join(__dirname, "../../..");
const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const PAGES = [
  "docs/cli.md",
  "docs/policies-organisation.md",
  "docs/testing.md",
  "README.md",
  "policies/README.md",
  "simulator/README.md",
].filter((path) => existsSync(join(ROOT, path)));

/** Every call of the tool in a text: its command and the flags that it is given. */
function callsIn(text: string): readonly { readonly name: string; readonly flags: readonly string[] }[] {
  return [...text.matchAll(/npx pulumi-alicloud-vpn ([a-z-]+)([^\n|`]*)/gu)].map(([, name = "", rest = ""]) => ({
    name,
    flags: [...rest.matchAll(/(?:^| )--([a-z-]+)/gu)].map(([, flag = ""]) => flag),
  }));
}

const help = new Set(["help", "version"]);
const problemsOf = ({ name, flags }: ReturnType<typeof callsIn>[number]): readonly string[] => {
  const command = COMMANDS.find((candidate) => candidate.name === name)?.load();
  if (command === undefined) return name.startsWith("-") ? [] : [`no command ${name}`];
  return flags
    .filter((flag) => !(flag in command.options) && !help.has(flag))
    .map((flag) => `${name} has no --${flag}`);
};

describe("the page of the command-line tool", () => {
  const page = textOf("docs/cli.md");

  it.each(COMMANDS.map(({ name }) => name))("has a section with an example of %s, and all its own flags", (name) => {
    const section = page.split(/^## /mu).find((each) => each.startsWith(`${name}\n`)) ?? "";
    expect(section).toContain(`npx pulumi-alicloud-vpn ${name}`);
    const common = new Set([
      "region",
      "profile",
      "endpoint",
      "format",
      "vpn-gateway",
      "customer-gateway",
      "resource-group",
      "tag",
    ]);
    // simulate's flags are in the simulator's own page.
    const own = Object.keys(COMMANDS.find((each) => each.name === name)?.load().options ?? {});
    const missing =
      name === "simulate" ? [] : own.filter((flag) => !common.has(flag) && !section.includes(`--${flag}`));
    expect(missing).toEqual([]);
  });
});

describe("every call of the tool", () => {
  it.each(PAGES)("in %s has an existing command and existing flags", (path) => {
    expect(callsIn(textOf(path)).flatMap(problemsOf)).toEqual([]);
  });

  it.each(COMMANDS.map(({ name }) => name))(
    "in the examples of %s has an existing command and existing flags",
    (name) => {
      const { examples = [], usage = [] } = COMMANDS.find((each) => each.name === name)?.load() ?? {};
      const lines = [...examples.map(({ line }) => line), ...usage.map((line) => `npx pulumi-alicloud-vpn ${line}`)];
      expect(callsIn(lines.join("\n")).flatMap(problemsOf)).toEqual([]);
    },
  );

  it("is reported if its command or its flag does not exist", () => {
    const text = "npx pulumi-alicloud-vpn lst\nnpx pulumi-alicloud-vpn list --colour";
    expect(callsIn(text).flatMap(problemsOf)).toEqual(["no command lst", "list has no --colour"]);
    expect(readdirSync(ROOT)).toContain("docs");
  });
});
