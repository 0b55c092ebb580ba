/** Reads what the packs recorded. Anybody can write such a file, so each line is judged by its shape. */

import type { Exemption } from "../assembly/exemption";
import type { RecordedFinding } from "../assembly/finding-record";
import { isRecord, isScalar } from "../subjects/reading";
import type { Origin } from "../subjects/tunnel";
import { plainLine } from "./outside-text";

export class NoRecord extends Error {}

const ORIGINS: readonly Origin[] = ["declared", "observed", "created"];

/** The findings of a record; an error for a text that no pack has written to. */
export function readRecord(text: string): readonly RecordedFinding[] {
  const lines = text.split("\n").flatMap(lineIn);
  if (lines.length === 0) throw new NoRecord("it holds no record of a policy pack");
  return lines.flatMap((line) => (line["record"] === "finding" ? [findingIn(line)] : []));
}

type Line = Readonly<Record<string, unknown>>;

function lineIn(text: string): readonly Line[] {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && (value["record"] === "finding" || value["record"] === "pack") ? [value] : [];
  } catch {
    // A line that a run did not finish.
    return [];
  }
}

const textIn = (line: Line, key: string): string | undefined =>
  typeof line[key] === "string" ? plainLine(line[key]) : undefined;

/** The properties that have a value. */
function present<T extends Readonly<Record<string, string | undefined>>>(
  given: T,
): { readonly [K in keyof T]?: string } {
  const kept: { [K in keyof T]?: string } = {};
  for (const key in given) if (given[key] !== undefined) kept[key] = given[key];
  return kept;
}

function findingIn(line: Line): RecordedFinding {
  const origin = ORIGINS.find((one) => one === line["origin"]);
  const exemption = isRecord(line["exemption"]) ? exemptionIn(line["exemption"]) : undefined;
  return {
    record: "finding",
    rule: plainLine(line["rule"]),
    level: line["level"] === "mandatory" ? "mandatory" : "advisory",
    urn: plainLine(line["urn"]),
    path: plainLine(line["path"]),
    message: plainLine(line["message"]),
    ...present({
      pack: textIn(line, "pack"),
      gateway: textIn(line, "gateway"),
      value: textIn(line, "value"),
      allowed: textIn(line, "allowed"),
    }),
    ...(origin === undefined ? {} : { origin }),
    ...(exemption === undefined ? {} : { exemption }),
  };
}

/** Without what it is from: the finding says that. */
function exemptionIn(given: Line): Exemption {
  const { value } = given;
  return {
    resource: plainLine(given["resource"]),
    ...(isScalar(value) ? { value: plainLine(String(value)) } : {}),
    ...present({ owner: textIn(given, "owner"), ticket: textIn(given, "ticket") }),
    reason: plainLine(given["reason"]),
    until: plainLine(given["until"]),
  };
}
