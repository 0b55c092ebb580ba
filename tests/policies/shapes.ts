/** One VpnTunnel or VpnTunnelPair in every shape that a rule may meet it in: made from its inputs of today. */

import { kindOf } from "../../policies/subjects/resource";
import type { Props } from "./fixtures";
import type { GivenResource } from "./policy-runner";

const CONNECTION_FACTS = ["connectionName", "vpnGatewayId", "localSubnets", "remoteSubnets"];

export const isBag = (value: unknown): value is Props =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const bag = (value: unknown): Props => (isBag(value) ? value : {});

function pathsOf(properties: Props, prefix = ""): readonly string[] {
  return Object.entries(properties).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return isBag(value) ? pathsOf(value, `${prefix}${name}.`) : [prefix + name];
  });
}

/** The declared values and the values in force, in groups. */
function merged(below: Props, above: Props): Props {
  const names = [...new Set([...Object.keys(below), ...Object.keys(above)])];
  return Object.fromEntries(
    names.flatMap((name) => {
      const [under, over] = [below[name], above[name]];
      if (isBag(under) || isBag(over)) return [[name, merged(bag(under), bag(over))]];
      return over === undefined && under === undefined ? [] : [[name, over ?? under]];
    }),
  );
}

function taken(resource: GivenResource): { effective: Props; connection: Props; declared: string[]; key: unknown } {
  const { observed, preSharedKey, ...own } = { ...resource.props } as Props;
  const all = merged({ role: "master", ...bag(observed) }, own);
  const effective = Object.fromEntries(Object.entries(all).filter(([name]) => !CONNECTION_FACTS.includes(name)));
  const connection = Object.fromEntries(Object.entries(all).filter(([name]) => CONNECTION_FACTS.includes(name)));
  const declared = [...pathsOf(own), ...(preSharedKey === undefined ? [] : ["tunnelIkeConfig.psk"])];
  return { effective, connection, declared, key: preSharedKey };
}

export type Shape = (resource: GivenResource) => GivenResource;

/** Outputs of today: everything under its name, and the paths that the program declares. */
export const outputs: Shape = (resource) => {
  const apart = keysApart(resource);
  return kindOf(resource) === "pair" ? pairOutputs(apart) : tunnelOutputs(apart);
};

/** Outputs have keys under names of their own, also where inputs have them in the groups. */
function keysApart(resource: GivenResource): GivenResource {
  const [shared, preSharedKey] = keyApart({ ...resource.props });
  const [master, masterPreSharedKey] = keyApart(bag(shared["master"]));
  const [slave, slavePreSharedKey] = keyApart(bag(shared["slave"]));
  const keys = Object.entries({ preSharedKey, masterPreSharedKey, slavePreSharedKey });
  const own = kindOf(resource) === "pair" ? { master, slave } : {};
  const named = Object.fromEntries(keys.filter(([, key]) => key !== undefined));
  return { ...resource, props: { ...shared, ...own, ...named } };
}

function keyApart(settings: Props): readonly [Props, unknown] {
  const { tunnelIkeConfig } = settings;
  if (!isBag(tunnelIkeConfig) || !("psk" in tunnelIkeConfig)) return [settings, undefined];
  const { psk, ...rest } = tunnelIkeConfig;
  return [{ ...settings, tunnelIkeConfig: rest }, psk];
}

const ROLES = ["master", "slave"] as const;
/** Beside the facts about the connection: what stands above the groups of a pair's tunnels. */
const COMMON = ["vpnConnectionId", "probe", "rollout"];

const pairOutputs: Shape = (resource) => {
  const { master, slave, masterPreSharedKey, slavePreSharedKey, observed, ...shared } = { ...resource.props } as Props;
  const own = { master: bag(master), slave: bag(slave) };
  const keys = { master: masterPreSharedKey, slave: slavePreSharedKey };
  const { preSharedKey, ...settings } = shared;
  const parts = ROLES.map((role) => {
    const key = keys[role] ?? preSharedKey;
    const props = { ...merged(settings, own[role]), preSharedKey: key, observed: bag(observed)[role] };
    return { role, ...taken({ ...resource, props }) };
  });
  const [first] = parts;
  const groups = parts.map(({ role, effective }) => {
    const rest = Object.entries(effective).filter(([name]) => name !== "role" && !COMMON.includes(name));
    return [role, { ...Object.fromEntries(rest), status: "ike_sa_established" }] as const;
  });
  const declared = [
    ...pathsOf(settings),
    ...(preSharedKey === undefined ? [] : ["tunnelIkeConfig.psk"]),
    ...ROLES.flatMap((role) => pathsOf(own[role], `${role}.`)),
    ...ROLES.flatMap((role) => (keys[role] === undefined ? [] : [`${role}.tunnelIkeConfig.psk`])),
  ];
  const common = Object.fromEntries(Object.entries(settings).filter(([name]) => COMMON.includes(name)));
  const stored = Object.fromEntries(parts.map(({ role, key }) => [`${role}PreSharedKey`, key]));
  const props = { ...common, ...first?.connection, ...Object.fromEntries(groups), ...stored, managed: declared };
  return { ...resource, props };
};

const tunnelOutputs: Shape = (resource) => {
  const { effective, connection, declared, key } = taken(resource);
  const props = { ...effective, ...connection, status: "ike_sa_established", preSharedKey: key, managed: declared };
  return { ...resource, props };
};

/** Outputs of 0.1.0, oldest: groups, and `declared` as a list. */
const listBeside: Shape = (resource) => {
  const { effective, connection, declared, key } = taken(resource);
  return { ...resource, props: { ...effective, ...connection, declared, stateVersion: 1, preSharedKey: key } };
};

/** Outputs of 0.1.0, next: identity beside a text `live`, and `declared` as a text. */
const textBeside: Shape = (resource) => {
  const { effective, connection, declared, key } = taken(resource);
  const { vpnConnectionId, tunnelId, role, ...rest } = effective;
  const live = JSON.stringify({ ...connection, ...rest });
  const props = { vpnConnectionId, tunnelId, role, live, declared: declared.join(","), preSharedKey: key };
  return { ...resource, props };
};

/** Outputs of 0.1.0, last: all of it in one text. */
const oneText: Shape = (resource) => {
  const { effective, connection, declared, key } = taken(resource);
  const kept = { stateVersion: 6, declared: declared.join(",") };
  return { ...resource, props: { live: JSON.stringify({ ...effective, ...connection, kept }), preSharedKey: key } };
};

/** Inputs of 0.1.0: what was observed as a text, and the key in its group. */
export const oldInputs: Shape = (resource) => {
  const { observed, preSharedKey, tunnelIkeConfig, ...own } = { ...resource.props } as Props;
  const group = { ...bag(tunnelIkeConfig), ...(preSharedKey === undefined ? {} : { psk: preSharedKey }) };
  const seen = observed === undefined ? {} : { observed: JSON.stringify(observed) };
  return { ...resource, props: { ...own, tunnelIkeConfig: group, ...seen } };
};

/** Every shape of outputs, by name. */
export const OUTPUT_SHAPES: readonly (readonly [string, Shape])[] = [
  ["outputs", outputs],
  ["outputs with a list beside them", listBeside],
  ["outputs with a text beside their ids", textBeside],
  ["outputs in one text", oneText],
];
