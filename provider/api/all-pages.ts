/** One page of an answer. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** The number of items on all pages. */
  readonly totalCount: number;
}

/**
 * Reads page after page until it has every item. An empty page ends it too: items may disappear between two pages.
 * @param onPage Called after each page with the number of items so far.
 */
export async function readAllPages<Item>(
  readPage: (pageNumber: number) => Promise<Page<Item>>,
  onPage: (done: number, total: number) => void = () => {},
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const { items, totalCount } = await readPage(pageNumber);
    found.push(...items);
    onPage(Math.min(found.length, totalCount), totalCount);
    if (items.length === 0 || found.length >= totalCount) return found;
  }
}
