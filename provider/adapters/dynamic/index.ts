import type { dynamic } from "@pulumi/pulumi";
import { systemTime, type Time } from "../../api/clock";
import type { Failure } from "../../core/field";
import type { Properties } from "../../core/property-tree";
import { isUnknown } from "../../core/unknown";
import { observe } from "../../resources/vpn-tunnel/observation";
import { deleteTunnel, isRestoredOnDestroy } from "../../resources/vpn-tunnel/destroy";
import { checkInputs } from "../../resources/vpn-tunnel/preview/check-inputs";
import { withRegion } from "../../resources/vpn-tunnel/state/tunnel-state";
import { createTunnel, diffTunnel, readTunnel, updateTunnel } from "../../resources/vpn-tunnel/verbs";
import { Accounts } from "../../session/accounts";
import { readConfiguration, type StackConfiguration } from "../../session/configuration";
import { endWithEngine } from "./engine";
import { engineProgress, type ProcessProgress } from "./progress";
import { Remarks } from "../../session/remarks";
import { trimError } from "./trim-errors";

interface Opened {
  readonly accounts: Accounts;
  readonly progress: ProcessProgress;
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

  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: dynamic.CheckFailure[] }> {
    return this.#verb(nameOf(news), "checked", async () => {
      const { accounts, progress, remarks } = this.#open();
      const checked = await checkInputs(olds, news, {
        observe: async (selector) =>
          observe(selector, await this.#ports(news).reads.connection(selector.vpnConnectionId)),
        keys: accounts.keys,
        compare: accounts.compare,
      });
      for (const note of checked.notes) progress.info(note);
      for (const warning of checked.warnings) progress.warning(warning);
      if (checked.remark !== undefined) remarks.say(checked.remark);
      if (checked.isNotCompared) remarks.notCompared();
      if (checked.adopts !== undefined) accounts.operation.manages(checked.adopts);
      accounts.previews.checked(news, checked.name, checked.isDifferent === true);
      return { inputs: { ...checked.inputs }, failures: checked.failures.map(withoutProperty) };
    });
  }

  diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    return this.#verb(id, "compared", async () => {
      const { changes, replaces } = await diffTunnel(id, olds, news, this.#ports(news));
      // Undefined: Pulumi compares the inputs itself, and shows what differs and nothing else.
      const answer = changes === "in inputs" ? {} : { changes };
      return { ...answer, replaces: [...replaces], deleteBeforeReplace: false };
    });
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    return this.#verb(nameOf(inputs), "adopted", () => createTunnel(inputs, this.#ports(inputs)));
  }

  read(id: string, props: Properties = {}): Promise<dynamic.ReadResult<Properties>> {
    return this.#verb(id, "read", async () => {
      const found = await readTunnel(id, props, this.#ports(withRegion(props)));
      // An empty id tells Pulumi that the resource is gone.
      return found.gone
        ? { id: "", props: {} }
        : { id: found.id, props: { ...found.props }, ...(found.inputs ? { inputs: { ...found.inputs } } : {}) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    return this.#verb(id, "updated", () => updateTunnel(id, olds, news, this.#ports(news)));
  }

  /** Leaves the tunnel as it is, which belongs to its connection, unless `onDestroy` says otherwise. */
  delete(id: string, props: Properties = {}): Promise<void> {
    return this.#verb(id, "restored", async () => {
      if (isRestoredOnDestroy(props)) await deleteTunnel(id, props, this.#ports(withRegion(props)));
      else this.#open().remarks.stays(id);
    });
  }

  /** Pulumi ends this process as soon as it has the last answer: what there is to say goes out before that. */
  async #verb<T>(tunnel: string, done: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw trimError(error, tunnel, done);
    } finally {
      await this.#opened?.progress.told();
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

/** Pulumi prints the value of a property that a failure names, whatever it is: the name stands in the text instead. */
const withoutProperty = ({ property, reason }: Failure): dynamic.CheckFailure => ({
  property: "",
  reason: property === "" ? reason : `${property} ${reason}`,
});

function nameOf(inputs: Properties): string {
  const { vpnConnectionId, tunnelId, role } = inputs;
  const parts = [vpnConnectionId, tunnelId ?? role].filter((part) => typeof part === "string" && !isUnknown(part));
  return parts.length > 0 ? parts.join(":") : "(not known yet)";
}

/** The provider that `sdk/handler.ts` names. */
export const vpnTunnel = new VpnTunnelProvider();
endWithEngine(process.argv);
