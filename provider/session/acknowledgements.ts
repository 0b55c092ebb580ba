import { ConfigurationError } from "../api/errors";
import { isProperties, type Properties } from "../core/property-tree";

/**
 * `alicloud-vpn:acknowledge`: somebody knows that a tunnel has not been seen up since its change. The provider does not
 * repeat its warning until the given day is over.
 */

/** One acknowledgement. */
export interface Acknowledgement {
  /** The tunnel; undefined for every tunnel of the stack. */
  readonly tunnel: string | undefined;
  /** The end of the acknowledgement, in milliseconds since 1970. */
  readonly endsAt: number;
}

export type Acknowledgements = readonly Acknowledgement[];

const MEMBERS: ReadonlySet<string> = new Set(["tunnel", "reason", "until"]);
const FORM = '{"tunnel": "tun-...", "reason": "...", "until": "2026-12-31"}';
const DAY_MS = 86_400_000;

/** True where an acknowledgement covers the tunnel now. */
export const isAcknowledged = (all: Acknowledgements, tunnelId: string, now: number): boolean =>
  all.some(({ tunnel, endsAt }) => (tunnel === undefined || tunnel === tunnelId) && now < endsAt);

/**
 * Reads the setting: a JSON text with one object, or with a list of objects.
 * @throws ConfigurationError that names the source of the setting, the given value and the allowed ones.
 */
export function readAcknowledgements(
  setting: { readonly text: string; readonly source: string } | undefined,
): Acknowledgements {
  if (setting === undefined || setting.text.trim() === "") return [];
  const { text, source } = setting;
  const parsed = parse(text, source);
  return (Array.isArray(parsed) ? parsed : [parsed]).map((entry: unknown) => {
    if (!isProperties(entry)) throw refused(source, `must be an object like ${FORM}, or a list of them`, entry);
    return acknowledgementIn(entry, source);
  });
}

function parse(text: string, source: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    throw refused(source, `must be JSON: an object like ${FORM}, or a list of them`, text);
  }
}

function acknowledgementIn(entry: Properties, source: string): Acknowledgement {
  const { tunnel, reason, until } = entry;
  // A misspelt "tunnel" would silence the warnings of all tunnels.
  const unknown = Object.keys(entry).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) throw refused(source, "may have tunnel, reason and until only", unknown);
  if (tunnel !== undefined && !(typeof tunnel === "string" && /^tun-\S+$/u.test(tunnel)))
    throw refused(source, "must have the id of a tunnel (tun-...) as tunnel, or no tunnel for all of them", tunnel);
  if (typeof reason !== "string" || reason.trim() === "") throw refused(source, "must have a text as reason", reason);
  const day = typeof until === "string" ? dayOf(until) : undefined;
  if (day === undefined) throw refused(source, 'must have a day of the calendar as until, like "2026-12-31"', until);
  return { tunnel, endsAt: day + DAY_MS };
}

/**
 * The beginning of a day in UTC; undefined for a day that does not exist. Date itself turns 31 February into 3 March.
 */
function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return undefined;
  const begins = Date.parse(`${text}T00:00:00Z`);
  const isReal = !Number.isNaN(begins) && new Date(begins).toISOString().startsWith(text);
  return isReal ? begins : undefined;
}

const LONGEST = 100;

function refused(source: string, what: string, given: unknown): ConfigurationError {
  const text = given === undefined ? "nothing" : JSON.stringify(given);
  return new ConfigurationError(
    `${source} ${what}; given: ${text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text}`,
  );
}
