import type { ConnectionWire } from "../api/wire";

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
export const PAGE_SIZE = 50;
/** Calls under way at the same time. The API is far away, and answers several calls as fast as one. */
export const CALLS_AT_ONCE = 5;
/** So many more pages always cost less than the questions that are likely to come. */
const FEW_PAGES = 5;

/** Lists the connections of an account page by page, and knows how many calls the rest of the list costs. */
export class ConnectionListing {
  #nextPage = 1;
  #pages = Number.POSITIVE_INFINITY;

  constructor(private readonly api: ConnectionPages) {}

  /** False until the first page tells how many pages there are. */
  get isStarted(): boolean {
    return this.#nextPage > 1;
  }

  /** True where the rest of the list is short enough to be read before anybody asks for it. */
  get isShort(): boolean {
    return this.#pagesLeft > 0 && this.#pagesLeft <= FEW_PAGES;
  }

  /**
   * True where listing on takes no more calls than reading so many connections one by one. The first page always does:
   * Pulumi checks one new resource after the other, so that more questions follow the first one.
   */
  isCheaperThan(singleReads: number): boolean {
    if (!this.isStarted) return true;
    return this.#pagesLeft > 0 && this.#pagesLeft <= Math.max(FEW_PAGES, singleReads);
  }

  /** Reads the first page, or the next few pages together. */
  async readOn(): Promise<readonly ConnectionWire[]> {
    const first = this.#nextPage;
    const count = this.isStarted ? Math.min(CALLS_AT_ONCE, this.#pagesLeft) : 1;
    const numbers = Array.from({ length: count }, (_, index) => first + index);
    const pages = await Promise.all(
      numbers.map((pageNumber) => this.api.describeVpnConnections({ pageNumber, pageSize: PAGE_SIZE })),
    );
    this.#nextPage = first + count;
    for (const page of pages) this.#pages = page.connections.length === 0 ? 0 : Math.ceil(page.totalCount / PAGE_SIZE);
    return pages.flatMap(({ connections }) => connections);
  }

  /** Begins at the first page again. */
  restart(): void {
    this.#nextPage = 1;
    this.#pages = Number.POSITIVE_INFINITY;
  }

  get #pagesLeft(): number {
    return this.#pages - this.#nextPage + 1;
  }
}
