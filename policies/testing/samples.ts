/**
 * Samples of a pack: files with resources that a rule must accept or refuse.
 *
 * `<folder>/<rule>/allowed/*` and `<folder>/<rule>/disallowed/*` are JSON or YAML: one resource, a list of resources,
 * or an object with `resources` and the rule's `config`. A resource has `type`, `name` and `props`.
 */

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, extname, join } from "node:path";
import type * as Yaml from "yaml";
import { isRecord } from "../subjects/reading";
import { JUDGED_TYPES } from "../subjects/resource";
import { UNKNOWN, nameOf, secret, urnOf } from "./given";
import type { GivenResource } from "./given";

export const SAMPLE_KINDS = ["allowed", "disallowed"] as const;
export type SampleKind = (typeof SAMPLE_KINDS)[number];

export interface Sample {
  readonly rule: string;
  readonly kind: SampleKind;
  /** The path below the folder of samples: `acme-rule/allowed/one.yaml`. */
  readonly file: string;
  readonly resources: readonly GivenResource[];
  /** Settings of the rule. */
  readonly config: Readonly<Record<string, unknown>>;
}

/** A folder of samples, or a file in it, that cannot be used. */
export class SampleError extends Error {
  override readonly name = "SampleError";
}

const FORMATS: readonly string[] = [".json", ".yaml", ".yml"];

/** @throws SampleError if there is no sample, or one that cannot be read. */
export function readSamples(folder: string): readonly Sample[] {
  const samples = foldersIn(folder).flatMap((rule) =>
    SAMPLE_KINDS.flatMap((kind) =>
      filesIn(join(folder, rule, kind)).map((name): Sample => {
        const file = [rule, kind, name].join("/");
        return { rule, kind, file, ...contentOf(file, readFileSync(join(folder, rule, kind, name), "utf8")) };
      }),
    ),
  );
  if (samples.length > 0) return samples;
  const shape = SAMPLE_KINDS.map((kind) => `<rule>/${kind}/*.json`).join(" or ");
  throw new SampleError(`${folder} has no samples: it needs files ${shape} (or .yaml)`);
}

function foldersIn(folder: string): readonly string[] {
  const entries = entriesIn(folder);
  if (entries === undefined) throw new SampleError(`${folder} is no folder that can be read`);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

const filesIn = (folder: string): readonly string[] =>
  (entriesIn(folder) ?? [])
    .filter((entry) => entry.isFile() && FORMATS.includes(extname(entry.name)))
    .map(({ name }) => name);

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return undefined;
  }
}

function contentOf(file: string, text: string): Pick<Sample, "resources" | "config"> {
  const data = parsed(file, text);
  const { resources, config = {} } =
    isRecord(data) && "resources" in data ? data : { resources: Array.isArray(data) ? data : [data] };
  if (!Array.isArray(resources) || resources.length === 0) throw new SampleError(`${file}: resources must be a list`);
  if (!isRecord(config)) throw new SampleError(`${file}: config must be an object with settings of the rule`);
  const given = resources.map((resource: unknown, index) => resourceIn(file, resource, index));
  const urns = given.map(urnOf);
  const twice = given.find((_, index) => urns.indexOf(urns[index] ?? "") !== index);
  if (twice !== undefined) throw new SampleError(`${file}: two resources are called ${nameOf(twice)}`);
  return { resources: given, config };
}

function parsed(file: string, text: string): unknown {
  try {
    if (extname(file) === ".json") return JSON.parse(text);
    // Loaded on the first use: it takes longer than the rest.
    const { parse }: typeof Yaml = createRequire(__filename)("yaml");
    return parse(text);
  } catch {
    // The parser's own error repeats a piece of the file, which may be a key.
    throw new SampleError(`${file} is no ${extname(file) === ".json" ? "JSON" : "YAML"}`);
  }
}

function resourceIn(file: string, resource: unknown, index: number): GivenResource {
  if (!isRecord(resource)) throw new SampleError(`${file}: resource ${index + 1} is no object`);
  const { type, name = index === 0 ? "sample" : `sample-${index + 1}`, props } = resource;
  if (typeof type !== "string" || typeof name !== "string" || !isRecord(props))
    throw new SampleError(`${file}: resource ${index + 1} needs a type, props, and a name or none`);
  return { type: JUDGED_TYPES.find((one) => one.endsWith(`:${type}`)) ?? type, name, props: withMarks(props) };
}

/** `{ $secret: … }` and `{ $unknown: true }` as Pulumi sends them. */
function withMarks(value: object): object {
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, marked(inner)]));
}

function marked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(marked);
  if (!isRecord(value)) return value;
  if (value["$unknown"] === true) return UNKNOWN;
  return "$secret" in value ? secret(marked(value["$secret"])) : withMarks(value);
}

/** `one` for `acme-rule/allowed/one.yaml`. */
export const sampleName = ({ file }: Pick<Sample, "file">): string => basename(file, extname(file));
