import type { dynamic } from "@pulumi/pulumi";
import type { Properties } from "../../core/property-tree";
import type { Resource, Verb } from "../../resources/resource";
import type { StackConfiguration } from "../../session/configuration";
import { toldFailure } from "../engine/told-failure";
import { dynamicError } from "./verb-error";

/** What a dynamic provider needs of its process, whichever resource it serves. */
export interface ResourceProcess<Session> {
  configure(stack: StackConfiguration): void;
  session(): Session;
  flush(): Promise<void>;
}

/**
 * One resource as Pulumi's dynamic provider. It has no logic of its own: it opens the session, calls the resource's
 * verbs, and puts answers and errors into the form that Pulumi understands.
 */
export class DynamicProvider<Session> implements dynamic.ResourceProvider<Properties, Properties> {
  constructor(
    private readonly resource: Resource<Session>,
    private readonly process: ResourceProcess<Session>,
  ) {}

  /**
   * Pulumi calls this once for each handler text, before any verb. It must not wait: Pulumi holds no other call back.
   */
  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.process.configure({ get: (key) => config.get(key) });
    return Promise.resolve();
  }

  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: dynamic.CheckFailure[] }> {
    return this.#verb("check", this.resource.nameOf(news), news, async (session) => {
      const { inputs, failures } = await this.resource.check(olds, news, session);
      return { inputs: { ...inputs }, failures: failures.map(toldFailure) };
    });
  }

  diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    return this.#verb("diff", id, news, async (session) => {
      const { changes, replaces } = await this.resource.diff(id, olds, news, session);
      // Without `changes` Pulumi compares the inputs itself, and shows exactly the properties that differ.
      const answer = changes === "in inputs" ? {} : { changes };
      return { ...answer, replaces: [...replaces], deleteBeforeReplace: false };
    });
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    return this.#verb("create", this.resource.nameOf(inputs), inputs, (session) =>
      this.resource.create(inputs, session),
    );
  }

  read(id: string, props: Properties = {}): Promise<dynamic.ReadResult<Properties>> {
    return this.#verb("read", id, props, async (session) => {
      const found = await this.resource.read(id, props, session);
      // An empty id tells Pulumi that the resource is gone.
      return found.gone
        ? { id: "", props: {} }
        : { id: found.id, props: { ...found.props }, ...(found.inputs ? { inputs: { ...found.inputs } } : {}) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    return this.#verb("update", id, news, (session) => this.resource.update(id, olds, news, session));
  }

  delete(id: string, props: Properties = {}): Promise<void> {
    return this.#verb("delete", id, props, (session) => this.resource.delete(id, props, session));
  }

  /** @param properties What Pulumi passed to the verb: its handler text has to be in a state that a failure leaves. */
  async #verb<T>(verb: Verb, name: string, properties: Properties, work: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await work(this.process.session());
    } catch (error) {
      throw dynamicError(this.resource.failureOf(error, verb, name), properties["__provider"]);
    } finally {
      await this.process.flush();
    }
  }
}
