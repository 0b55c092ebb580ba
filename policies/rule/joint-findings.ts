/**
 * Findings, and which of them are one. Both tunnels of a VpnTunnelPair may break a rule by one value that they share.
 * Their findings then name one property and differ in the tunnel alone, and become one finding about both.
 */

import type { JudgedResource } from "../subjects/resource";
import { shortList } from "../subjects/short-list";
import type { FindingFields } from "../subjects/tunnel";
import type { Violation } from "./rule";

/** What a finding is about, or compares with. */
export interface Labelled {
  readonly label: string;
  readonly resource: JudgedResource;
  /** For a tunnel of a VpnTunnelPair: the label of both its tunnels. */
  readonly pairLabel?: string | undefined;
  /** For one finding about a group: every resource that it is about, each as much as the one that it stands at. */
  readonly parties?: readonly JudgedResource[];
}

export interface Names {
  readonly label: string;
  /** The labels of what the finding compares with; empty where it compares with nothing. */
  readonly others: string;
  /** Whether the label names two tunnels. */
  readonly isJoint: boolean;
}

export interface Finding {
  readonly about: Labelled;
  readonly others: readonly Labelled[];
  /** The message. Only what it gets may be different for the two tunnels of a joint finding. */
  readonly say: (names: Names) => string;
  readonly fields: FindingFields;
}

/** The findings as violations, in their order. A joint one stands where the first of its two stood. */
export function violationsOf(findings: readonly Finding[]): readonly Violation[] {
  const violations: Violation[] = [];
  const done = new Set<Finding>();
  // A twin is about the same resource. A stack has too many findings to compare each with all others.
  const byResource = new Map<JudgedResource, Finding[]>();
  for (const finding of findings) {
    const { resource } = finding.about;
    const others = byResource.get(resource);
    if (others === undefined) byResource.set(resource, [finding]);
    else others.push(finding);
  }
  for (const finding of findings) {
    if (done.has(finding)) continue;
    const twin = byResource.get(finding.about.resource)?.find((other) => !done.has(other) && areOne(finding, other));
    done.add(finding);
    if (twin !== undefined) done.add(twin);
    const { about, say, fields } = finding;
    const others = twin === undefined ? finding.others : [...finding.others, ...twin.others];
    const label = twin === undefined ? about.label : (about.pairLabel ?? about.label);
    const message = say({ label, others: labelsOf(others), isJoint: twin !== undefined });
    const { resource, parties } = about;
    violations.push({ message, about: label, resource, ...(parties && { parties }), ...fields });
  }
  return violations;
}

/** Two findings about the two tunnels of one pair, in the same words. Where they are about each other, both stay. */
function areOne(one: Finding, other: Finding): boolean {
  const { about } = one;
  if (about.pairLabel === undefined || about.resource !== other.about.resource) return false;
  if (about.label === other.about.label || wordsOf(one) !== wordsOf(other)) return false;
  return [...one.others, ...other.others].every(({ resource }) => resource !== about.resource);
}

const wordsOf = ({ say }: Finding): string => say({ label: "", others: "", isJoint: false });

/** How many others a finding names. */
const IN_SIGHT = 3;

/** Each label once; both tunnels of a pair under their common label. */
function labelsOf(parts: readonly Labelled[]): string {
  const known = new Map<JudgedResource, Set<string>>();
  for (const { resource, label } of parts) known.set(resource, (known.get(resource) ?? new Set()).add(label));
  const labels = parts.map(({ resource, label, pairLabel }) =>
    pairLabel !== undefined && (known.get(resource)?.size ?? 0) > 1 ? pairLabel : label,
  );
  return shortList([...new Set(labels)], "; ", IN_SIGHT);
}
