import * as fc from "fast-check";
import { printable } from "../../../provider/core/printable";

describe("printable", () => {
  it("leaves ordinary text as it is, in any script", () => {
    for (const text of ["", "office", "Büro 3", "杭州-总部", "🏢", String.raw`a\b`]) expect(printable(text)).toBe(text);
  });

  it.each([
    ["a line break", "a\nb", String.raw`a\u000ab`],
    ["a carriage return", "a\rb", String.raw`a\u000db`],
    ["an escape sequence", "\u001B[2Ka", String.raw`\u001b[2Ka`],
    ["a C1 control, which starts a sequence by itself", "\u009B2Ka", String.raw`\u009b2Ka`],
    ["a delete", "a\u007F", String.raw`a\u007f`],
    ["a turned direction", "a\u202Eb", String.raw`a\u202eb`],
    ["an isolated direction", "a\u2066b", String.raw`a\u2066b`],
    ["a mark of direction", "a\u061Cb", String.raw`a\u061cb`],
    ["a line separator", "a\u2028b", String.raw`a\u2028b`],
    ["a space without width", "a\u200Bb", String.raw`a\u200bb`],
    ["a byte order mark", "\uFEFFa", String.raw`\ufeffa`],
  ])("writes %s as an escape", (_, text, escaped) => expect(printable(text)).toBe(escaped));

  it("gives one line without any control character, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
