import { systemTime, type Time } from "../../api/clock";
import type { TunnelSession } from "../../resources/vpn-tunnel/ports";
import { readHookDevice } from "../../lookups/peer-config";
import { readConfiguration, type StackConfiguration } from "../../session/configuration";
import { openSession } from "../../session/session";
import type { EngineLog } from "../engine/log";
import { logOfEngineIn } from "./running-engine";

/**
 * One process of Pulumi's dynamic provider. All its resources share one session, however many handler texts the engine
 * sends, so that one writer per gateway and one canary hold for all of them.
 */
export class ProviderProcess {
  #stack: StackConfiguration = { get: () => undefined };
  #log: EngineLog | undefined;
  #session: TunnelSession | undefined;

  constructor(
    private readonly time: Time = systemTime,
    private readonly argv: readonly string[] = process.argv,
  ) {}

  /** Pulumi configures every handler text of a process, always with the configuration of the same stack. */
  configure(stack: StackConfiguration): void {
    this.#stack = stack;
  }

  /**
   * The session. The first verb opens it, so that a wrong setting is an error of that verb.
   * @throws ConfigurationError that names the setting.
   */
  session(): TunnelSession {
    if (this.#session) return this.#session;
    this.#log = logOfEngineIn(this.argv);
    const configuration = readConfiguration(this.#stack, process.env);
    this.#session = openSession({
      configuration,
      progress: this.#log,
      env: process.env,
      time: this.time,
      renderDevice: readHookDevice,
    });
    return this.#session;
  }

  /** Resolves when the engine has every line: Pulumi ends this process as soon as it has the last answer. */
  async flush(): Promise<void> {
    await this.#log?.flush();
  }
}
