import { isProperties, type Properties } from "../../core/property-tree";
import { plannedValue } from "./planned-value";

/** A resource of a plan that declares one tunnel, or both of a connection. */
export interface PlannedResource {
  readonly name: string;
  readonly kind: "tunnel" | "pair";
  /** The inputs that the resource will have; a secret or an unknown value stands in them as the file has it. */
  readonly inputs: Properties;
  /** Paths of the inputs that the plan changes, a group standing for all in it; `all` for a new resource. */
  readonly changed: readonly string[] | "all";
}

/** What a file says about tunnels. */
export interface Plan {
  /** The resources that will be there after the plan. A preview names no resource that stays as it is. */
  readonly resources: readonly PlannedResource[];
  /** The names of those that the plan deletes, with their last inputs. */
  readonly deleted: readonly { readonly name: string; readonly inputs: Properties }[];
}

const KINDS: Readonly<Record<string, PlannedResource["kind"]>> = {
  "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnel": "tunnel",
  "pulumi-nodejs:dynamic/alicloud/vpn:VpnTunnelPair": "pair",
};

/**
 * Reads the output of `pulumi preview --json`, or the file of `pulumi preview --save-plan`.
 * @returns The plan, or the reason why the content is none.
 */
export function readPlan(content: unknown): Plan | { readonly problem: string } {
  if (!isProperties(content)) return { problem: NO_PLAN };
  if (isProperties(content["resourcePlans"])) return ofSavedPlan(content["resourcePlans"]);
  if (!Array.isArray(content["steps"])) return { problem: NO_PLAN };
  if (hasError(content["diagnostics"]))
    return { problem: "is a preview that failed: correct what it reports, and preview again" };
  return ofPreview(content["steps"].filter(isProperties));
}

const NO_PLAN = "is neither the output of `pulumi preview --json` nor the file of `pulumi preview --save-plan`";

const hasError = (diagnostics: unknown): boolean =>
  Array.isArray(diagnostics) &&
  diagnostics.some((diagnostic) => isProperties(diagnostic) && diagnostic["severity"] === "error");

/** A URN ends with the types of the resource and its parents, and with the resource's name. */
function identityOf(urn: string): Pick<PlannedResource, "name" | "kind"> | undefined {
  const [types = "", ...name] = urn.split("::").slice(2);
  const kind = KINDS[types.split("$").at(-1) ?? ""];
  return kind === undefined ? undefined : { name: name.join("::"), kind };
}

/** Steps that leave a resource behind, with what they change; a step of any other kind plans no values. */
function changedBy(operation: unknown, detailedDiff: unknown): PlannedResource["changed"] | undefined {
  switch (operation) {
    case "same":
    case "read":
    case "refresh":
      return [];
    case "update":
      return isProperties(detailedDiff) ? Object.keys(detailedDiff) : "all";
    case "create":
    case "create-replacement":
    case "import":
    case "import-replacement":
    case "replace":
      return "all";
    default:
      return undefined;
  }
}

function ofPreview(steps: readonly Properties[]): Plan {
  const resources = new Map<string, PlannedResource>();
  const deleted = new Map<string, Plan["deleted"][number]>();
  for (const { op, urn, newState, oldState, detailedDiff } of steps) {
    const identity = typeof urn === "string" ? identityOf(urn) : undefined;
    if (identity === undefined) continue;
    const changed = changedBy(op, detailedDiff);
    if (changed !== undefined && isProperties(newState))
      resources.set(String(urn), { ...identity, inputs: groupIn(newState, "inputs"), changed });
    if (op === "delete" && isProperties(oldState))
      deleted.set(String(urn), { name: identity.name, inputs: groupIn(oldState, "inputs") });
  }
  return { resources: [...resources.values()], deleted: [...deleted.values()] };
}

function ofSavedPlan(plans: Properties): Plan {
  const resources = Object.entries(plans).flatMap(([urn, plan]): readonly PlannedResource[] => {
    const identity = identityOf(urn);
    if (identity === undefined || !isProperties(plan) || !isProperties(plan["goal"])) return [];
    const steps: readonly unknown[] = Array.isArray(plan["steps"]) ? plan["steps"] : [];
    const difference = groupIn(plan["goal"], "inputDiff");
    // Where nothing changes, `state` holds the resource's outputs, which are none of its inputs.
    if (steps.every((step) => step === "same" || step === "refresh" || step === "read")) return [];
    const isNew = steps.some((step) => changedBy(step, {}) === "all");
    const changed = [...pathsIn(groupIn(difference, "adds")), ...pathsIn(groupIn(difference, "updates"))];
    return [{ ...identity, inputs: groupIn(plan, "state"), changed: isNew ? "all" : changed }];
  });
  // Of a resource that goes, a saved plan has the name only.
  return { resources, deleted: [] };
}

const groupIn = (properties: Properties, name: string): Properties => {
  const value = properties[name];
  return isProperties(value) ? value : {};
};

/** The paths of all values, of which a secret is one. */
const pathsIn = (properties: Properties): readonly string[] =>
  Object.entries(properties).flatMap(([name, value]) =>
    isProperties(value) && !("hidden" in plannedValue(value))
      ? pathsIn(value).map((path) => `${name}.${path}`)
      : [name],
  );
