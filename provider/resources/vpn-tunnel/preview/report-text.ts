import { printable } from "../../../core/printable";
import { isUp, type Observation } from "../observation";

/** Parts of a preview's text about one tunnel. Names come from outside, so they are made unable to steer a terminal. */

const LONGEST_NAME = 60;

/** A name from outside, in quotation marks. */
export const quoted = (name: string): string =>
  `"${printable(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name)}"`;

/** The heading of a text: the names of the resource and of the tunnel, and whether the tunnel is up. */
export function heading(resource: string, { connection, role, tunnelId, values }: Observation): string {
  const name = connection.name === "" ? "" : ` ${quoted(connection.name)}`;
  const state = isUp(values) ? "up" : values["status"] === undefined ? "status not known" : "down";
  return `${resource}: ${connection.id}${name} ${role} (${tunnelId}), ${state} now`;
}

/** A heading with indented lines below it. */
export const block = (head: string, lines: readonly string[]): string =>
  [head, ...lines.map((line) => `  ${line}`)].join("\n");
