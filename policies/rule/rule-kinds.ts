/**
 * The kinds of rules. A kind says which subjects a rule judges, and how a violation names its place. The rule's own
 * code judges one subject. The code here reads its settings, and collects violations and gaps.
 */

import { connectionOf, routeOf } from "../subjects/connection";
import type { Connection } from "../subjects/connection";
import { Ledger } from "../subjects/reading";
import { kindOf } from "../subjects/resource";
import type { JudgedResource, ResourceKind } from "../subjects/resource";
import { stackOf } from "../subjects/stack";
import type { Stack } from "../subjects/stack";
import type { FindingFields, Tunnel } from "../subjects/tunnel";
import { checkDefinition } from "./check-definition";
import { tunnelsOf } from "../subjects/tunnels-of";
import { violationsOf } from "./joint-findings";
import type { Finding, Labelled, Names } from "./joint-findings";
import type { Outcome, RawConfig, ResourceRule, RuleMetadata, StackRule } from "./rule";
import { scopedSettings } from "./scopes";
import type { ConfigOf, Settings } from "./settings";

/** A rule as its file writes it: metadata, settings, and how to judge one subject. */
interface Definition<Subject, Violate, S extends Settings> extends RuleMetadata {
  readonly settings: S;
  readonly judge: (subject: Subject, config: ConfigOf<S>, violate: Violate) => void;
}

interface Kind<Given, Subject, Violate> {
  /** Undefined where a rule of this kind has nothing to judge. */
  readonly subjectsIn: (given: Given, ledger: Ledger) => readonly Subject[] | undefined;
  /** The resources that a finding can be about. */
  readonly resourcesIn: (given: Given) => readonly JudgedResource[];
  readonly violateFor: (subject: Subject, add: (finding: Finding) => void) => Violate;
}

function evaluatorOf<Given, Subject, Violate, S extends Settings>(
  { subjectsIn, resourcesIn, violateFor }: Kind<Given, Subject, Violate>,
  { name, settings, judge }: Definition<Subject, Violate, S>,
): (given: Given, raw: RawConfig) => Outcome {
  checkDefinition(name, settings);
  return (given, raw) => {
    const ledger = new Ledger();
    const subjects = subjectsIn(given, ledger);
    if (subjects === undefined) return { applicable: false, violations: [], unknown: [], notJudged: [] };
    const findings: Finding[] = [];
    for (const [config, isItsConfig] of configsOf(resourcesIn(given), scopedSettings(settings, raw, name), ledger)) {
      const add = (finding: Finding): void => {
        if (isItsConfig(finding.about.resource)) findings.push(finding);
      };
      for (const subject of subjects) judge(subject, config, violateFor(subject, add));
    }
    const violations = violationsOf(findings);
    return { applicable: true, violations, unknown: ledger.unknown, notJudged: ledger.notJudged };
  };
}

/**
 * Each configuration that some resource has, and which resources have it. A rule over a stack judges the whole stack
 * under each of them, and a finding counts under the configuration of the resource that it is about.
 */
function configsOf<C>(
  resources: readonly JudgedResource[],
  configFor: (resource: JudgedResource, ledger: Ledger) => C,
  ledger: Ledger,
): readonly (readonly [C, (resource: JudgedResource) => boolean])[] {
  const configs = new Map(resources.map((resource) => [resource, configFor(resource, ledger)]));
  return [...new Set(configs.values())].map((config) => [config, (resource) => configs.get(resource) === config]);
}

type ViolateHere = (message: string, fields: FindingFields) => void;
/** For a rule about a whole stack: what it is about, what that is compared with, and the message. */
type ViolateAt = (
  about: Labelled,
  others: readonly Labelled[],
  say: (names: Names) => string,
  fields: FindingFields,
) => void;

/** Rules about parts of one resource: each violation begins with the label of the part. */
function resourceKind<Subject extends Labelled>(subjectsIn: Kind<JudgedResource, Subject, ViolateHere>["subjectsIn"]) {
  const kind: Kind<JudgedResource, Subject, ViolateHere> = {
    subjectsIn,
    resourcesIn: (resource) => [resource],
    violateFor: (about, add) => (message, fields) =>
      add({ about, others: [], say: ({ label }) => `${label}: ${message}`, fields }),
  };
  return <const S extends Settings>(
    definition: Definition<Subject, ViolateHere, S> & {
      /** Corrects the subject's properties in place; true when it changed something. */
      readonly correct?: (subject: Subject, config: ConfigOf<S>) => boolean;
    },
  ): ResourceRule => {
    const { judge: _, correct, ...metadata } = definition;
    const evaluate = evaluatorOf(kind, definition);
    if (correct === undefined) return { ...metadata, scope: "resource", evaluate };
    const remediate = (resource: JudgedResource, raw: RawConfig): boolean => {
      const ledger = new Ledger();
      const config = scopedSettings(definition.settings, raw, definition.name)(resource, ledger);
      // Whether a scope is for this resource is not known yet.
      if (ledger.unknown.length > 0) return false;
      const subjects = subjectsIn(resource, new Ledger()) ?? [];
      return subjects.map((subject) => correct(subject, config)).includes(true);
    };
    return { ...metadata, scope: "resource", evaluate, remediate };
  };
}

/** A rule about each tunnel of a resource. */
export const tunnelRule = resourceKind<Tunnel>(tunnelsOf);

/** A rule about the traffic selectors of a resource's connection. */
export const connectionRule = resourceKind<Connection>((resource, ledger) => {
  const connection = connectionOf(resource, ledger);
  return connection === undefined ? undefined : [connection];
});

/** A rule about each tunnel of a VpnTunnel or VpnTunnelPair: about what only these two resources have. */
export const ownTunnelRule = resourceKind<Tunnel>((resource, ledger) => {
  const kind = kindOf(resource);
  return kind === "tunnel" || kind === "pair" ? tunnelsOf(resource, ledger) : undefined;
});

/** A resource as a whole. */
interface WholeResource extends Labelled {
  readonly ledger: Ledger;
}

/** A rule about a resource as a whole, whichever of the judged types it has. */
export const wholeResourceRule = resourceKind<WholeResource>((resource, ledger) =>
  kindOf(resource) === undefined ? undefined : [{ label: resource.name, resource, ledger }],
);

const ruleAbout = (...kinds: readonly ResourceKind[]) =>
  resourceKind<WholeResource>((resource, ledger) => {
    const kind = kindOf(resource);
    return kind !== undefined && kinds.includes(kind) ? [{ label: resource.name, resource, ledger }] : undefined;
  });

/** A rule about a VpnTunnelPair as a whole. */
export const pairRule = ruleAbout("pair");
/** A rule about a connection or attachment of @pulumi/alicloud as a whole. */
export const madeConnectionRule = ruleAbout("connection", "attachment");
/** The same, and about a VPN gateway. */
export const gatewayRule = ruleAbout("gateway", "connection", "attachment");
export const sslServerRule = ruleAbout("ssl-server");

/** A rule about the networks of a route. */
export const routeRule = resourceKind<Connection>((resource, ledger) => {
  const route = routeOf(resource, ledger);
  return route === undefined ? undefined : [route];
});

/** A tunnel together with the connection that it belongs to. */
interface ConnectedTunnel extends Labelled {
  readonly tunnel: Tunnel;
  readonly connection: Connection;
}

/** A rule about each tunnel of a resource, beside the traffic selectors of its connection. */
export const connectedTunnelRule = resourceKind<ConnectedTunnel>((resource, ledger) => {
  const connection = connectionOf(resource, ledger);
  // Only connections have both tunnels and networks that the API checks together.
  if (connection === undefined || kindOf(resource) === "ipsec-server") return undefined;
  return tunnelsOf(resource, ledger)?.map((tunnel) => {
    const { label, pairLabel } = tunnel;
    return { label, pairLabel, resource, tunnel, connection };
  });
});

const STACK: Kind<readonly JudgedResource[], Stack, ViolateAt> = {
  subjectsIn: (resources, ledger) => [stackOf(resources, ledger)],
  resourcesIn: (resources) => resources,
  violateFor: (_, add) => (about, others, say, fields) => add({ about, others, say, fields }),
};

/** A rule about all tunnels and connections of a stack together: each violation names its resource. */
export function stackRule<const S extends Settings>(
  definition: Definition<Stack, ViolateAt, S> & Pick<StackRule, "compares">,
): StackRule {
  const { judge: _, ...metadata } = definition;
  return { ...metadata, scope: "stack", evaluate: evaluatorOf(STACK, definition) };
}
