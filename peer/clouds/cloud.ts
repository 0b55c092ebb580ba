/** Makes a renderer of another cloud: its limits are checked first, all of them, and then its end is written. */

import { PeerConfigError } from "../error";
import type { PeerModel } from "../model/model";
import type { PeerConfigOptions } from "../options";
import { deviceConnection } from "../renderer/device";
import { header } from "../renderer/header";
import { joinLines, type Lines } from "../renderer/lines";
import { ANY_NUMBER } from "../renderer/numbering";
import { selectedTunnels } from "../renderer/selection";
import { SELECTOR_FORMS } from "../renderer/selectors";
import type { AlgorithmNames, DeviceConnection, DeviceSpec, Handling, Renderer } from "../renderer/spec";
import { knownKey } from "../renderer/tunnel";
import {
  findings,
  findingWords,
  isVerified,
  NOT_VERIFIED,
  sourceWords,
  type Finding,
  type Limit,
  type Source,
} from "./limit";

/** A fact about the cloud that no setting of Alibaba Cloud's end decides. */
export interface Fact {
  readonly text: string;
  readonly source: Source | typeof NOT_VERIFIED;
}

/** What a later change does at the cloud's end. */
export interface CloudChange {
  /** What changes, such as "the key". */
  readonly what: string;
  readonly effect: "in place" | "replaced";
  /** How long the tunnel is down, in words. */
  readonly down: string;
  readonly source: Source | typeof NOT_VERIFIED;
}

export interface CloudSpec {
  readonly id: string;
  readonly title: string;
  readonly limits: readonly Limit[];
  /** The end that starts the negotiation, and other facts for the person who connects the two. */
  readonly facts: readonly Fact[];
  readonly changes: readonly CloudChange[];
  /** The cloud's names for the algorithms that its limits let pass. */
  readonly algorithmNames: AlgorithmNames;
  /** The program for Pulumi, without its header. */
  readonly program: (connection: DeviceConnection) => Lines;
  /** The script with the cloud's own command-line tool, without its header. */
  readonly script: (connection: DeviceConnection) => Lines;
}

/** The renderer of another cloud, and what is known about that cloud. */
export interface CloudRenderer extends Renderer {
  readonly cloud: Pick<CloudSpec, "limits" | "facts" | "changes">;
}

/** Options that describe a device, and mean nothing for a cloud's own gateway. */
const NOT_FOR_CLOUDS = ["address", "bgpTimers"] as const;

/** A new run of the program brings a change, one tunnel after the other. */
const HANDLING: Handling = {
  apply: () => [
    "# change the same in your program, then: pulumi preview, pulumi up",
    "# the program changes the other cloud's end of one tunnel, waits for the tunnel, and goes on to the next one",
  ],
  reset: () => ["# the other cloud negotiates again by itself"],
};

const ANY_LIFETIME = { min: 1, max: Number.MAX_SAFE_INTEGER };

export function cloud(spec: CloudSpec): CloudRenderer {
  const { id, title, limits, facts, changes } = spec;
  const device: DeviceSpec = {
    id,
    title,
    proof: "types",
    comment: "//",
    handling: HANDLING,
    writes: "tunnels and BGP",
    algorithmNames: () => spec.algorithmNames,
    ikeLifetime: ANY_LIFETIME,
    espLifetime: ANY_LIFETIME,
    selectors: "several",
    key: { write: (psk) => psk },
    files: () => [],
  };
  return {
    id,
    title,
    proof: device.proof,
    writes: device.writes,
    comment: "#",
    bfd: false,
    needs: [],
    numbers: ANY_NUMBER,
    forms: SELECTOR_FORMS[device.selectors],
    handling: HANDLING,
    cloud: { limits, facts, changes },
    render(model, options = {}) {
      refuseDeviceOptions(title, options);
      const found = findingsIn(limits, model, options);
      refuse(title, found.filter(isVerified));
      const connection = deviceConnection(device, model, options);
      refuseUnknownRoutes(title, connection);
      const doubts = found.filter((finding) => !isVerified(finding));
      const { name } = connection;
      // The program takes the keys from Pulumi's configuration; the script has them in it.
      const program = headerOf(spec, connection, doubts, { comment: "//", proof: "types", holdsKeys: false });
      const script = headerOf(spec, connection, doubts, { comment: "#", proof: "documentation", holdsKeys: true });
      return {
        files: [
          { name: `${name}.${id}.ts`, text: joinLines(program, spec.program(connection)) },
          { name: `${name}.${id}.sh`, text: joinLines("#!/usr/bin/env bash", script, spec.script(connection)) },
        ],
      };
    },
  };
}

function refuseDeviceOptions(title: string, options: PeerConfigOptions): void {
  const given = NOT_FOR_CLOUDS.find((name) => options[name] !== undefined);
  if (given !== undefined)
    throw new PeerConfigError({
      property: `options.${given}`,
      device: title,
      reason: "describes a device, and the other end is a cloud's own gateway: leave it out",
    });
}

/** Without BGP, the cloud has to know what lies behind Alibaba Cloud. */
function refuseUnknownRoutes(title: string, { tunnels }: DeviceConnection): void {
  if (tunnels.some(({ bgp, routes }) => bgp === undefined && routes.length === 0))
    throw new PeerConfigError({
      property: "options.routes",
      device: title,
      reason:
        "must be given: without BGP, the cloud needs the blocks behind Alibaba Cloud, and the connection names none",
    });
}

function findingsIn(limits: readonly Limit[], model: PeerModel, options: PeerConfigOptions): readonly Finding[] {
  const subjects = selectedTunnels(model, options).map((tunnel) => ({
    model: { ...model, tunnels: selectedTunnels(model, options) },
    tunnel,
    psk: knownKey(tunnel, options),
  }));
  return findings(limits, subjects);
}

/** One error for everything that does not fit: the two ends are brought together in one change. */
function refuse(title: string, found: readonly Finding[]): void {
  const [first] = found;
  if (first === undefined) return;
  const lines = found.map((finding) => `- ${findingWords(title, finding)}`);
  throw new PeerConfigError({
    property: first.limit.property,
    device: title,
    reason:
      `${first.misfit.given}, and ${found.length === 1 ? "this does not fit" : `${found.length} settings do not fit`}. ` +
      `Change this before anything is made there, or render the change with --planned:\n${lines.join("\n")}`,
    ...(first.tunnelIds[0] === undefined ? {} : { tunnelId: first.tunnelIds[0] }),
  });
}

function headerOf(
  { title, facts, changes }: CloudSpec,
  { connectionId, tunnels }: DeviceConnection,
  doubts: readonly Finding[],
  file: Pick<DeviceSpec, "comment" | "proof"> & { readonly holdsKeys: boolean },
): readonly string[] {
  const named = tunnels.map(({ name, id, role, device, cloud: end, bgp }) => ({
    name,
    id,
    role,
    number: undefined,
    device: device.address,
    cloud: end.address,
    bgp: bgp === undefined ? undefined : { device: bgp.device.address, cloud: bgp.cloud.address },
  }));
  return header({ title, handling: HANDLING, ...file }, connectionId, {
    tunnels: named,
    checks: doubts.map((finding) => findingWords(title, finding)),
    notes: [
      ...facts.map(({ text, source }) => `${text} (${sourceWords(source)})`),
      ...changes.map(
        ({ what, effect, down, source }) => `a change of ${what} there: ${effect}, ${down} (${sourceWords(source)})`,
      ),
    ],
  });
}
