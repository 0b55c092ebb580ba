// A stack of several tunnels, in process: asks the provider what the engine would ask it, in the engine's order, and
// keeps of a failed step what the engine keeps.
import type { dynamic } from "@pulumi/pulumi";
import type { Properties } from "../../provider/core/property-tree";
import { isUpdated, received } from "../lifecycle/engine-rules";

/** What the engine does with one resource. */
export type Step = "create" | "same" | "update" | "delete" | "read" | "gone";

/** What became of one operation. */
export interface Outcome {
  /** By the resource's name; one that failed has an error and no step. */
  readonly steps: Readonly<Record<string, Step>>;
  readonly errors: Readonly<Record<string, Error>>;
}

/** A program: what it declares of each resource. */
export type Program = Readonly<Record<string, Properties>>;

/** What the state has of a resource. */
export interface Stored {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** The last step failed after it had begun: the engine keeps what it was told, and updates the next time. */
  readonly incomplete: boolean;
}

/** A dynamic provider, as the engine sees it. */
export interface Provider {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs: Properties; failures: readonly { readonly property: string; readonly reason: string }[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, props: Properties): Promise<dynamic.ReadResult<Properties>>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

/** As over the wire: a copy, and without what is undefined. */
const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

export class Stack {
  readonly #stored = new Map<string, Stored>();

  /**
   * @param open A new provider process; each operation has its own.
   * @param state What is deployed already.
   */
  constructor(
    private readonly open: () => Provider,
    state: ReadonlyMap<string, Stored> = new Map(),
  ) {
    for (const [name, stored] of state) this.#stored.set(name, stored);
  }

  get state(): ReadonlyMap<string, Stored> {
    return new Map(this.#stored);
  }

  stored(name: string): Stored | undefined {
    return this.#stored.get(name);
  }

  get names(): readonly string[] {
    return [...this.#stored.keys()];
  }

  /** Checks and compares; changes nothing. */
  preview(program: Program): Promise<Outcome> {
    const provider = this.open();
    return forEach(Object.keys(program), async (name) => (await this.#plan(provider, name, program)).step);
  }

  /** All resources at once, as with enough --parallel. */
  async up(program: Program): Promise<Outcome> {
    const provider = this.open();
    const outcome = await forEach(Object.keys(program), async (name) => {
      const { step, inputs } = await this.#plan(provider, name, program);
      const before = this.#stored.get(name);
      if (step === "same" && before) this.#stored.set(name, { ...before, inputs });
      else if (before === undefined) await this.#apply(name, inputs, () => provider.create(inputs));
      else
        await this.#apply(name, inputs, async () => ({
          id: before.id,
          outs: (await provider.update(before.id, before.outputs, inputs)).outs,
        }));
      return step;
    });
    return outcome;
  }

  /** Reads every live tunnel into the state. */
  refresh(): Promise<Outcome> {
    const provider = this.open();
    return forEach(this.names, async (name) => {
      const before = this.#must(name);
      const found = await provider.read(before.id, before.outputs);
      if (!found.id) {
        this.#stored.delete(name);
        return "gone";
      }
      const inputs = received(found.inputs ?? before.inputs);
      this.#stored.set(name, { id: found.id, inputs, outputs: received(found.props ?? {}), incomplete: false });
      return "read";
    });
  }

  /** Looks a tunnel up that the stack does not manage. */
  lookUp(name: string, id: string): Promise<Outcome> {
    const provider = this.open();
    return forEach([name], async () => {
      const found = await provider.read(id, {});
      if (!found.id) return "gone";
      this.#stored.set(name, { id: found.id, inputs: {}, outputs: received(found.props ?? {}), incomplete: false });
      return "read";
    });
  }

  destroy(): Promise<Outcome> {
    const provider = this.open();
    return forEach(this.names, async (name) => {
      const { id, outputs } = this.#must(name);
      await provider.delete(id, outputs);
      this.#stored.delete(name);
      return "delete";
    });
  }

  async #plan(
    provider: Provider,
    name: string,
    program: Program,
  ): Promise<{ readonly step: Step; readonly inputs: Properties }> {
    const before = this.#stored.get(name);
    const { inputs: checked, failures } = await provider.check(before?.inputs ?? {}, received(program[name] ?? {}));
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const inputs = received(checked);
    if (before === undefined) return { step: "create", inputs };
    const { changes, replaces } = await provider.diff(before.id, before.outputs, inputs);
    if (replaces?.length) throw new Error(`${name} would be replaced: ${replaces.join(", ")}`);
    return { step: isUpdated(changes, before.inputs, inputs) || before.incomplete ? "update" : "same", inputs };
  }

  /** Keeps what a step gives, and also what one that failed midway says of itself. */
  async #apply(
    name: string,
    inputs: Properties,
    step: () => Promise<{ readonly id: string; readonly outs: Properties }>,
  ): Promise<void> {
    try {
      const { id, outs } = await step();
      this.#stored.set(name, { id, inputs, outputs: received(outs), incomplete: false });
    } catch (error) {
      const kept = keptBy(error);
      if (kept) this.#stored.set(name, { ...kept, inputs, incomplete: true });
      throw error;
    }
  }

  #must(name: string): Stored {
    const stored = this.#stored.get(name);
    if (stored === undefined) throw new Error(`the stack has no ${name}`);
    return stored;
  }
}

async function forEach(names: readonly string[], act: (name: string) => Promise<Step>): Promise<Outcome> {
  const steps: Record<string, Step> = {};
  const errors: Record<string, Error> = {};
  await Promise.all(
    names.map(async (name) => {
      try {
        steps[name] = await act(name);
      } catch (error) {
        errors[name] = asError(error);
      }
    }),
  );
  return { steps, errors };
}

/** As @pulumi/pulumi's dynamic-provider tells such an error from others: by its id. */
function keptBy(error: unknown): { readonly id: string; readonly outputs: Properties } | undefined {
  if (!(error instanceof Error) || !("id" in error) || !("properties" in error)) return undefined;
  const { id, properties } = error;
  if (typeof id !== "string" || typeof properties !== "object" || properties === null) return undefined;
  return { id, outputs: received(Object.fromEntries(Object.entries(properties))) };
}
