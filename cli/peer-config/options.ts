import {
  neutralJson,
  targets,
  type BgpTimers,
  type ByTunnel,
  type PeerConfigError,
  type PeerConfigOptions,
  type Renderer,
} from "../../peer";
import type { CommandOptions, Invocation } from "../command";
import { didYouMean } from "../did-you-mean";
import { UsageError } from "../exit-code";
import { readJson } from "../files";
import { choiceOf } from "../parse-command-line";

/** What the service does not know of the device. */
export const DEVICE_OPTIONS: CommandOptions = {
  device: { type: "string", value: "DEVICE", help: "kind of device, see above" },
  interface: {
    type: "string",
    value: "[TUNNEL=]NAME",
    multiple: true,
    help: "the device's interface towards the internet, such as wan1; tun-...=wan2 for one tunnel",
  },
  address: {
    type: "string",
    value: "[TUNNEL=]ADDRESS",
    multiple: true,
    help: "the device's own address, where a NAT in front of it has the public one; or that for one tunnel",
  },
  track: {
    type: "string",
    value: "TUNNEL=ADDRESS",
    multiple: true,
    help: "what answers to a ping through this tunnel, for static routes on a device that needs it",
  },
  name: {
    type: "string",
    value: "NAME",
    help: "what the names of everything written begin with (default: ali- and the end of the connection's id)",
  },
  number: {
    type: "string",
    value: "N",
    help: "number of the first tunnel's interface (default: one that follows from the connection's id)",
  },
  tunnel: { type: "string", value: "ID", multiple: true, help: "only this tunnel" },
  advertise: {
    type: "string",
    value: "CIDR",
    multiple: true,
    help: "block to announce by BGP, where the connection names none",
  },
  route: {
    type: "string",
    value: "CIDR",
    multiple: true,
    help: "block of the VPC, where the connection names none: routed into the tunnels, or dropped without one",
  },
  "bgp-timers": {
    type: "string",
    value: "KEEPALIVE/HOLD",
    help: "seconds between BGP keepalives, and until a session counts as dead (default: 3/9)",
  },
  bfd: { type: "boolean", help: "BFD beside BGP; both ends need it, and the cloud's end is not documented" },
  "keys-file": {
    type: "string",
    value: "FILE",
    help: "JSON with keys by tunnel id, for keys that the service masks or a plan changes; - is the standard input",
  },
  "without-keys": { type: "boolean", help: "a placeholder for each key, for files that somebody else gets" },
};

/** Options with a flag of another name. */
const FLAGS: Readonly<Record<string, string>> = {
  tunnelIds: "tunnel",
  routes: "route",
  psks: "keys-file",
  interfaces: "interface",
  addresses: "address",
  bgpTimers: "bgp-timers",
};

/** The mistake of a flag that an error is about; undefined if it is about the connection. */
export function mistakeIn(error: PeerConfigError, device: string): UsageError | undefined {
  const [first, name = ""] = error.property.split(".");
  if (first !== "options") return undefined;
  return new UsageError(`${error.device ?? device}: --${FLAGS[name] ?? name} ${error.reason}`);
}

/** What to write for: the device, or the neutral form of `--format json`, which knows no device. */
export function deviceOf(invocation: Invocation): Renderer {
  const device = invocation.text("device");
  if (choiceOf(invocation, "format", ["device", "json"]) === "json") return neutralFormFor(invocation, device);
  const ids = targets.map(({ id }) => id);
  if (device === undefined) throw new UsageError(`--device is missing: one of ${ids.join(", ")}`);
  const renderer = targets.find(({ id }) => id === device);
  if (renderer !== undefined) return renderer;
  throw new UsageError(
    `there is no device ${JSON.stringify(device)}${didYouMean(device, ids) || `: one of ${ids.join(", ")}`}`,
  );
}

function neutralFormFor(invocation: Invocation, device: string | undefined): Renderer {
  if (device !== undefined) throw new UsageError("--format json is the same for every device: leave --device out");
  const moving = ["diff", "drain", "undrain"].find((name) => invocation.isSet(name));
  if (moving !== undefined) throw new UsageError(`--${moving} needs --device, and --format json has none`);
  return neutralJson;
}

export async function optionsOf(invocation: Invocation): Promise<PeerConfigOptions> {
  const number = invocation.text("number");
  const keysFile = invocation.text("keys-file");
  const isWithoutKeys = invocation.isSet("without-keys");
  if (isWithoutKeys && (keysFile !== undefined || invocation.isSet("show-secrets")))
    throw new UsageError("--without-keys does not go with --keys-file and --show-secrets");
  const [interfaces, addresses] = [oneAndEach("interface", invocation), oneAndEach("address", invocation)];
  const given = {
    interface: interfaces.one,
    interfaces: interfaces.each,
    address: addresses.one,
    addresses: addresses.each,
    track: trackFrom(invocation),
    name: invocation.text("name"),
    number: number === undefined ? undefined : Number(number),
    tunnelIds: listOf(invocation, "tunnel"),
    advertise: listOf(invocation, "advertise"),
    routes: listOf(invocation, "route"),
    bgpTimers: timersFrom(invocation.text("bgp-timers")),
    bfd: invocation.isSet("bfd") ? true : undefined,
    psks: keysFile === undefined ? undefined : keysFrom(await readJson(keysFile, invocation.streams), keysFile),
    keys: isWithoutKeys ? "never" : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function timersFrom(text: string | undefined): BgpTimers | undefined {
  if (text === undefined) return undefined;
  const [, keepalive, hold] = /^(\d{1,5})\/(\d{1,5})$/u.exec(text) ?? [];
  if (keepalive === undefined || hold === undefined)
    throw new UsageError(`--bgp-timers must be two numbers of seconds, as in 3/9; given: ${JSON.stringify(text)}`);
  return { keepalive: Number(keepalive), hold: Number(hold) };
}

/** The values of a flag: one for all tunnels, and those of single tunnels, `tun-...=VALUE`. */
function oneAndEach(
  flag: string,
  invocation: Invocation,
): { readonly one: string | undefined; readonly each: ByTunnel | undefined } {
  const texts = invocation.texts(flag);
  const [shared, ...more] = texts.filter((text) => !text.includes("="));
  if (more.length > 0)
    throw new UsageError(`--${flag} is given more than once: write TUNNEL=${shared ?? ""} for one tunnel`);
  const byTunnel = texts.filter((text) => text.includes("=")).map(pairOf);
  return { one: shared, each: byTunnel.length === 0 ? undefined : Object.fromEntries(byTunnel) };
}

const pairOf = (text: string): readonly [tunnel: string, value: string] => [
  text.slice(0, text.indexOf("=")),
  text.slice(text.indexOf("=") + 1),
];

function trackFrom(invocation: Invocation): ByTunnel | undefined {
  const texts = invocation.texts("track");
  const odd = texts.find((text) => !text.includes("="));
  if (odd !== undefined) throw new UsageError(`--track must be TUNNEL=ADDRESS; given: ${JSON.stringify(odd)}`);
  return texts.length === 0 ? undefined : Object.fromEntries(texts.map(pairOf));
}

function listOf(invocation: Invocation, name: string): readonly string[] | undefined {
  const texts = invocation.texts(name);
  return texts.length === 0 ? undefined : texts;
}

function keysFrom(content: unknown, file: string): Readonly<Record<string, string>> {
  const entries = typeof content === "object" && content !== null ? Object.entries(content) : [];
  const keys = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  if (entries.length === 0 || keys.length < entries.length)
    throw new UsageError(`${file} must hold an object with a key for each tunnel id`);
  return Object.fromEntries(keys);
}
