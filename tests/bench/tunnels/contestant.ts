// One subject with its stack, its program and its simulated account, driven through one operation after the other.
import { type EngineStack, type OperationOptions, createStack, mustSucceed } from "../../engine/harness";
import { type Calls, type DeclaredTunnel, Estate } from "./estate";
import type { Plan, Step } from "./plan";
import { NO_OP_PROVIDER, PROGRAMS, storedTexts, type Subject } from "./programs";
import { watchProvider } from "./provider-memory";

/** What one operation cost. */
export interface Cost {
  readonly wallMs: number;
  readonly calls: Calls;
  readonly peakBytes: number;
}

/** What lies in the state after an `up`. */
export interface StateSize {
  readonly bytes: number;
  readonly handlerBytes: number;
}

/** The defaults, in proportion to the ten seconds that the API is taken to configure a change for. */
const scaled = (configuringMs: number, ofTenSeconds: number): string =>
  String(Math.max(10, Math.round((configuringMs * ofTenSeconds) / 10_000)));

export class Contestant {
  #lifetime = 20_000;

  private constructor(
    readonly subject: Subject,
    readonly estate: Estate,
    private readonly stack: EngineStack,
    private tunnels: readonly DeclaredTunnel[],
  ) {}

  static async create(subject: Subject, tunnels: number, plan: Plan): Promise<Contestant> {
    const { gateways, configuringMs } = plan;
    const estate = await Estate.start({ tunnels, gateways, configuringMs });
    const declared = (await estate.asLive()).slice(0, tunnels);
    const stack = await createStack({
      main: "index.js",
      // Plain JavaScript: the compiler's start would be a second in every figure, and flatter every ratio.
      runtimeOptions: { typescript: false },
      files: { "index.js": PROGRAMS[subject], "tunnels.json": JSON.stringify({ tunnels: declared }) },
      packages: ["@alicloud/pop-core"],
      config: {
        "alicloud:region": "cn-hangzhou",
        "alicloud:accessKey": "simulator-access-key-id",
        "alicloud:secretKey": { secret: "simulator-access-key-secret" },
        "alicloud:endpoints": JSON.stringify([{ vpc: estate.host }]),
        "alicloud:protocol": "HTTP",
        "alicloud-vpn:canary": "off",
        "alicloud-vpn:pollMilliseconds": scaled(configuringMs, 3_000),
        "alicloud-vpn:renegotiateMilliseconds": scaled(configuringMs, 30_000),
      },
    });
    return new Contestant(subject, estate, stack, declared);
  }

  /** What an `up` stores of each tunnel, secrets in clear; the stack is gone again after it. */
  async storedByUp(): Promise<string> {
    mustSucceed(await this.stack.up({ parallel: 32 }));
    const stored = storedTexts(await this.stack.state({ showSecrets: true }));
    await this.destroy();
    return stored;
  }

  /** Lets the floor store what was stored. */
  giveStored(stored: string): void {
    this.stack.project.write({ "stored.json": stored, "no-op.js": NO_OP_PROVIDER });
  }

  async measure(step: Step, parallel: number): Promise<Cost> {
    if (step === "change all") this.#change(() => true);
    if (step === "change one of each") this.#change(({ role }) => role === "master");
    await this.estate.quiet();
    const stopWatching = watchProvider();
    const result = mustSucceed(await this.#run(step, { parallel }));
    const peakBytes = stopWatching();
    const calls = await this.estate.calls();
    this.#expect(step, result.changeSummary);
    if (step !== "preview" && this.subject !== "floor") await this.#expectLive();
    return { wallMs: result.durationMs, calls, peakBytes };
  }

  async stateSize(): Promise<StateSize> {
    const { text, resources } = await this.stack.state();
    const handler = resources.find(({ inputs }) => inputs?.["__provider"] !== undefined)?.inputs?.["__provider"];
    return {
      bytes: text.length,
      handlerBytes: typeof handler === "string" ? handler.length : JSON.stringify(handler).length,
    };
  }

  /** The next round begins with a first `up` again. */
  async destroy(): Promise<void> {
    mustSucceed(await this.stack.destroy({ parallel: 32 }));
  }

  #run(step: Step, options: OperationOptions): ReturnType<EngineStack["up"]> {
    if (step === "preview") return this.stack.preview(options);
    return step === "refresh" ? this.stack.refresh(options) : this.stack.up(options);
  }

  #change(isChanged: (tunnel: DeclaredTunnel) => boolean): void {
    const ipsecLifetime = ++this.#lifetime;
    this.tunnels = this.tunnels.map((tunnel) =>
      isChanged(tunnel) ? { ...tunnel, tunnelIpsecConfig: { ...tunnel.tunnelIpsecConfig, ipsecLifetime } } : tunnel,
    );
    this.stack.project.write({ "tunnels.json": JSON.stringify({ tunnels: this.tunnels }) });
  }

  /** A fast operation that did something else is no figure. */
  #expect(step: Step, { create = 0, update = 0 }: Readonly<Partial<Record<string, number>>>): void {
    const tunnels = this.tunnels.length;
    const ofEach = this.tunnels.filter(({ role }) => role === "master").length;
    const updates = step === "change all" ? tunnels : step === "change one of each" ? ofEach : 0;
    // The stack itself is created, too.
    const creates = step === "first up" ? tunnels + 1 : 0;
    if (create !== creates || update !== updates)
      throw new Error(
        `${this.subject}, ${step}: ${create} created and ${update} updated, not ${creates} and ${updates}`,
      );
  }

  async #expectLive(): Promise<void> {
    const live = (await this.estate.asLive()).slice(0, this.tunnels.length);
    if (JSON.stringify(live) !== JSON.stringify(this.tunnels))
      throw new Error(`${this.subject}: the live tunnels are not what the program declares`);
  }
}
