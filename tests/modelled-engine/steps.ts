// The steps that Pulumi's engine takes with one resource, in the engine's order, without the engine: check and diff,
// then create or update, and what the engine keeps of each. Tests of the provider in process run on it.
import type { dynamic } from "@pulumi/pulumi";
import type { Properties } from "../../provider/core/property-tree";
import { byProperty, isUpdated, received, type Failure } from "./answers";

/** A dynamic provider, as the engine sees it. */
export interface Provider {
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly Failure[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<dynamic.ReadResult<Properties>>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

/** What the state has of a resource. */
export interface Stored {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** The last step failed after it had begun. The engine keeps what it was told, and updates the next time. */
  readonly incomplete: boolean;
}

/** What the engine decides for a declaration. */
export type Operation = "create" | "same" | "update" | "replace";

/** A decision, and the inputs that check gave for it. */
export interface Plan {
  readonly operation: Operation;
  readonly inputs: Properties;
}

/** Problems that check found, as the engine prints them. */
export class CheckFailed extends Error {
  constructor(readonly failures: readonly Failure[]) {
    super(failures.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
  }
}

/** Checks and compares; sends nothing. */
export async function plan(provider: Provider, before: Stored | undefined, program: Properties): Promise<Plan> {
  const inputs = await checked(provider, before?.inputs ?? {}, program);
  if (before === undefined) return { operation: "create", inputs };
  const { changes, replaces } = await provider.diff(before.id, before.outputs, inputs);
  if (replaces?.length) return { operation: "replace", inputs: await checked(provider, {}, program) };
  return { operation: isUpdated(changes, before.inputs, inputs) || before.incomplete ? "update" : "same", inputs };
}

/**
 * Does what was planned, and hands what the state has then to `keep`: also what a step that failed midway says of
 * itself. A replacement creates only; whoever needs its delete asks for it.
 */
export async function apply(
  provider: Provider,
  before: Stored | undefined,
  { operation, inputs }: Plan,
  keep: (stored: Stored) => void,
): Promise<void> {
  if (operation === "same" && before) return keep({ ...before, inputs });
  try {
    const { id, outs } =
      operation === "update" && before
        ? { id: before.id, ...(await provider.update(before.id, before.outputs, inputs)) }
        : await provider.create(inputs);
    keep({ id, inputs, outputs: received(outs), incomplete: false });
  } catch (error) {
    const left = leftBy(error);
    if (left) keep({ ...left, inputs, incomplete: true });
    throw error;
  }
}

/** The resource as it is read; undefined where it is gone. */
export async function refreshed(provider: Provider, before: Stored): Promise<Stored | undefined> {
  const found = await provider.read(before.id, before.outputs);
  if (!found.id) return undefined;
  const inputs = received(found.inputs ?? before.inputs);
  return { id: found.id, inputs, outputs: received(found.props ?? {}), incomplete: false };
}

async function checked(provider: Provider, olds: Properties, program: Properties): Promise<Properties> {
  const { inputs, failures } = await provider.check(olds, received(program));
  if (failures.length > 0) throw new CheckFailed(byProperty(failures));
  return received(inputs);
}

/** The state that an error carries. @pulumi/pulumi's dynamic provider tells such an error from others by its id. */
function leftBy(error: unknown): { readonly id: string; readonly outputs: Properties } | undefined {
  if (!(error instanceof Error) || !("id" in error) || !("properties" in error)) return undefined;
  const { id, properties } = error;
  if (typeof id !== "string" || typeof properties !== "object" || properties === null) return undefined;
  return { id, outputs: received(Object.fromEntries(Object.entries(properties))) };
}
