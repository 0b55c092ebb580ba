/** Runs that fingers or an alphabet give: rows and columns of keyboards, sequences, repeats. */

/** The characters that a US keyboard gives with Shift, and those without it, place by place. */
const SHIFTED = '~!@#$%^&*()_+{}|:"<>?';
const UNSHIFTED = "`1234567890-=[]\\;',./";

/** The text as its keys are pressed, without Shift. */
export const unshifted = (text: string): string =>
  Array.from(text.toLowerCase(), (character) => {
    const at = SHIFTED.indexOf(character);
    return at < 0 ? character : UNSHIFTED.charAt(at);
  }).join("");

const ROWS = ["`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./"];
const COLUMNS = ["1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/"];
const SHORT_COLUMNS = COLUMNS.map((column) => column.slice(1));
const upwards = (column: string): string => Array.from(column).reverse().join("");

/** Orders in which people press keys. A guesser tries each piece of them, in both directions. */
const ORDERS: readonly string[] = [
  ...ROWS,
  ROWS.map((row) => row.slice(0, 10)).join(""),
  "qwertyuiopasdfghjklzxcvbnm",
  ...[COLUMNS, SHORT_COLUMNS].flatMap((columns) => [columns.join(""), columns.map(upwards).join("")]),
  // Down one column and up the next.
  COLUMNS.map((column, index) => (index % 2 === 0 ? column : upwards(column))).join(""),
  // Other layouts, and the number pad by its rows and columns.
  "qwertzuiop",
  "azertyuiop",
  "yxcvbnm",
  "789456123",
  "123456789",
  "147258369",
  "741852963",
  "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
].flatMap((order) => [order, upwards(order)]);

/** Choosing an order, and a place in it. */
export const ORDER_BITS = Math.log2(ORDERS.length * 20);

/** Every three neighbours: most places of a random key are in no order, and this tells so at once. */
const BEGINNINGS: ReadonlySet<string> = new Set(
  ORDERS.flatMap((order) => Array.from(order, (_, at) => order.slice(at, at + 3)).filter((part) => part.length === 3)),
);

/** The length of the longest piece of an order that begins at `start`; at least 3, or 0. `keys` is unshifted. */
export function orderAt(keys: string, start: number): number {
  if (!BEGINNINGS.has(keys.slice(start, start + 3))) return 0;
  let length = 3;
  let isFound = false;
  while (start + length <= keys.length && ORDERS.some((order) => order.includes(keys.slice(start, start + length)))) {
    isFound = true;
    length += 1;
  }
  return isFound ? length - 1 : 0;
}

/** The length of the longest run from `start` that continues with the same step: `aaaa`, `1234`, `fedc`. */
export function sequenceAt(text: string, start: number): number {
  const step = text.charCodeAt(start + 1) - text.charCodeAt(start);
  if (!(Math.abs(step) <= 1)) return 1;
  let end = start + 2;
  while (end < text.length && text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end += 1;
  return end - start;
}

/** The length of the longest piece from `start` that also begins earlier: `abcabcabc` repeats `abc` twice. */
export function repeatAt(text: string, start: number): number {
  let longest = 0;
  for (let earlier = 0; earlier < start; earlier += 1) {
    let length = 0;
    while (start + length < text.length && text[earlier + length] === text[start + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}
