import type { Checked } from "../../../core/check";
import { delta } from "../../../core/delta";
import type { Failure } from "../../../core/field";
import { pick } from "../../../core/property-tree";
import { isAmong } from "../../../core/secret";
import { vpnTunnelTable } from "../table/fields";
import { guardAdoption, guardReversal, reversalIn } from "../change/guards";
import type { Observation } from "../observation";
import { isSetting } from "../table/path-kinds";
import { PSK } from "../psk-source";
import type { JudgedDeclaration } from "./declaration";
import { identityFindings } from "./identity-findings";
import { changeLines, trafficLines, restLine } from "./live-change";
import { refusals, type ChangeSurroundings } from "./refusals";
import { block, heading } from "./report-text";

/** The report about a tunnel that will be adopted. */
export interface AdoptionReport {
  readonly failures: readonly Failure[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Instead of a note where adopting changes nothing. */
  readonly remark?: string;
}

/**
 * Reports what adopting a live tunnel does to it. The declared values are those before a policy pack remediates them:
 * Pulumi asks a provider about a new resource before that, and not again.
 * @param compared The declaration with the key that it refers to.
 * @param isKeyMissing True where the key that the declaration refers to cannot be read here.
 * @throws TunnelError where `up` would refuse the adoption.
 */
export function adoptionReport(
  { name, secretPaths }: JudgedDeclaration,
  compared: Checked,
  observation: Observation,
  isKeyMissing: boolean,
  surroundings: ChangeSurroundings,
): AdoptionReport {
  const { values, unknown } = compared;
  const identities = identityFindings(values, observation.values);
  if (identities.failures.length > 0) return { failures: identities.failures, notes: [], warnings: [] };
  const isSecret = (path: string): boolean => isAmong(secretPaths, path);
  const change = delta(vpnTunnelTable, pick(values, isSetting), observation.values);
  if (values["onAdopt"] === "verify") guardAdoption(values, observation, isSecret);
  else guardReversal(change, observation.values, reversalIn(values, {}));

  const { lines, isUnchanged, counts } = changeLines({ declared: values, unknown, live: observation.values, isSecret });
  const head = heading(name, observation);
  const warnings = identities.warnings.map((warning) => `${name}: ${warning}`);
  const isKeyOpen = isKeyMissing || unknown.has(PSK);
  const refused = refusals({ change, declared: values, observation, isKeyOpen, isSecret }, surroundings).map(
    (line) => `${name}: ${line}`,
  );
  const restores = values["onDestroy"] === "restore" ? [RESTORES] : [];
  if (isUnchanged) {
    const rest = restLine(counts);
    const line = `${head}: adopting the live tunnel changes nothing on it${rest === "" ? "" : ` (${rest})`}`;
    // The line about restoring is shown for every tunnel. A line about no change is of interest where they are few.
    return restores.length === 0
      ? { failures: [], notes: [], warnings: [...warnings, ...refused], remark: line }
      : { failures: [], notes: [block(line, restores)], warnings: [...warnings, ...refused] };
  }
  const note = block(`${head}: adopting changes the LIVE tunnel (before policies remediate anything):`, [
    ...lines,
    ...trafficLines(observation, values, surroundings.careOfPair !== undefined),
    ...restores,
  ]);
  return { failures: [], notes: [note], warnings: [...warnings, ...refused] };
}

/** Pulumi asks in the same way about a new resource and about one that `pulumi up --replace` creates again. */
const RESTORES =
  'onDestroy is "restore": destroying this resource puts back the values that are in force now; ' +
  "only a run of `pulumi up --replace` hands on what was found at first";
