import { readAllPages } from "../api/all-pages";
import type { Clock } from "../api/clock";
import type { ConnectionWire } from "../api/wire";
import type { ConnectionReads } from "../resources/ports";
import { ConnectionCache, MAX_AGE_MS } from "./connection-cache";
import { CALLS_AT_ONCE, ConnectionListing, PAGE_SIZE, type ConnectionPages } from "./connection-listing";

/** So many questions at once are the first of a large program. */
const MANY = 8;
/** How long to gather questions before a call: the engine asks for its resources within milliseconds of each other. */
const GATHER_MS = 10;

interface Question {
  readonly resolve: (connection: ConnectionWire | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Reads of one account and region, shared by all resources of an operation. It gathers questions, and answers them by
 * listing connections or by reading them one by one, whichever takes fewer calls. It keeps every connection that a
 * listing brings along for later questions.
 */
export class SharedReads implements ConnectionReads {
  readonly #cache: ConnectionCache;
  readonly #listing: ConnectionListing;
  readonly #questions = new Map<string, Question[]>();
  #isAnswering = false;
  /** The largest number of questions that waited at the same time. */
  #mostTogether = 0;
  /** Connections that were read one by one: listing would have answered these questions too. */
  readonly #readById = new Set<string>();
  /** Since when the listing and the reads by id are counted. */
  #countedFrom: number;

  constructor(
    private readonly api: ConnectionPages,
    private readonly clock: Clock,
  ) {
    this.#cache = new ConnectionCache(clock);
    this.#listing = new ConnectionListing(api);
    this.#countedFrom = clock.now();
  }

  connection(vpnConnectionId: string): Promise<ConnectionWire | undefined> {
    const answer = this.#cache.find(vpnConnectionId);
    if (answer) return Promise.resolve(answer.connection);
    return new Promise((resolve, reject) => {
      const waiting = this.#questions.get(vpnConnectionId) ?? [];
      this.#questions.set(vpnConnectionId, [...waiting, { resolve, reject }]);
      if (!this.#isAnswering) void this.#answerQuestions();
    });
  }

  async neighbours(connection: {
    readonly id: string;
    readonly vpnGatewayId: string | undefined;
  }): Promise<readonly ConnectionWire[]> {
    const filter =
      connection.vpnGatewayId === undefined
        ? { vpnConnectionId: connection.id }
        : { vpnGatewayId: connection.vpnGatewayId };
    const mark = this.#cache.mark();
    const found = await readAllPages(async (pageNumber) => {
      const page = await this.api.describeVpnConnections({ ...filter, pageNumber, pageSize: PAGE_SIZE });
      return { items: page.connections, totalCount: page.totalCount };
    });
    this.#keep(found, mark);
    return found;
  }

  seenOf(vpnGatewayId: string): readonly ConnectionWire[] {
    return this.#cache.ofGateway(vpnGatewayId);
  }

  forget(vpnConnectionId: string): void {
    this.#cache.forget(vpnConnectionId);
  }

  /** Makes calls until every question is answered. Each one is answered as soon as its own answer is there. */
  async #answerQuestions(): Promise<void> {
    this.#isAnswering = true;
    // The first call is a page whoever asks. It waits for nobody, but where it fails, it fails for all who asked by
    // then.
    await this.clock.sleep(this.#listing.isStarted ? GATHER_MS : 0);
    while (this.#questions.size > 0 || this.#isReadingAhead()) {
      const wanted = [...this.#questions.keys()];
      try {
        await this.#readFor(wanted.filter((id) => !this.#cache.find(id)));
      } catch (error) {
        for (const id of wanted) for (const question of this.#takeOut(id)) question.reject(error);
        // A call ahead of any question failed. It is not made again: whoever needs the connections asks for them.
        if (wanted.length === 0) this.#mostTogether = 0;
      }
      this.#mostTogether = Math.max(this.#mostTogether, [...this.#questions.values()].flat().length);
      this.#answerFromCache();
    }
    this.#isAnswering = false;
  }

  /** A question stays where its answer was forgotten again while others were asked for. */
  #answerFromCache(): void {
    for (const id of this.#questions.keys()) {
      const answer = this.#cache.find(id);
      if (answer) for (const question of this.#takeOut(id)) question.resolve(answer.connection);
    }
  }

  #takeOut(id: string): readonly Question[] {
    const questions = this.#questions.get(id) ?? [];
    this.#questions.delete(id);
    return questions;
  }

  /** Where many asked together, more will ask. A short rest of the list is read while the first of them work. */
  #isReadingAhead(): boolean {
    return this.#mostTogether >= MANY && this.#listing.isShort;
  }

  /** Makes the next calls for the connections that are missing: by listing, where that takes no more calls. */
  async #readFor(missing: readonly string[]): Promise<void> {
    if (this.clock.now() - this.#countedFrom >= MAX_AGE_MS) this.#startOver();
    if (this.#isListingBetter(missing)) {
      const mark = this.#cache.mark();
      this.#keep(await this.#listing.readOn(), mark);
    } else {
      // A connection that a listing did not show is read by its id before anybody calls it missing.
      await Promise.all(missing.slice(0, CALLS_AT_ONCE).map((id) => this.#readOne(id)));
    }
  }

  #isListingBetter(missing: readonly string[]): boolean {
    if (missing.length === 0) return this.#isReadingAhead();
    // A listing showed the forgotten ones before: no further page has them.
    const unseen = missing.filter((id) => !this.#cache.wasForgotten(id));
    return unseen.length > 0 && this.#listing.isCheaperThan(new Set([...this.#readById, ...unseen]).size);
  }

  /** The answers have become old together, so that all connections may be asked for again. */
  #startOver(): void {
    this.#countedFrom = this.clock.now();
    this.#readById.clear();
    this.#listing.restart();
  }

  async #readOne(id: string): Promise<void> {
    const mark = this.#cache.mark();
    this.#readById.add(id);
    const page = await this.api.describeVpnConnections({ vpnConnectionId: id, pageNumber: 1, pageSize: PAGE_SIZE });
    this.#cache.keep(
      id,
      page.connections.find((each) => each.VpnConnectionId === id),
      mark,
    );
  }

  #keep(connections: readonly ConnectionWire[], mark: number): void {
    for (const connection of connections) this.#cache.keep(connection.VpnConnectionId, connection, mark);
  }
}
