/** A standard of one's own, as data: checked where it is defined, not when a tunnel meets it. */

import {
  ENCRYPTION_ALGORITHMS,
  IKE_DH_GROUPS,
  IKE_MODES,
  IKE_VERSIONS,
  INTEGRITY_ALGORITHMS,
  IPSEC_PFS_GROUPS,
  LIFETIME_RANGE,
  SHANGMI_ENCRYPTION,
  SHANGMI_INTEGRITY,
} from "../../ipsec/algorithms";
import { PRESET_IDS } from ".";
import { LIFETIME_FIELDS, NAMED_FIELDS } from "./preset";
import type { Bounds, KeyBits, LifetimeField, NamedField, NamedValues, Preset, Requirement } from "./preset";

/** `says` is "requires" and `cite` the title unless given. */
type Loose<T extends { readonly says: unknown; readonly cite: unknown }> = Omit<T, "says" | "cite"> &
  Partial<Pick<T, "says" | "cite">>;

/**
 * What `definePreset` takes.
 *
 * - `id`: lower case letters, digits, dots and hyphens; no id of a preset of this package.
 * - `title`, `edition`: for the metadata of the rules. `name` is the short form for findings; the title unless given.
 * - `url`: the page of the text, with `https://`.
 * - `named`: the accepted values of each algorithm, from weak to strong, and those that it discourages.
 * - `lifetimes`: bounds in seconds, from 1 to 86400.
 * - `pskBits`: the bits that a pre-shared key must be worth, from 1 to 512.
 */
export interface PresetDefinition extends Pick<Preset, "id" | "title" | "edition" | "url"> {
  readonly name?: string;
  readonly named?: { readonly [F in NamedField]?: Loose<Requirement<NamedValues[F]>> };
  readonly lifetimes?: { readonly [F in LifetimeField]?: Loose<Bounds> };
  readonly pskBits?: Loose<KeyBits>;
  readonly limits?: readonly string[];
}

const VALUES: Readonly<Record<NamedField, readonly string[]>> = {
  ikeVersion: IKE_VERSIONS,
  ikeMode: IKE_MODES,
  ikeEncAlg: [...ENCRYPTION_ALGORITHMS, SHANGMI_ENCRYPTION],
  ikeAuthAlg: [...INTEGRITY_ALGORITHMS, SHANGMI_INTEGRITY],
  ikePfs: IKE_DH_GROUPS,
  ipsecEncAlg: [...ENCRYPTION_ALGORITHMS, SHANGMI_ENCRYPTION],
  ipsecAuthAlg: [...INTEGRITY_ALGORITHMS, SHANGMI_INTEGRITY],
  ipsecPfs: IPSEC_PFS_GROUPS,
};

const PARTS = ["id", "name", "title", "edition", "url", "named", "lifetimes", "pskBits", "limits"];
const PLACE = ["says", "cite"];
const DEMANDS = ["requires", "recommends"];

/** The preset, or one error that names the field, what was given and what is possible. */
export function definePreset(definition: PresetDefinition): Preset {
  const { id, title, edition, url, name = title, named = {}, lifetimes = {}, pskBits, limits = [] } = definition;
  const whole = checkerOf(id);
  whole.keys("", definition, PARTS);
  whole.isTrue(/^[a-z0-9][a-z0-9.-]*$/.test(id), "id", id, "lower case letters, digits, dots and hyphens");
  whole.isTrue(!PRESET_IDS.some((own) => own === id), "id", id, "an id that no preset of this package has");
  for (const [part, text] of Object.entries({ title, name, edition }))
    whole.isTrue(typeof text === "string" && text.trim() !== "", part, text, "a text");
  whole.isTrue(/^https:\/\/\S+$/.test(url), "url", url, "an address that begins with https://");
  whole.keys("named", named, NAMED_FIELDS);
  for (const field of NAMED_FIELDS) whole.requirement(field, named[field]);
  whole.keys("lifetimes", lifetimes, LIFETIME_FIELDS);
  for (const field of LIFETIME_FIELDS) whole.bounds(field, lifetimes[field]);
  whole.keyBits(pskBits);
  const placed = <T extends object>(part: T): T & { says: "requires"; cite: string } => ({
    says: "requires",
    cite: title,
    ...part,
  });
  const all = (parts: object): object =>
    Object.fromEntries(Object.entries(parts).map(([at, one]) => [at, placed(one)]));
  return {
    id,
    name,
    title,
    edition,
    url,
    evidence: "primary text",
    named: all(named),
    lifetimes: all(lifetimes),
    ...(pskBits === undefined ? {} : { pskBits: placed(pskBits) }),
    blockers: [],
    limits,
  };
}

/** Checks of a definition; each throws an error that begins with the preset's id. */
function checkerOf(id: string) {
  const refuse = (path: string, given: unknown, possible: string): never => {
    throw new Error(`preset ${id || "without id"}: ${path} is ${shown(given)}; it must be ${possible}`);
  };
  const isTrue = (fits: boolean, path: string, given: unknown, possible: string): void => {
    if (!fits) refuse(path, given, possible);
  };
  const keys = (path: string, part: object, possible: readonly string[]): void => {
    const extra = Object.keys(part).find((key) => !possible.includes(key));
    if (extra === undefined) return;
    const where = path === "" ? extra : `${path}.${extra}`;
    throw new Error(`preset ${id || "without id"}: there is no ${where}; possible are ${possible.join(", ")}`);
  };
  const place = (path: string, { says, cite }: { readonly says?: unknown; readonly cite?: unknown }): void => {
    isTrue(says === undefined || DEMANDS.some((demand) => demand === says), `${path}.says`, says, DEMANDS.join(" or "));
    isTrue(cite === undefined || (typeof cite === "string" && cite !== ""), `${path}.cite`, cite, "a text");
  };
  const number = (path: string, given: unknown, min: number, max: number): void =>
    isTrue(
      typeof given === "number" && Number.isInteger(given) && given >= min && given <= max,
      path,
      given,
      `a whole number from ${min} to ${max}`,
    );
  return {
    isTrue,
    keys,
    requirement(field: NamedField, part: Loose<Requirement<string>> | undefined): void {
      if (part === undefined) return;
      const path = `named.${field}`;
      keys(path, part, ["accept", "discouraged", ...PLACE]);
      place(path, part);
      const { accept, discouraged = [] } = part;
      isTrue(Array.isArray(accept) && accept.length > 0, `${path}.accept`, accept, "a list of at least one value");
      isTrue(Array.isArray(discouraged), `${path}.discouraged`, discouraged, "a list of values");
      for (const [list, values] of Object.entries({ accept, discouraged }))
        for (const value of values)
          isTrue(VALUES[field].includes(value), `${path}.${list}`, value, `among ${VALUES[field].join(", ")}`);
      const both = accept.find((value) => discouraged.includes(value));
      isTrue(both === undefined, `${path}.discouraged`, both, "a value that is not in accept as well");
    },
    bounds(field: LifetimeField, part: Loose<Bounds> | undefined): void {
      if (part === undefined) return;
      const path = `lifetimes.${field}`;
      keys(path, part, ["min", "max", "recommendedMax", ...PLACE]);
      place(path, part);
      const { min = 1, max, recommendedMax = max } = part;
      number(`${path}.max`, max, 1, LIFETIME_RANGE.max);
      number(`${path}.min`, min, 1, max);
      number(`${path}.recommendedMax`, recommendedMax, min, max);
    },
    keyBits(part: Loose<KeyBits> | undefined): void {
      if (part === undefined) return;
      keys("pskBits", part, ["min", "recommended", ...PLACE]);
      place("pskBits", part);
      number("pskBits.min", part.min, 1, 512);
      number("pskBits.recommended", part.recommended ?? part.min, part.min, 512);
    },
  };
}

const shown = (given: unknown): string =>
  given === undefined ? "missing" : (JSON.stringify(given)?.slice(0, 60) ?? "");
