import type { dynamic } from "@pulumi/pulumi";
import { systemTime, type Time } from "../api/clock";
import type { Properties } from "../core/property-tree";
import { isUnknown } from "../core/unknown";
import { checkInputs } from "../resources/vpn-tunnel/check-inputs";
import { observe } from "../resources/vpn-tunnel/observation";
import type { Progress } from "../resources/vpn-tunnel/ports";
import { deleteTunnel, isRestoredOnDestroy } from "../resources/vpn-tunnel/destroy";
import { withRegion } from "../resources/vpn-tunnel/stored";
import { createTunnel, diffTunnel, readTunnel, updateTunnel } from "../resources/vpn-tunnel/verbs";
import { Accounts } from "./accounts";
import { readConfiguration, type StackConfiguration } from "./configuration";
import { endWithEngine } from "./engine";
import { engineProgress } from "./progress";
import { Remarks } from "./remarks";
import { trimError } from "./trim-errors";

interface Opened {
  readonly accounts: Accounts;
  readonly progress: Progress;
  readonly remarks: Remarks;
}

/**
 * What the stored handler points at: the dynamic provider of VpnTunnel, one for the whole process.
 * It holds no logic of its own: it finds the account, asks the resource's verbs, and trims what goes wrong.
 */
export class VpnTunnelProvider implements dynamic.ResourceProvider<Properties, Properties> {
  #stack: StackConfiguration = { get: () => undefined };
  #opened: Opened | undefined;

  constructor(private readonly time: Time = systemTime) {}

  /**
   * Pulumi calls this before all else, once for each stored text of the handler; what this process knows by then of the
   * tunnels it changed stays known. It must not wait, because Pulumi does not hold other calls back.
   */
  configure(request: dynamic.ConfigureRequest): Promise<void> {
    const { config } = request;
    this.#stack = { get: (key) => config.get(key) };
    return Promise.resolve();
  }

  async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: dynamic.CheckFailure[] }> {
    try {
      const { inputs, failures, notes, remark, adopts } = await checkInputs(olds, news, {
        observe: async (selector) =>
          observe(selector, await this.#ports(news).reads.connection(selector.vpnConnectionId)),
        readKey: (source) => this.#open().accounts.keys.read(source),
      });
      for (const note of notes) this.#open().progress.info(note);
      if (remark !== undefined) this.#open().remarks.say(remark);
      if (adopts !== undefined) this.#open().accounts.operation.manages(adopts);
      return { inputs: { ...inputs }, failures: [...failures] };
    } catch (error) {
      throw trimError(error, nameOf(news), "checked");
    }
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    try {
      const { changes, replaces } = await diffTunnel(id, olds, news, this.#ports(news));
      return { changes, replaces: [...replaces], deleteBeforeReplace: false };
    } catch (error) {
      throw trimError(error, id, "compared");
    }
  }

  async create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    try {
      return await createTunnel(inputs, this.#ports(inputs));
    } catch (error) {
      throw trimError(error, nameOf(inputs), "adopted");
    }
  }

  async read(id: string, props: Properties = {}): Promise<dynamic.ReadResult<Properties>> {
    try {
      const found = await readTunnel(id, props, this.#ports(withRegion(props)));
      // An empty id tells Pulumi that the resource is gone.
      return found.gone
        ? { id: "", props: {} }
        : { id: found.id, props: { ...found.props }, ...(found.inputs ? { inputs: { ...found.inputs } } : {}) };
    } catch (error) {
      throw trimError(error, id, "read");
    }
  }

  async update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    try {
      return await updateTunnel(id, olds, news, this.#ports(news));
    } catch (error) {
      throw trimError(error, id, "updated");
    }
  }

  /** Leaves the tunnel as it is, which belongs to its connection, unless `onDestroy` says otherwise. */
  async delete(id: string, props: Properties = {}): Promise<void> {
    if (!isRestoredOnDestroy(props)) return;
    try {
      await deleteTunnel(id, props, this.#ports(withRegion(props)));
    } catch (error) {
      throw trimError(error, id, "restored");
    }
  }

  #ports(properties: Properties): ReturnType<Accounts["portsFor"]> {
    return this.#open().accounts.portsFor(properties);
  }

  /** Opened when first needed, so that a wrong setting is an error of the verb that needs it, with its tunnel's name. */
  #open(): Opened {
    if (this.#opened) return this.#opened;
    const progress = engineProgress();
    const configuration = readConfiguration(this.#stack, process.env);
    const accounts = new Accounts(configuration, progress, process.env, this.time);
    this.#opened = { accounts, progress, remarks: new Remarks(progress) };
    return this.#opened;
  }
}

function nameOf(inputs: Properties): string {
  const { vpnConnectionId, tunnelId, role } = inputs;
  const parts = [vpnConnectionId, tunnelId ?? role].filter((part) => typeof part === "string" && !isUnknown(part));
  return parts.length > 0 ? parts.join(":") : "(not known yet)";
}

/** The provider that `sdk/handler.ts` names. */
export const vpnTunnel = new VpnTunnelProvider();
endWithEngine(process.argv);
