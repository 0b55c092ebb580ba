import type { Command, CommandOption, CommandOptions } from "./command";
import type { CommandEntry } from "./commands";
import { EXIT_HELP } from "./exit-code";
import { packageVersion } from "./package-version";

/** The tool's name on a command line. */
export const TOOL = "pulumi-alicloud-vpn";

/** The option that every command has. */
export const HELP_OPTION: CommandOptions = { help: { type: "boolean", help: "show this help" } };

/** The tool's help: a list of the commands. */
export function toolHelp(entries: readonly CommandEntry[]): string {
  return text([
    `${TOOL} ${packageVersion()}: Alibaba Cloud IPsec-VPN tunnels, around the program that declares them`,
    section("Usage", [`npx ${TOOL} <command> [options]`, `npx ${TOOL} <command> --help`]),
    section("Commands", columns(entries.map(({ name, summary }) => [name, summary]))),
    section(
      "Options",
      columns([
        ["--help", "show this help, or that of a command"],
        ["--version", "show the version"],
      ]),
    ),
    exitCodes([]),
  ]);
}

/** The help of one command. */
export function commandHelp(command: Command): string {
  const options = { ...command.options, ...HELP_OPTION };
  return text([
    `${TOOL} ${command.name}: ${command.summary}`,
    section(
      "Usage",
      command.usage.map((line) => `npx ${TOOL} ${line}`),
    ),
    ...(command.notes ?? []),
    section(
      "Options",
      columns(Object.entries(options).map(([name, option]) => [flagOf(name, option), helpOf(option)])),
    ),
    section(
      "Examples",
      command.examples.flatMap(({ what, line }) => [`# ${what}`, line]),
    ),
    exitCodes(command.exitCodes ?? []),
  ]);
}

const exitCodes = (further: typeof EXIT_HELP): string => {
  const all = [...EXIT_HELP, ...further].sort(([one], [other]) => one - other);
  return section("Exit codes", columns(all.map(([code, meaning]) => [String(code), meaning])));
};

const flagOf = (name: string, option: CommandOption): string =>
  option.type === "boolean" ? `--${name}` : `--${name} ${option.value ?? "VALUE"}`;

function helpOf(option: CommandOption): string {
  const often = option.multiple ? " (may be repeated)" : "";
  return `${option.help}${often}${option.default === undefined ? "" : ` (default: ${option.default})`}`;
}

const section = (title: string, lines: readonly string[]): string =>
  [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n");

const text = (parts: readonly string[]): string => `${parts.join("\n\n")}\n`;

/** Two columns. If the left text is too wide for its column, the right text goes on the next line. */
function columns(rows: readonly (readonly [left: string, right: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length).filter((length) => length <= 32), 4);
  return rows.flatMap(([left, right]) =>
    left.length > width ? [left, `${" ".repeat(width)}  ${right}`] : [`${left.padEnd(width)}  ${right}`],
  );
}
