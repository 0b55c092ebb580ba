import type { Params } from "../http/request";
import type { Fault, FaultSpec } from "./fault";

class ActiveFault implements Fault {
  hits = 0;
  private seen = 0;

  constructor(
    readonly id: number,
    readonly spec: FaultSpec,
    private readonly drop: (fault: ActiveFault) => void,
  ) {}

  private get first(): number {
    return this.spec.call ?? 1;
  }

  private get times(): number {
    const times = this.spec.times ?? 1;
    return times === 0 ? Number.POSITIVE_INFINITY : times;
  }

  get spent(): boolean {
    return this.hits >= this.times;
  }

  /** Counts the call if it is one of those meant, and says whether it is hit. */
  strikes(action: string, params: Params): boolean {
    if (this.spent) return false;
    if (this.spec.action !== undefined && this.spec.action !== action) return false;
    for (const [name, value] of Object.entries(this.spec.where ?? {})) if (params.get(name) !== value) return false;
    this.seen++;
    if (this.seen < this.first) return false;
    this.hits++;
    return true;
  }

  remove(): void {
    this.drop(this);
  }
}

/**
 * The faults that are set. Each counts the calls that it is meant for; of several that strike one call the oldest acts.
 */
export class FaultList {
  private readonly active = new Set<ActiveFault>();
  private lastId = 0;

  add(spec: FaultSpec): Fault {
    const fault = new ActiveFault(++this.lastId, spec, (one) => this.active.delete(one));
    this.active.add(fault);
    return fault;
  }

  all(): readonly Fault[] {
    return [...this.active];
  }

  remove(id: number): boolean {
    for (const fault of this.active) if (fault.id === id) return this.active.delete(fault);
    return false;
  }

  clear(): void {
    this.active.clear();
  }

  /** The fault that acts on this call. */
  strike(action: string, params: Params): FaultSpec | undefined {
    let acting: FaultSpec | undefined;
    for (const fault of this.active) {
      const strikes = fault.strikes(action, params);
      if (strikes) acting ??= fault.spec;
      if (fault.spent) this.active.delete(fault);
    }
    return acting;
  }
}
