import { printable } from "../../../core/printable";
import { isUp } from "../observation";
import type { Observation } from "../observation";

/** Parts of a text about one tunnel that a preview shows. A name comes from outside, so it never steers a terminal. */

const LONGEST_NAME = 60;

/** A name from outside, in quotation marks. */
export const quoted = (name: string): string =>
  `"${printable(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name)}"`;

/** A tunnel as its resource and the cloud name it, and whether it carries traffic: the heading of a text. */
export function heading(resource: string, { connection, role, tunnelId, values }: Observation): string {
  const name = connection.name === "" ? "" : ` ${quoted(connection.name)}`;
  const state = isUp(values) ? "up" : values["status"] === undefined ? "status not known" : "down";
  return `${resource}: ${connection.id}${name} ${role} (${tunnelId}), ${state} now`;
}

/** A heading with one line for each thing there is to say. */
export const block = (head: string, lines: readonly string[]): string =>
  [head, ...lines.map((line) => `  ${line}`)].join("\n");
