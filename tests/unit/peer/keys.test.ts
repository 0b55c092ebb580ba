import * as fc from "fast-check";
import { PeerConfigError, renderers } from "../../../peer";
import type { Renderer } from "../../../peer";
import { EVERYTHING, model } from "./sample";

const PROPERTY = "tunnelIkeConfig.psk";
const SYMBOLS = "~!`@#$%^&*()_-+={}[]|;:'\",.<>/?\\";
const ALPHABET = Array.from(`abcXYZ0189${SYMBOLS}`);
const legalKey = fc
  .string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 100 })
  .filter((key) => !/\*{4}$|^\*+$/.test(key));

const fromBase64 = (text: string): string => Buffer.from(text, "base64").toString("utf8");

/**
 * How each device reads its own form of a key: the line by its own rules, from what the manuals say, not from what the
 * renderer does. Each takes the line that holds the key.
 */
const READERS: Readonly<Record<string, { readonly line: RegExp; readonly read: (form: string) => string }>> = {
  strongswan: { line: /^ {4}secret = (.*)$/mu, read: (form) => fromBase64(form.replace(/^0s/u, "")) },
  libreswan: { line: / : PSK (\S*)$/mu, read: (form) => fromBase64(form.replace(/^0s/u, "")) },
  // Everything up to the end of the line; the 0 is the key's type.
  "ios-xe": { line: /^ {2}pre-shared-key 0 (.*)$/mu, read: (form) => form },
  fortios: { line: /^ {8}set psksecret (.*)$/mu, read: fortiosKey },
  junos: { line: /pre-shared-key hexadecimal (\S*)$/mu, read: (form) => Buffer.from(form, "hex").toString("utf8") },
  huawei: { line: /^ pre-shared-key (.*)$/mu, read: (form) => form.replace(/^"(.*)"$/u, "$1") },
  h3c: { line: /^ {2}pre-shared-key plaintext (.*)$/mu, read: (form) => form },
  routeros: { line: / secret=(".*?") my-id=/mu, read: routerosKey },
  vyos: { line: / secret '(.*)'$/mu, read: fromBase64 },
};

/** Quotes around, a backslash before a quote or a backslash; 0x means hexadecimal, 00x means the text 0x. */
function fortiosKey(form: string): string {
  expect(form).toMatch(/^"(?:[^"\\]|\\.)*"$/u);
  const text = form.slice(1, -1).replace(/\\(.)/gu, "$1");
  expect(text).not.toMatch(/^0x/u);
  return text.replace(/^00x/u, "0x");
}

/** A RouterOS string: a backslash before two capital hexadecimal digits is a byte, and a dollar begins a variable. */
function routerosKey(form: string): string {
  expect(form).toMatch(/^"(?:[^"\\$?]|\\[0-9A-F]{2})*"$/u);
  return form.slice(1, -1).replace(/\\([0-9A-F]{2})/gu, (_, byte: string) => String.fromCharCode(parseInt(byte, 16)));
}

/** One tunnel, so that every device can be asked, the one without tunnel interfaces included. */
function write(renderer: Renderer, psk: string): string {
  const everything = renderer.id === "routeros" ? {} : EVERYTHING;
  const { files } = renderer.render(model({ tunnels: 1, ike: { Psk: psk }, ...everything }), { interface: "port1" });
  return files.map((file) => file.text).join("\n");
}

const withKeys = renderers.filter((renderer) => renderer.id !== "frr");

describe.each(withKeys.map((renderer) => [renderer.id, renderer] as const))(
  "a key in the configuration for %s",
  (id, renderer) => {
    const { line, read } = READERS[id] ?? { line: /$^/u, read: String };
    const plain = write(renderer, "PlainKey");

    /** What the device reads; "refused" where the renderer refuses the key for being what it is. */
    function readBack(psk: string): string {
      try {
        const text = write(renderer, psk);
        // Nothing but the key itself may depend on the key.
        if (text.replace(line, "KEY") !== plain.replace(line, "KEY")) return `the rest of the file changed: ${text}`;
        return read(line.exec(text)?.[1] ?? "");
      } catch (error) {
        if (error instanceof PeerConfigError && error.property === PROPERTY) return "refused";
        throw error;
      }
    }

    function messageFor(psk: string): string {
      try {
        write(renderer, psk);
        return "";
      } catch (error) {
        return String(error);
      }
    }

    it("is read back as it was, or refused", () => {
      const check = fc.property(legalKey, (psk) => [psk, "refused"].includes(readBack(psk)));
      expect(fc.check(check, { numRuns: 300 })).toMatchObject({ failed: false });
    });

    it.each(Array.from(SYMBOLS).map((symbol) => [symbol]))(
      "may hold %s in every place, or is refused for it",
      (symbol) => {
        for (const psk of [
          `${symbol}middle-Key`,
          `middle${symbol}Key`,
          `middle-Key${symbol}`,
          `${symbol}${symbol}${symbol}abc${symbol}`,
        ])
          expect([psk, "refused"]).toContain(readBack(psk));
      },
    );

    it.each(["0xabcdef", "0sYWJj", "0tabcdef", "00xabcdef", "$9$abcdef", "6key", "%^%#abcdef", "short"])(
      "may begin like %s, or is refused for it",
      (psk) => expect([psk, "refused"]).toContain(readBack(psk)),
    );

    it("is taken when it is an ordinary one", () => {
      expect(readBack("Abcdefgh-0123456789")).toBe("Abcdefgh-0123456789");
    });

    it("is not in an error about it", () => {
      const anything = fc.string({ unit: "binary", minLength: 8 });
      const check = fc.property(anything, (psk) => !messageFor(psk).includes(psk));
      expect(fc.check(check)).toMatchObject({ failed: false });
    });

    it("is an error while the API withholds it, unless it is given", () => {
      const masked = model({ ike: { Psk: "abc****" }, tunnels: 1, ...(id === "routeros" ? {} : EVERYTHING) });
      expect(() => renderer.render(masked, { interface: "port1" })).toThrow(
        expect.objectContaining({ property: PROPERTY, tunnelId: "tun-first" }),
      );
      const { files } = renderer.render(masked, { interface: "port1", psks: { "tun-first": "PlainKey" } });
      expect(files.map((file) => file.text).join("\n")).toBe(plain);
    });
  },
);

it("two tunnels with the same identities and different keys are refused where the key is found by them", () => {
  const names = { LocalId: "device", RemoteId: "cloud" };
  const twoKeys = { psks: { "tun-first": "FirstKey", "tun-second": "SecondKey" }, interface: "port1" };
  for (const renderer of withKeys.filter(({ id }) => ["strongswan", "libreswan", "vyos"].includes(id)))
    expect(() => renderer.render(model({ ...EVERYTHING, ike: names }), twoKeys)).toThrow(
      expect.objectContaining({ property: "tunnelIkeConfig.localId" }),
    );
});
