import type { CommandOptions, Invocation } from "../command";
import { choiceOf } from "../parse-command-line";
import { jsonText } from "./json";
import { yamlText } from "./yaml";

const FORMATS = ["table", "json", "yaml"] as const;

/** The option of every command that prints data. */
export const FORMAT_OPTIONS: CommandOptions = {
  format: { type: "string", value: "FORMAT", default: "table", help: "table (for people), json or yaml" },
};

/** Prints data in the format of the command line; `tableText` gives the table for people. */
export function printData(invocation: Invocation, data: unknown, tableText: () => string): void {
  const format = choiceOf(invocation, "format", FORMATS);
  const { out } = invocation.streams;
  if (format === "table") out.write(tableText());
  else out.write(format === "yaml" ? yamlText(data) : `${jsonText(data, 2)}\n`);
}

/** Refuses a wrong `--format` before the command calls the API. */
export function checkFormat(invocation: Invocation): void {
  choiceOf(invocation, "format", FORMATS);
}
