import type { Clock } from "../api/clock";
import type { ConnectionWire } from "../api/wire";
import type { ConnectionReads } from "../resources/vpn-tunnel/ports";

/** One page of DescribeVpnConnections. */
export interface ConnectionPages {
  describeVpnConnections(query: {
    readonly vpnConnectionId?: string;
    readonly vpnGatewayId?: string;
    readonly pageNumber?: number;
    readonly pageSize?: number;
  }): Promise<{ readonly connections: readonly ConnectionWire[]; readonly totalCount: number }>;
}

/** The API's largest page (DescribeVpnConnections, PageSize). */
const PAGE_SIZE = 50;
/** A listing of this many more pages is always cheaper than what is likely still to be asked for. */
const FEW_PAGES = 5;
/** As many tunnels that wait at once are the first of a large program. */
const MANY = 8;
/** Calls under way at the same time: the API is far away, and answers several as fast as one. */
const AT_ONCE = 5;
/** How long to collect questions before asking: the engine asks for its resources within milliseconds of each other. */
const GATHER_MS = 10;
/** An answer older than this is asked for again: an operation may wait for minutes. */
const MAX_AGE_MS = 300_000;

interface Known {
  readonly connection: ConnectionWire | undefined;
  readonly readAt: number;
}
interface Question {
  readonly resolve: (connection: ConnectionWire | undefined) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Reads of one account and region, shared by all resources of an operation. The first call lists a page; what is not on it
 * is asked for by id or by listing on, whichever takes fewer calls, and what a listing brought along is kept for those that
 * come later. A connection that was changed is forgotten, so that nothing is ever answered from before a write.
 */
export class SharedReads implements ConnectionReads {
  readonly #known = new Map<string, Known>();
  readonly #asked = new Map<string, Question[]>();
  /** When each connection was last forgotten, as a count of all forgettings. */
  readonly #forgotten = new Map<string, number>();
  #forgettings = 0;
  #isAnswering = false;
  /** The most questions that waited at the same time. */
  #mostTogether = 0;
  readonly #readById = new Set<string>();
  #nextPage = 1;
  #pages = Number.POSITIVE_INFINITY;
  #countedFrom: number;

  constructor(
    private readonly api: ConnectionPages,
    private readonly clock: Clock,
  ) {
    this.#countedFrom = clock.now();
  }

  connection(vpnConnectionId: string): Promise<ConnectionWire | undefined> {
    const known = this.#young(vpnConnectionId);
    if (known) return Promise.resolve(known.connection);
    return new Promise((resolve, reject) => {
      this.#asked.set(vpnConnectionId, [...(this.#asked.get(vpnConnectionId) ?? []), { resolve, reject }]);
      if (!this.#isAnswering) void this.#answer();
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
    const asked = this.#forgettings;
    const found: ConnectionWire[] = [];
    for (let pageNumber = 1; ; pageNumber++) {
      const page = await this.api.describeVpnConnections({ ...filter, pageNumber, pageSize: PAGE_SIZE });
      found.push(...page.connections);
      if (page.connections.length === 0 || found.length >= page.totalCount) break;
    }
    for (const each of found) this.#remember(each.VpnConnectionId, each, asked);
    return found;
  }

  forget(vpnConnectionId: string): void {
    this.#known.delete(vpnConnectionId);
    this.#forgotten.set(vpnConnectionId, ++this.#forgettings);
  }

  /** Asks until everybody is answered; each as soon as its own answer is there, while the others' are still under way. */
  async #answer(): Promise<void> {
    this.#isAnswering = true;
    // The first call is a page whoever asks for what; but where it fails, it fails for all that were there to ask.
    await this.clock.sleep(this.#nextPage === 1 ? 0 : GATHER_MS);
    while (this.#asked.size > 0 || this.#isMoreLikely()) {
      const wanted = [...this.#asked.keys()];
      try {
        await this.#ask(wanted.filter((id) => !this.#young(id)));
      } catch (error) {
        for (const id of wanted) for (const question of this.#takeOut(id)) question.reject(error);
        // Looked ahead for nobody: not again, and who needs it asks.
        if (wanted.length === 0) this.#mostTogether = 0;
      }
      this.#mostTogether = Math.max(this.#mostTogether, [...this.#asked.values()].flat().length);
      this.#answerKnown();
    }
    this.#isAnswering = false;
  }

  /** A question whose answer was forgotten again while others were asked for stays. */
  #answerKnown(): void {
    for (const id of this.#asked.keys()) {
      const known = this.#young(id);
      if (known) for (const question of this.#takeOut(id)) question.resolve(known.connection);
    }
  }

  #takeOut(id: string): readonly Question[] {
    const questions = this.#asked.get(id) ?? [];
    this.#asked.delete(id);
    return questions;
  }

  /** The next calls for those that are missing: by listing where that takes no more of them than asking one by one. */
  async #ask(missing: readonly string[]): Promise<void> {
    if (this.clock.now() - this.#countedFrom >= MAX_AGE_MS) this.#countAnew();
    // One that was forgotten was seen before: no further page has it.
    const unseen = missing.filter((id) => !this.#forgotten.has(id));
    const isListing = missing.length === 0 ? this.#isMoreLikely() : this.#listingPays(unseen);
    if (isListing && this.#nextPage <= this.#pages) await this.#listMore();
    // By id: the few that are wanted, and those that a listing did not show, before they are called missing.
    else await Promise.all(missing.slice(0, AT_ONCE).map((id) => this.#readOne(id)));
  }

  /** Where many asked together, more will: what is left of a short listing travels while the first are worked on. */
  #isMoreLikely(): boolean {
    const left = this.#pages - this.#nextPage + 1;
    return this.#mostTogether >= MANY && left > 0 && left <= FEW_PAGES;
  }

  /** What was listed and counted has become old together with its answers: many may be asked for again. */
  #countAnew(): void {
    this.#countedFrom = this.clock.now();
    this.#readById.clear();
    this.#nextPage = 1;
    this.#pages = Number.POSITIVE_INFINITY;
  }

  #listingPays(missing: readonly string[]): boolean {
    if (missing.length === 0) return false;
    // The first call is a page, whoever asks for what: Pulumi checks one new resource after the other, and more will come.
    if (this.#nextPage === 1) return true;
    const byId = new Set([...this.#readById, ...missing]).size;
    return this.#pages - this.#nextPage + 1 <= Math.max(FEW_PAGES, byId);
  }

  /** The first page, which says how many there are, or the next few together. */
  async #listMore(): Promise<void> {
    const asked = this.#forgettings;
    const first = this.#nextPage;
    const count = first === 1 ? 1 : Math.min(AT_ONCE, this.#pages - first + 1);
    const numbers = Array.from({ length: count }, (_, index) => first + index);
    const pages = await Promise.all(
      numbers.map((pageNumber) => this.api.describeVpnConnections({ pageNumber, pageSize: PAGE_SIZE })),
    );
    this.#nextPage = first + count;
    for (const page of pages) {
      this.#pages = page.connections.length === 0 ? 0 : Math.ceil(page.totalCount / PAGE_SIZE);
      for (const each of page.connections) this.#remember(each.VpnConnectionId, each, asked);
    }
  }

  async #readOne(id: string): Promise<void> {
    const asked = this.#forgettings;
    this.#readById.add(id);
    const page = await this.api.describeVpnConnections({ vpnConnectionId: id, pageNumber: 1, pageSize: PAGE_SIZE });
    const found = page.connections.find((each) => each.VpnConnectionId === id);
    this.#remember(id, found, asked);
  }

  /** What is known and not too old. */
  #young(id: string): Known | undefined {
    const known = this.#known.get(id);
    return known && this.clock.now() - known.readAt < MAX_AGE_MS ? known : undefined;
  }

  /** Keeps an answer, unless the connection was changed after the question was `asked`: then it may be from before. */
  #remember(id: string, connection: ConnectionWire | undefined, asked: number): void {
    if ((this.#forgotten.get(id) ?? 0) > asked) return;
    this.#known.set(id, { connection, readAt: this.clock.now() });
  }
}
