import type { CommandOptions, Invocation } from "../command";
import { choiceOf } from "../parse-command-line";
import { jsonText } from "./json";
import { yamlText } from "./yaml";

const FORMATS = ["table", "json", "yaml"] as const;

/** The option of every command that prints data. */
export const FORMAT_OPTIONS: CommandOptions = {
  format: { type: "string", value: "FORMAT", default: "table", help: "table (for people), json or yaml" },
};

/** Prints data as the user wants it: the table for people, or the data itself. */
export function printData(invocation: Invocation, data: unknown, people: () => string): void {
  const format = choiceOf(invocation, "format", FORMATS);
  const { out } = invocation.streams;
  if (format === "table") out.write(people());
  else out.write(format === "yaml" ? yamlText(data) : `${jsonText(data, 2)}\n`);
}

/** Judges `--format` before the service is asked. */
export function checkFormat(invocation: Invocation): void {
  choiceOf(invocation, "format", FORMATS);
}
