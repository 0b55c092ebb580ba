// A stack of several tunnels on the modelled engine: all of them at once, as with enough --parallel.
import type { Properties } from "../../provider/core/property-tree";
import { apply, plan, refreshed, type Plan, type Provider, type Stored } from "../modelled-engine/steps";

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

  up(program: Program): Promise<Outcome> {
    const provider = this.open();
    return forEach(Object.keys(program), async (name) => {
      const planned = await this.#plan(provider, name, program);
      await apply(provider, this.#stored.get(name), planned, (stored) => void this.#stored.set(name, stored));
      return planned.step;
    });
  }

  /** Reads every live tunnel into the state. */
  refresh(): Promise<Outcome> {
    const provider = this.open();
    return forEach(this.names, async (name) => {
      const found = await refreshed(provider, this.#must(name));
      if (found) this.#stored.set(name, found);
      else this.#stored.delete(name);
      return found ? "read" : "gone";
    });
  }

  /** Looks a tunnel up that the stack does not manage. */
  lookUp(name: string, id: string): Promise<Outcome> {
    const provider = this.open();
    return forEach([name], async () => {
      const found = await refreshed(provider, { id, inputs: {}, outputs: {}, incomplete: false });
      if (found) this.#stored.set(name, { ...found, inputs: {} });
      return found ? "read" : "gone";
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

  /** No program of these tests replaces a tunnel. */
  async #plan(provider: Provider, name: string, program: Program): Promise<Plan & { readonly step: Step }> {
    const planned = await plan(provider, this.#stored.get(name), program[name] ?? {});
    if (planned.operation === "replace") throw new Error(`${name} would be replaced`);
    return { ...planned, step: planned.operation };
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
        errors[name] = error instanceof Error ? error : new Error(String(error));
      }
    }),
  );
  return { steps, errors };
}
