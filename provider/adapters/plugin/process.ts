import { AsyncLocalStorage } from "node:async_hooks";
import { systemTime, type Time } from "../../api/clock";
import type { Properties } from "../../core/property-tree";
import { readHookDevice } from "../../lookups/peer-config";
import { Ended } from "../../resources/ended";
import type { Progress } from "../../resources/resource";
import type { TunnelSession } from "../../resources/vpn-tunnel/ports";
import { boundedSession } from "../../session/bounded-session";
import { Claims } from "../../session/claims";
import { readConfiguration } from "../../session/configuration";
import { openSession } from "../../session/session";
import { silentLog, type EngineLog } from "../engine/log";
import { asStackConfiguration } from "./settings";

/** Connects to the log of the engine at an address. @param rowOf The urn of the resource that a line belongs to. */
export type ConnectLog = (address: string, rowOf: () => string | undefined) => EngineLog;

/** What the plugin needs from its surroundings. */
export interface PluginParts {
  readonly connectLog: ConnectLog;
  readonly env: NodeJS.ProcessEnv;
  readonly time?: Time;
}

/** One verb, as Pulumi asks for it. */
export interface VerbCall {
  readonly urn: string;
  /** `customTimeouts`, in seconds; 0 for none. */
  readonly timeoutSeconds: number;
}

/** One plugin process: its settings, its session, the verbs that are under way, and the engine's log. */
export class PluginProcess {
  readonly #row = new AsyncLocalStorage<string>();
  readonly #underWay = new Set<AbortController>();
  #log: EngineLog = silentLog;
  #address: string | undefined;
  #settings: Properties = {};
  #session: TunnelSession | undefined;
  #claims = new Claims();
  #isCancelled = false;

  constructor(private readonly parts: PluginParts) {}

  /** The engine that listens at an address gets the lines from here on. */
  attach(address: string): void {
    if (address === "" || address === this.#address) return;
    this.#address = address;
    this.#log = this.parts.connectLog(address, () => this.#row.getStore());
  }

  /** An operation begins: it has a session of its own, and nothing of an earlier one holds. */
  configure(settings: Properties): void {
    this.#settings = settings;
    this.#session = undefined;
    this.#claims = new Claims();
    this.#isCancelled = false;
  }

  get settings(): Properties {
    return this.#settings;
  }

  get env(): NodeJS.ProcessEnv {
    return this.parts.env;
  }

  get claims(): Claims {
    return this.#claims;
  }

  /**
   * Ends what is under way, and what begins before the next operation. The engine asks for it at the end of every
   * operation too, when nothing is under way.
   */
  cancel(): void {
    this.#isCancelled = true;
    for (const end of this.#underWay) end.abort(new Ended(INTERRUPTED));
  }

  /** Does the work of one verb. Its lines stand in the row of its resource; the engine has them before the answer. */
  async run<T>({ urn, timeoutSeconds }: VerbCall, work: (session: TunnelSession) => Promise<T>): Promise<T> {
    const end = new AbortController();
    if (this.#isCancelled) end.abort(new Ended(INTERRUPTED));
    const timer =
      timeoutSeconds > 0
        ? setTimeout(() => end.abort(new Ended(timedOut(timeoutSeconds))), timeoutSeconds * 1000)
        : undefined;
    this.#underWay.add(end);
    try {
      return await this.#row.run(urn, async () => work(boundedSession(this.#openSession(), end.signal)));
    } finally {
      clearTimeout(timer);
      this.#underWay.delete(end);
      await this.#log.flush();
    }
  }

  /**
   * The session. The first verb opens it, so that a wrong setting is an error of that verb.
   * @throws ConfigurationError that names the setting.
   */
  #openSession(): TunnelSession {
    const { env, time = systemTime } = this.parts;
    const progress: Progress = {
      info: (line) => this.#log.info(line),
      status: (line) => this.#log.status(line),
      warning: (line) => this.#log.warning(line),
    };
    this.#session ??= openSession({
      configuration: readConfiguration(asStackConfiguration(this.#settings), env),
      progress,
      env,
      time,
      renderDevice: readHookDevice,
    });
    return this.#session;
  }
}

const INTERRUPTED =
  "interrupted. A request that was sent may have changed the tunnel: run `pulumi up` again, which goes on from what the API shows";

const timedOut = (seconds: number): string =>
  `not done after ${seconds} s, which is all that customTimeouts gives. A request that was sent may have changed the tunnel: run \`pulumi up\` again, which goes on from what the API shows`;
