import { printable } from "../../../core/printable";
import type { Traffic } from "../../../diagnosis/traffic";
import { trafficIn, type Observation } from "../observation";

/** Parts of a preview's text about one tunnel. Names come from outside, so they are made unable to steer a terminal. */

const LONGEST_NAME = 60;

/** A name from outside, in quotation marks. */
export const quoted = (name: string): string =>
  `"${printable(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name)}"`;

/** The heading of a text: the names of the resource and of the tunnel, and whether the tunnel carries traffic. */
export function heading(resource: string, observation: Observation): string {
  const { connection, role, tunnelId } = observation;
  const name = connection.name === "" ? "" : ` ${quoted(connection.name)}`;
  return `${resource}: ${connection.id}${name} ${role} (${tunnelId}), ${STATES[trafficIn(observation)]} now`;
}

const STATES: Readonly<Record<Traffic, string>> = {
  carries: "up",
  "no SA": "down",
  "no BGP session": "up without its BGP session",
  unknown: "status not known",
};

/** A heading with indented lines below it. */
export const block = (head: string, lines: readonly string[]): string =>
  [head, ...lines.map((line) => `  ${line}`)].join("\n");
