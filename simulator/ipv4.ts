/** IPv4 addresses and blocks, as unsigned numbers. */

export interface Block {
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
}

const DECIMAL_BYTE = /^(0|[1-9]\d{0,2})$/;

/** The address as a number, or undefined. Leading zeros are refused: tools disagree on whether they mean octal. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!DECIMAL_BYTE.test(part)) return undefined;
    const byte = Number(part);
    if (byte > 255) return undefined;
    value = value * 256 + byte;
  }
  return value;
}

export function formatIpv4(value: number): string {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join(".");
}

/** The block of `a.b.c.d/n`; undefined where it is malformed or has host bits. */
export function parseBlock(text: string): Block | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return undefined;
  const address = parseIpv4(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address === undefined || !/^(0|[1-9]\d?)$/.test(length)) return undefined;
  const prefix = Number(length);
  if (prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  if (address % size !== 0) return undefined;
  return { first: address, last: address + size - 1, prefix };
}

export function overlaps(a: Block, b: Block): boolean {
  return a.first <= b.last && b.first <= a.last;
}

export function contains(block: Block, address: number): boolean {
  return address >= block.first && address <= block.last;
}

/** The blocks of a comma-separated list; parts that are no block are left out. */
export function parseBlocks(list: string): Block[] {
  const blocks: Block[] = [];
  for (const part of list.split(",")) {
    const block = parseBlock(part.trim());
    if (block) blocks.push(block);
  }
  return blocks;
}

/** The other usable host of the /30 that `address` is in: the peer's end of a point-to-point block. */
export function otherHostOfPair(address: string): string {
  const value = parseIpv4(address);
  if (value === undefined) return "";
  const base = value - (value % 4);
  return formatIpv4(value === base + 1 ? base + 2 : base + 1);
}
