import type { Failure } from "../../../core/field";
import { flatten, isProperties, type Properties } from "../../../core/property-tree";
import { withoutMarks } from "../../../core/secret";
import { resourceId } from "../table/identities";
import type { Observation, TunnelSelector } from "../observation";
import { PSK, pskSourceIn, type Keys } from "../psk-source";
import { KEY_FACTS, keyFactsOf } from "../state/key-facts";
import { carriedObserved, notRead, observedOf, OBSERVED } from "../state/observed";
import { objectIn } from "../state/shape";
import { vpnTunnelTable } from "../table/fields";
import { TunnelError } from "../tunnel-error";
import { adoptionReport } from "./adoption-report";
import type { ChangeSurroundings } from "./refusals";
import { notComparedText, readLiveTunnel, type LiveTunnel } from "./comparison";
import type { Compare } from "../../ports";
import { judge, nameIn, selectorOf, withReferredKey, type JudgedDeclaration } from "./declaration";

/** What checking needs from outside. */
export interface CheckPorts {
  /** Reads a live tunnel; throws where it cannot. */
  observe(selector: TunnelSelector): Promise<Observation>;
  readonly keys: Pick<Keys, "read">;
  readonly compare: Compare;
  readonly surroundings: ChangeSurroundings;
}

/** Checked inputs, and the report about them. */
export interface CheckedInputs {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
  /** Name of the resource in the program. */
  readonly name: string;
  /**
   * Id of the tunnel that a new resource will adopt. Its role stands for the tunnel's id where no live tunnel was read.
   */
  readonly adopts?: string;
  /** The effect of adopting the live tunnel, and what cannot be judged here. */
  readonly notes: readonly string[];
  /** Lines that a reader must not miss. */
  readonly warnings: readonly string[];
  /** Adopting changes nothing on the tunnel. The line is of interest where there are few of them. */
  readonly remark?: string;
  /** True where the inputs differ from the stored ones. */
  readonly isDifferent?: boolean;
  /** True where nothing was compared because comparing is off. */
  readonly isNotCompared?: boolean;
}

/**
 * Judges the inputs of a tunnel and completes them with `observed`. It compares a new resource with its live tunnel. A
 * stored resource is compared by `diff` (see diff-tunnel.ts), because only then its inputs are those that policies
 * left.
 */
export async function checkInputs(olds: Properties, news: Properties, ports: CheckPorts): Promise<CheckedInputs> {
  const judged = judge(olds, news);
  const { name, checked, inputs } = judged;
  const refused = (failures: readonly Failure[]): CheckedInputs => ({
    name,
    inputs,
    failures,
    notes: [],
    warnings: [],
  });
  if (checked.failures.length > 0) return refused(checked.failures);
  const key = await withReferredKey(checked.values, judged.secretPaths, ports.keys);
  if (key.failures.length > 0) return refused(key.failures);
  const missing = key.missing === undefined ? [] : [keyMissingText(name, key.missing)];

  const facts = keyFactsFor(olds, inputs, key.values[PSK]);
  const isDeclared = (path: string): boolean => path in checked.values || checked.unknown.has(path);
  const isNew = Object.keys(olds).every((property) => property.startsWith("__"));
  if (!isNew) {
    const observed = carriedObserved(olds, isDeclared, judged.secretPaths);
    const carried = observed === undefined ? inputs : { ...inputs, [OBSERVED]: { ...observed, ...facts } };
    return {
      name,
      inputs: carried,
      isDifferent: !isSame(olds, withoutMarks(carried)),
      failures: [],
      notes: missing,
      warnings: [],
    };
  }
  const selector = selectorOf(checked);
  try {
    const found = await readLiveTunnel(selector, ports.compare, (each) => ports.observe(each));
    if ("notRead" in found) return notCompared(judged, found, missing, facts);
    const { observation } = found;
    const report = adoptionReport(
      judged,
      { ...checked, values: key.values },
      observation,
      key.missing !== undefined,
      ports.surroundings,
    );
    if (report.failures.length > 0) return refused(report.failures);
    return {
      name,
      inputs: { ...inputs, [OBSERVED]: { ...observedOf(observation, isDeclared, judged.secretPaths), ...facts } },
      failures: [],
      notes: [...report.notes, ...missing],
      warnings: report.warnings,
      ...(report.remark === undefined ? {} : { remark: report.remark }),
      adopts: resourceId(observation.connection.id, observation.tunnelId),
    };
  } catch (error) {
    if (!(error instanceof TunnelError)) throw error;
    if (error.problem !== "not compared") return refused([failureOf(error, selector)]);
    const reason = notComparedText(nameIn(checked).replace(" ", ":"), error.message);
    return { ...refused([{ property: "", reason }]), inputs: { ...inputs, [OBSERVED]: notRead("outage") } };
  }
}

/**
 * A new tunnel that was not read. Policies see the reason in `observed`, and `onAdopt: "verify"` never passes
 * unverified.
 */
function notCompared(
  { name, inputs, checked }: JudgedDeclaration,
  { notRead: reason, why }: Extract<LiveTunnel, { notRead: unknown }>,
  missing: readonly string[],
  facts: Properties,
): CheckedInputs {
  const isVerifying = checked.values["onAdopt"] === "verify" && reason !== "unknown";
  const failures = isVerifying
    ? [
        {
          property: "onAdopt",
          reason: `is "verify", and the live tunnel was not compared: ${why || "alicloud-vpn:compare is off"}`,
        },
      ]
    : [];
  const line = `${name}: not compared with the live tunnel: ${why}`;
  return {
    name,
    inputs: { ...inputs, [OBSERVED]: { ...notRead(reason), ...facts } },
    failures,
    notes: [...(reason === "unknown" ? [line] : []), ...missing],
    warnings: reason === "outage" ? [line] : [],
    isNotCompared: reason === "off",
    ...adoptedWithoutReading(selectorOf(checked)),
  };
}

function adoptedWithoutReading(selector: TunnelSelector | undefined): Pick<CheckedInputs, "adopts"> {
  const end = selector?.tunnelId ?? selector?.role;
  return selector === undefined || end === undefined ? {} : { adopts: resourceId(selector.vpnConnectionId, end) };
}

/**
 * What policies may know of the declared key. A key that cannot be read here has the facts that were found when it
 * could, and one that did not change keeps them, so that nobody waits for the word lists without need.
 */
function keyFactsFor(olds: Properties, inputs: Properties, key: unknown): Properties {
  const stored = objectIn(olds[OBSERVED])?.[KEY_FACTS];
  const withStored = stored === undefined ? {} : { [KEY_FACTS]: stored };
  if (typeof key !== "string") return isKeyDeclared(inputs) ? withStored : {};
  const isUnchanged = stored !== undefined && olds["preSharedKey"] === key;
  return isUnchanged ? withStored : { [KEY_FACTS]: keyFactsOf(key) };
}

const isKeyDeclared = (inputs: Properties): boolean => pskSourceIn(flatten(vpnTunnelTable, inputs)) !== undefined;

/** True where two property bags hold the same values, in whatever order. */
function isSame(one: unknown, other: unknown): boolean {
  if (!isProperties(one) || !isProperties(other)) return JSON.stringify(one) === JSON.stringify(other);
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => isSame(one[name], other[name]));
}

/** Says that a key which `pskFrom` names cannot be read here. */
const keyMissingText = (name: string, reason: string): string =>
  `${name}: tunnelIkeConfig.pskFrom: ${reason}; whether the key changes cannot be told here`;

function failureOf(error: TunnelError, selector: TunnelSelector | undefined): Failure {
  const tunnelProperty = selector?.tunnelId === undefined ? "role" : "tunnelId";
  const property = error.property ?? (error.problem === "no such tunnel" ? tunnelProperty : "vpnConnectionId");
  return { property, reason: error.message };
}
