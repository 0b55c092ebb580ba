/**
 * The forms in which a program can declare a tunnel. A test writes VpnTunnels, and runs over each form of them: as they
 * are, or as VpnTunnelPairs. A form that is added here runs in all of these tests.
 */

import {
  NATIVE_PAIR_TYPE,
  NATIVE_TUNNEL_TYPE,
  VPN_TUNNEL_PAIR_TYPE,
  VPN_TUNNEL_TYPE,
} from "../../policies/subjects/resource";
import { OTHER_PSK, STRONG_PSK, goodBgp, goodIke, goodIpsec } from "./fixtures";
import type { Props } from "./fixtures";
import type { GivenResource } from "./policy-runner";
import { bag, isBag } from "./shapes";

export interface Form {
  readonly name: string;
  /** The resources with each VpnTunnel in this form; any other resource stays as it is. */
  of(resources: readonly GivenResource[]): readonly GivenResource[];
}

/** Of a pair, `shared` declares for both tunnels what is equal, and `own` declares all of it for each. */
type Declared = "shared" | "own";

export const TUNNELS: Form = { name: "a VpnTunnel", of: (resources) => resources };
export const SHARING: Form = { name: "a VpnTunnelPair that shares values", of: (given) => pairsOf(given, "shared") };
export const APART: Form = { name: "a VpnTunnelPair with values of its own", of: (given) => pairsOf(given, "own") };

/** The same of the native provider: another type, and a key at its place in the groups. */
const native = (form: Form): Form => ({
  name: `${form.name} of the native provider`,
  of: (resources) => form.of(resources).map(asNative),
});

export const FORMS: readonly Form[] = [TUNNELS, SHARING, APART].flatMap((form) => [form, native(form)]);

/** Each form with its name, for `describe.each`. */
export const NAMED_FORMS = FORMS.map((form) => [form.name, form] as const);

/** A pair with values of its own has further keys and addresses; these two have none. */
export const ALIKE = [TUNNELS, SHARING].map((form) => [form.name, form] as const);

const NATIVE_TYPES: ReadonlyMap<string, string> = new Map([
  [VPN_TUNNEL_TYPE, NATIVE_TUNNEL_TYPE],
  [VPN_TUNNEL_PAIR_TYPE, NATIVE_PAIR_TYPE],
]);

/** A block of which nothing is known holds no key that is. */
function withKey(settings: Props, psk: unknown): Props {
  const { tunnelIkeConfig = {} } = settings;
  if (psk === undefined || !isBag(tunnelIkeConfig)) return settings;
  return { ...settings, tunnelIkeConfig: { ...tunnelIkeConfig, psk } };
}

function asNative(resource: GivenResource): GivenResource {
  const type = NATIVE_TYPES.get(resource.type);
  if (type === undefined) return resource;
  const { preSharedKey, masterPreSharedKey, slavePreSharedKey, ...props } = propsOf(resource);
  const shared = withKey(props, preSharedKey);
  const master = withKey(bag(shared["master"]), masterPreSharedKey);
  const slave = withKey(bag(shared["slave"]), slavePreSharedKey);
  return { ...resource, type, props: { ...shared, ...(type === NATIVE_PAIR_TYPE ? { master, slave } : {}) } };
}

/** One resource in a form. */
export function inForm(form: Form, resource: GivenResource): GivenResource {
  const [made, ...more] = form.of([resource]);
  if (made === undefined || more.length > 0) throw new Error("one resource has one form");
  return made;
}

const SETTINGS: readonly string[] = [
  "customerGatewayId",
  "enableDpd",
  "enableNatTraversal",
  "remoteCaCertificate",
  "tunnelIkeConfig",
  "tunnelIpsecConfig",
  "tunnelBgpConfig",
];

const propsOf = (resource: GivenResource): Props => ({ ...resource.props });
const isTunnel = ({ type }: GivenResource): boolean => type === VPN_TUNNEL_TYPE;

function roleOf(tunnel: GivenResource): "master" | "slave" {
  const { role, observed } = propsOf(tunnel);
  return (role ?? bag(observed)["role"]) === "slave" ? "slave" : "master";
}

/** Two VpnTunnels of one connection become one pair; a lone one gets a sibling. */
export function pairsOf(resources: readonly GivenResource[], declared: Declared): readonly GivenResource[] {
  const used = new Set<GivenResource>();
  return resources.flatMap((one) => {
    if (used.has(one)) return [];
    used.add(one);
    if (!isTunnel(one)) return [one];
    const id = propsOf(one)["vpnConnectionId"];
    const other = resources.find(
      (each) =>
        !used.has(each) && isTunnel(each) && propsOf(each)["vpnConnectionId"] === id && roleOf(each) !== roleOf(one),
    );
    if (other !== undefined) used.add(other);
    return [pairOf(one, other ?? siblingOf(one, declared), declared)];
  });
}

/** Inside addresses of a sibling's own. */
function otherBgp(connection: unknown): Props {
  const third = connection === "vco-2" ? 14 : 13;
  return { tunnelCidr: `169.254.${third}.0/30`, localBgpIp: `169.254.${third}.1` };
}

/** The other tunnel: like this one if the pair shares values, and else one that breaks no rule. */
function siblingOf(tunnel: GivenResource, declared: Declared): GivenResource {
  const props = propsOf(tunnel);
  const { observed, preSharedKey, tunnelBgpConfig, vpnConnectionId } = props;
  const bgp = otherBgp(vpnConnectionId);
  const seen = isBag(observed)
    ? {
        ...observed,
        ...("tunnelId" in observed ? { tunnelId: `${String(observed["tunnelId"])}-2` } : {}),
        role: roleOf(tunnel) === "master" ? "slave" : "master",
        ...(isBag(observed["tunnelBgpConfig"]) ? { tunnelBgpConfig: { ...observed["tunnelBgpConfig"], ...bgp } } : {}),
      }
    : observed;
  const own = {
    ...(isBag(tunnelBgpConfig) ? { tunnelBgpConfig: { ...tunnelBgpConfig, ...bgp } } : {}),
    observed: seen,
    role: roleOf(tunnel) === "master" ? "slave" : "master",
  };
  const good = {
    enableDpd: true,
    enableNatTraversal: true,
    tunnelIkeConfig: goodIke(),
    tunnelIpsecConfig: goodIpsec(),
    ...(tunnelBgpConfig === undefined ? {} : { tunnelBgpConfig: goodBgp(bgp) }),
    preSharedKey: preSharedKey === OTHER_PSK ? OTHER_PSK : STRONG_PSK,
  };
  return { ...tunnel, props: { ...props, ...own, ...(declared === "own" ? good : {}) } };
}

function pairOf(one: GivenResource, other: GivenResource, declared: Declared): GivenResource {
  const [master, slave] = roleOf(one) === "master" ? [one, other] : [other, one];
  const [left, right] = [propsOf(master), propsOf(slave)];
  const all = [settingsIn(left), settingsIn(right)] as const;
  const [shared, ...own] = declared === "shared" ? split(...all) : [{}, ...all];
  const { observed: _, preSharedKey: _key, tunnelId: _id, role: _role, ...top } = propsOf(one);
  const rest = Object.fromEntries(Object.entries(top).filter(([name]) => !SETTINGS.includes(name)));
  const [key, otherKey] = [left["preSharedKey"], right["preSharedKey"]];
  const keys =
    declared === "shared" && key === otherKey
      ? { preSharedKey: key }
      : { masterPreSharedKey: key, slavePreSharedKey: otherKey };
  return {
    type: VPN_TUNNEL_PAIR_TYPE,
    ...(one.name === undefined ? {} : { name: one.name }),
    props: {
      ...rest,
      ...shared,
      ...keys,
      master: own[0],
      slave: own[1],
      observed: { master: left["observed"], slave: right["observed"] },
    },
  };
}

const settingsIn = (props: Props): Props =>
  Object.fromEntries(Object.entries(props).filter(([name, value]) => SETTINGS.includes(name) && value !== undefined));

/** What two bags have in common, leaf by leaf, and what only the one or the other has. */
function split(left: Props, right: Props): readonly [Props, Props, Props] {
  const parts: readonly [Props, Props, Props] = [{}, {}, {}];
  const [shared, ownLeft, ownRight] = parts;
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const [one, other] = [left[name], right[name]];
    if (isBag(one) && isBag(other)) {
      const inner = split(one, other);
      for (const [index, part] of parts.entries()) part[name] = inner[index];
    } else if (JSON.stringify(one) === JSON.stringify(other)) shared[name] = one;
    else {
      if (one !== undefined) ownLeft[name] = one;
      if (other !== undefined) ownRight[name] = other;
    }
  }
  return parts;
}
