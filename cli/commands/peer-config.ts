import { PeerConfigError, PROOF_SUMMARIES, targets } from "../../peer";
import { CLOUD_OPTIONS } from "../cloud";
import type { CommandBody, Invocation } from "../command";
import { EXIT } from "../exit-code";
import { printableLines } from "../output/printable";
import { difference } from "../peer-config/difference";
import { drain } from "../peer-config/drain";
import { DEVICE_OPTIONS, deviceOf, mistakeIn } from "../peer-config/options";
import { render } from "../peer-config/render";

/** `peer-config`: the configuration of the device at the other end, before or after a change, and its way there. */
export const command: CommandBody = {
  usage: [
    "peer-config <connection> --device DEVICE [--planned FILE] [--output FOLDER | --show-secrets | --without-keys]",
    "peer-config [<connection>] --device DEVICE --diff OLD NEW [--planned FILE]",
    "peer-config <connection> --format json [--planned FILE] [--output FOLDER | --show-secrets | --without-keys]",
    "peer-config <connection> --device DEVICE --drain TUNNEL",
    "peer-config <connection> --device DEVICE --undrain TUNNEL",
  ],
  notes: [
    [
      "Devices:",
      ...targets.map(({ id, title, proof }) => `  ${id.padEnd(11)} ${title}; ${PROOF_SUMMARIES[proof]}`),
    ].join("\n"),
    "The files hold the keys, so only you can read them; --show-secrets prints them instead. --without-keys writes\n" +
      "<key-of-tun-...> in the place of each key. If a device cannot express a value, the command names the property\n" +
      "and writes nothing. It never substitutes a value.",
    "--format json writes the settings themselves, for a program of yours; docs/reference/peer-config.schema.json is its\n" +
      "schema. --device values writes them in words, for a device with a graphical interface.",
    "--device aws, azure or gcp writes that cloud's end, as a program for Pulumi and as a script for the cloud's own\n" +
      "tool. The cloud's limits are checked first: the command lists all that does not fit, and what to change.",
    "--planned takes the output of `pulumi preview --json`, or the file of `pulumi preview --save-plan`: the device's\n" +
      "engineer gets the configuration before the change. No plan holds a key; a new one comes from --keys-file.",
    "--diff prints what to add and to take away in the device's own words, how the device takes it, and a reset of the\n" +
      "tunnels that change. OLD and NEW are each `live`, `planned`, or a folder that --output wrote.",
    "--drain prints the device's commands that move traffic off one tunnel before it is changed; --undrain those that\n" +
      "move it back. With BGP they move both directions at once.",
  ],
  options: {
    ...DEVICE_OPTIONS,
    output: { type: "string", value: "FOLDER", help: "write the files there, readable by you only" },
    "show-secrets": { type: "boolean", help: "print the files, keys and all" },
    planned: {
      type: "string",
      value: "FILE",
      help: "the values of a preview over the live ones; - is the standard input",
    },
    diff: { type: "boolean", help: "what differs between OLD and NEW, as commands of the device" },
    format: {
      type: "string",
      value: "FORMAT",
      default: "device",
      help: "device, or json: the settings in a form for programs",
    },
    drain: { type: "string", value: "TUNNEL", help: "move traffic off this tunnel: its id, or master or slave" },
    undrain: { type: "string", value: "TUNNEL", help: "move traffic back onto it" },
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
    {
      what: "what a preview changes on a Cisco router",
      line:
        "npx pulumi-alicloud-vpn peer-config vco-bp1bbi27hojx80nck --device ios-xe --diff live planned " +
        "--planned preview.json --keys-file keys.json",
    },
    {
      what: "move traffic off the standby tunnel of an FRR router",
      line: "npx pulumi-alicloud-vpn peer-config vco-bp1bbi27hojx80nck --device frr --drain slave",
    },
  ],
  async run(invocation: Invocation): Promise<number> {
    const device = deviceOf(invocation);
    try {
      if (invocation.isSet("drain") || invocation.isSet("undrain")) return await drain(invocation, device);
      return await (invocation.isSet("diff") ? difference(invocation, device) : render(invocation, device));
    } catch (error) {
      if (!(error instanceof PeerConfigError)) throw error;
      const mistake = mistakeIn(error, device.id);
      if (mistake !== undefined) throw mistake;
      const [connection = ""] = invocation.positionals;
      invocation.streams.err.write(`${printableLines(`${connection}: ${error.message}`)}\n`);
      return EXIT.findings;
    }
  },
};
