import { flatten, type Properties } from "../../core/property-tree";
import type { Outputs, Resource, Verb, VerbFailure } from "../../resources/resource";
import type { TunnelSession } from "../../resources/vpn-tunnel/ports";
import { toldFailure } from "../engine/told-failure";
import { detailedDiff, stableOutputs, type PropertyDifference } from "./detailed-diff";
import { forCheck, forEngine, forVerbs, plain } from "./inputs";
import type { PluginProcess, VerbCall } from "./process";
import { inOwnNamespace } from "./settings";
import { partsOfUrn } from "./urn";

/** Why a verb failed, and what the engine has to store all the same. */
export class FailedVerb extends Error {
  constructor(
    message: string,
    readonly incomplete: VerbFailure["incomplete"],
  ) {
    super(message);
    this.name = "FailedVerb";
  }
}

/** What the engine knows of a stored resource. */
export interface StoredResource {
  readonly id: string;
  readonly oldOutputs: Properties;
  readonly oldInputs: Properties;
}

/** How the declaration differs from what is stored. */
export interface Comparison {
  readonly isChanged: boolean;
  readonly replaces: readonly string[];
  readonly stables: readonly string[];
  readonly details: ReadonlyMap<string, PropertyDifference>;
}

/**
 * The verbs of all resources as Pulumi's protocol asks for them, over plain property bags. It has no logic of its own:
 * it finds the resource, translates inputs, and puts errors into words.
 */
export class ResourceVerbs {
  /** @param resources Each resource by its type token. */
  constructor(
    private readonly resources: ReadonlyMap<string, Resource<TunnelSession>>,
    private readonly process: PluginProcess,
  ) {}

  async check(
    urn: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ readonly inputs: Properties; readonly failures: readonly { property: string; reason: string }[] }> {
    const { resource, table, name, type } = this.#find(urn);
    return this.#verb("check", { urn, timeoutSeconds: 0 }, news, undefined, async (session) => {
      const { inputs, failures } = await resource.check(forVerbs(table, olds), forCheck(table, news, name), session);
      const twice = this.process.claims.claim({ urn, type, name }, resource.objectsOf(plain(inputs)));
      const all = [...failures.map(toldFailure), ...(twice === undefined ? [] : [{ property: "", reason: twice }])];
      return {
        inputs: forEngine(table, inputs),
        failures: all.map(({ property, reason }) => ({ property, reason: inOwnNamespace(reason) })),
      };
    });
  }

  async diff(urn: string, stored: StoredResource, news: Properties): Promise<Comparison> {
    const { resource, table } = this.#find(urn);
    const olds = plain(stored.oldOutputs);
    return this.#verb("diff", { urn, timeoutSeconds: 0 }, news, stored.id, async (session) => {
      const result = await resource.diff(stored.id, olds, forVerbs(table, news), session);
      const bags = { oldInputs: plain(stored.oldInputs), oldOutputs: olds, newInputs: plain(news) };
      return {
        isChanged: result.changes !== false,
        replaces: result.replaces,
        stables: stableOutputs(table, result),
        details: detailedDiff(result, bags),
      };
    });
  }

  async create(
    call: VerbCall,
    inputs: Properties,
    isPreview: boolean,
  ): Promise<{ readonly id: string; readonly outputs: Outputs }> {
    const { resource, table } = this.#find(call.urn);
    const declared = forVerbs(table, inputs);
    return this.#verb("create", call, inputs, undefined, async (session) => {
      if (isPreview) {
        const { id = "", outs } = await resource.foresee(declared, undefined, session);
        return { id, outputs: outs };
      }
      const { id, outs } = await resource.create(declared, session);
      return { id, outputs: outs };
    });
  }

  async update(call: VerbCall, stored: StoredResource, news: Properties, isPreview: boolean): Promise<Outputs> {
    const { resource, table } = this.#find(call.urn);
    const { id } = stored;
    const olds = plain(stored.oldOutputs);
    const declared = forVerbs(table, news);
    return this.#verb("update", call, news, id, async (session) => {
      const { outs } = isPreview
        ? await resource.foresee(declared, { id, olds }, session)
        : await resource.update(id, olds, declared, session);
      return outs;
    });
  }

  /** Reads a live object: one that is stored, or one that a program takes over, which has no inputs yet. */
  async read(
    call: VerbCall,
    { id, oldOutputs, oldInputs }: StoredResource,
  ): Promise<{ readonly id: string; readonly outputs: Properties; readonly inputs: Properties }> {
    const { resource, table } = this.#find(call.urn);
    const props = plain(oldOutputs);
    const isStored = "managed" in props || Object.keys(flatten(table, plain(oldInputs))).length > 0;
    return this.#verb("read", call, oldInputs, id, async (session) => {
      const found = await (isStored ? resource.read(id, props, session) : resource.adopt(id, props, session));
      // An empty id tells Pulumi that the resource is gone.
      if (found.gone) return { id: "", outputs: {}, inputs: {} };
      const inputs = found.inputs === undefined ? oldInputs : forEngine(table, found.inputs);
      return { id: found.id, outputs: found.props, inputs };
    });
  }

  async delete(call: VerbCall, id: string, oldOutputs: Properties): Promise<void> {
    const { resource } = this.#find(call.urn);
    const props = plain(oldOutputs);
    return this.#verb("delete", call, props, id, (session) => resource.delete(id, props, session));
  }

  #find(urn: string): {
    readonly resource: Resource<TunnelSession>;
    readonly table: Resource<TunnelSession>["table"];
    readonly name: string;
    readonly type: string;
  } {
    const { token, name } = partsOfUrn(urn);
    const resource = this.resources.get(token);
    if (resource === undefined)
      throw new FailedVerb(
        `There is no resource ${token}: there are ${[...this.resources.keys()].join(", ")}`,
        undefined,
      );
    return { resource, table: resource.table, name, type: token.slice(token.lastIndexOf(":") + 1) };
  }

  async #verb<T>(
    verb: Verb,
    call: VerbCall,
    inputs: Properties,
    id: string | undefined,
    work: (session: TunnelSession) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.process.run(call, work);
    } catch (error) {
      const { resource, table } = this.#find(call.urn);
      const name = id ?? resource.nameOf(forVerbs(table, inputs));
      const { message, incomplete } = resource.failureOf(error, verb, name);
      throw new FailedVerb(inOwnNamespace(message), incomplete);
    }
  }
}
