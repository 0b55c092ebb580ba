import { carriesTraffic, type Observation } from "../observation";

interface Current {
  readonly tunnelId: string;
  readonly connectionId: string;
  readonly done: Promise<void>;
  readonly end: () => void;
}

/**
 * The canary: the first changed tunnel that was up goes alone, and the others start when it is up again. Where one
 * resource has both tunnels of a connection, that connection goes alone as a whole.
 */
export class Canary {
  /** Connections of which both tunnels are one resource. */
  readonly #wholes = new Set<string>();
  #current: Current | undefined;
  #hasPassed = false;

  /** @param isWanted False: no tunnel goes alone. */
  constructor(private readonly isWanted: boolean) {}

  /**
   * Makes a tunnel that is up the canary, or tells what to wait for: another canary's end. Nothing to wait for where
   * the tunnel is down, a canary came back already, or there are none. A tunnel that renegotiates only when traffic
   * comes tells nothing soon enough, so it is no canary; it waits for one that is under way.
   */
  before(observation: Observation): Promise<void> | undefined {
    if (!this.isWanted || this.#hasPassed || !carriesTraffic(observation)) return undefined;
    const { tunnelId, connection } = observation;
    if (this.#current !== undefined) return this.includes(observation) ? undefined : this.#current.done;
    if (connection.effectImmediately === false) return undefined;
    let end = (): void => {};
    const done = new Promise<void>((resolve) => (end = resolve));
    this.#current = { tunnelId, connectionId: connection.id, done, end };
    return undefined;
  }

  /** True for a tunnel that goes alone, or is a part of what does: it is waited for, whatever it declares. */
  includes({ tunnelId, connection }: Observation): boolean {
    const isOfWhole = this.#wholes.has(connection.id) && this.#current?.connectionId === connection.id;
    return isOfWhole || this.#is(tunnelId);
  }

  #is(tunnelId: string): boolean {
    return this.#current?.tunnelId === tunnelId;
  }

  /** Both tunnels of the connection are changed by one resource. */
  beginsWhole(connectionId: string): void {
    this.#wholes.add(connectionId);
  }

  /** That resource is done. @param isBack True where all that it changed carries traffic again. */
  endsWhole(connectionId: string, isBack: boolean): void {
    this.#wholes.delete(connectionId);
    if (this.#current?.connectionId !== connectionId) return;
    if (isBack) this.#hasPassed = true;
    this.end(this.#current.tunnelId);
  }

  /** A tunnel is up again. */
  cameBack(tunnelId: string): void {
    if (this.#is(tunnelId) && !this.#isPartOfWhole()) this.#hasPassed = true;
    this.end(tunnelId);
  }

  /** The canary's turn is over, for whatever reason: the next one that was waiting may take its place. */
  end(tunnelId: string): void {
    if (!this.#is(tunnelId) || this.#isPartOfWhole()) return;
    const ended = this.#current;
    this.#current = undefined;
    ended?.end();
  }

  #isPartOfWhole(): boolean {
    return this.#current !== undefined && this.#wholes.has(this.#current.connectionId);
  }
}
