import { join } from "node:path";
import {
  PeerConfigError,
  PROOF_SUMMARIES,
  renderers,
  type BgpTimers,
  type PeerConfigOptions,
  type PeerFile,
} from "../../peer";
import { readPeerModel, renderPeerModel, type RenderedPeerConfig } from "../../provider/lookups/peer-config";
import { apiFor, CLOUD_OPTIONS } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { didYouMean } from "../did-you-mean";
import { EXIT, UsageError } from "../exit-code";
import { makeFolder, readJson, writePrivateFile } from "../files";
import { printableText } from "../output/printable";
import { positionalsOf } from "../parse-command-line";
import type { Sink } from "../streams";

/** `peer-config`: the configuration of the device at the other end. */
export const command: CommandBody = {
  usage: ["peer-config <connection> --device DEVICE [--output FOLDER | --show-secrets]"],
  notes: [
    [
      "Devices:",
      ...renderers.map(({ id, title, proof }) => `  ${id.padEnd(11)} ${title}; ${PROOF_SUMMARIES[proof]}`),
    ].join("\n"),
    "The files hold the keys, so only you can read them; --show-secrets prints them instead. If a device cannot\n" +
      "express a value, the command names the property and writes nothing. It never substitutes a value.",
  ],
  options: {
    device: { type: "string", value: "DEVICE", help: "kind of device, see above" },
    output: { type: "string", value: "FOLDER", help: "write the files there, readable by you only" },
    "show-secrets": { type: "boolean", help: "print the files, keys and all" },
    interface: { type: "string", value: "NAME", help: "the device's interface towards the internet, such as wan1" },
    address: {
      type: "string",
      value: "ADDRESS",
      help: "the device's own address, where a NAT in front of it has the public one",
    },
    name: { type: "string", value: "NAME", help: "what the names of everything written begin with (default: ali)" },
    number: { type: "string", value: "N", help: "number of the first tunnel's interface (default: 101)" },
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
      help: "block to route into the tunnels, where the connection names none",
    },
    "bgp-timers": {
      type: "string",
      value: "KEEPALIVE/HOLD",
      help: "seconds between BGP keepalives, and until a session counts as dead (default: 3/9)",
    },
    "keys-file": {
      type: "string",
      value: "FILE",
      help: "JSON with keys by tunnel id, for keys that the service masks; - is the standard input",
    },
    ...CLOUD_OPTIONS,
  },
  examples: [
    {
      what: "both tunnels, for strongSwan",
      line: "npx pulumi-alicloud-vpn peer-config vco-bp1bbi27hojx80nck --device strongswan --output peer",
    },
    {
      what: "for a FortiGate behind a NAT",
      line:
        "npx pulumi-alicloud-vpn peer-config vco-bp1bbi27hojx80nck --device fortios --interface wan1 " +
        "--address 192.168.1.2 --output peer",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const { out, err } = invocation.streams;
    const [connection = ""] = positionalsOf(invocation, "<connection>");
    const device = deviceOf(invocation);
    const folder = invocation.text("output");
    if (folder === undefined && !invocation.isSet("show-secrets"))
      throw new UsageError("the files hold keys: give --output FOLDER, or --show-secrets to print them");
    const options = await optionsOf(invocation);
    let rendered: RenderedPeerConfig;
    try {
      rendered = renderPeerModel(await readPeerModel(apiFor(invocation), connection), device, options);
    } catch (error) {
      if (!(error instanceof PeerConfigError)) throw error;
      const flag = flagOf(error.property);
      if (flag !== undefined) throw new UsageError(`${error.device ?? device}: ${flag} ${error.reason}`);
      err.write(`${printableText(`${connection}: ${error.message}`)}\n`);
      return EXIT.findings;
    }
    if (folder === undefined) printFiles(rendered.files, out);
    else await writeFiles(rendered.files, folder, out);
    err.write(`${rendered.title}: ${PROOF_SUMMARIES[rendered.proof]}.\n`);
    return EXIT.ok;
  },
};

function printFiles(files: readonly PeerFile[], out: Sink): void {
  for (const { name, text } of files) out.write(`${files.length > 1 ? `==> ${name} <==\n` : ""}${text}`);
}

/** Writes the files, and prints their paths. */
async function writeFiles(files: readonly PeerFile[], folder: string, out: Sink): Promise<void> {
  await makeFolder(folder);
  for (const { name, text } of files) {
    await writePrivateFile(join(folder, name), text);
    out.write(`${join(folder, name)}\n`);
  }
}

/** Options with a flag of another name. */
const FLAGS: Readonly<Record<string, string>> = {
  tunnelIds: "tunnel",
  routes: "route",
  psks: "keys-file",
  bgpTimers: "bgp-timers",
};

/** The flag that a refusal names; undefined if it names a property of the connection. */
function flagOf(property: string): string | undefined {
  const [first, name = ""] = property.split(".");
  return first === "options" ? `--${FLAGS[name] ?? name}` : undefined;
}

function deviceOf(invocation: Invocation): string {
  const device = invocation.text("device");
  const ids = renderers.map(({ id }) => id);
  if (device === undefined) throw new UsageError(`--device is missing: one of ${ids.join(", ")}`);
  if (ids.includes(device)) return device;
  throw new UsageError(
    `there is no device ${JSON.stringify(device)}${didYouMean(device, ids) || `: one of ${ids.join(", ")}`}`,
  );
}

async function optionsOf(invocation: Invocation): Promise<PeerConfigOptions> {
  const number = invocation.text("number");
  const keysFile = invocation.text("keys-file");
  const given = {
    interface: invocation.text("interface"),
    address: invocation.text("address"),
    name: invocation.text("name"),
    number: number === undefined ? undefined : Number(number),
    tunnelIds: listOf(invocation, "tunnel"),
    advertise: listOf(invocation, "advertise"),
    routes: listOf(invocation, "route"),
    bgpTimers: timersFrom(invocation.text("bgp-timers")),
    psks: keysFile === undefined ? undefined : keysFrom(await readJson(keysFile, invocation.streams), keysFile),
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
