import * as fc from "fast-check";
import { PeerConfigError, renderers } from "../../../peer";
import type { Renderer } from "../../../peer";
import { EVERYTHING, model, oneTunnelFor } from "./sample";

const PROPERTY = "tunnelIkeConfig.psk";
const SYMBOLS = "~!`@#$%^&*()_-+={}[]|;:'\",.<>/?\\";
const ALPHABET = Array.from(`abcXYZ0189${SYMBOLS}`);
const legalKey = fc
  .string({ unit: fc.constantFrom(...ALPHABET), minLength: 1, maxLength: 100 })
  .filter((key) => !/\*{4}$|^\*+$/.test(key));

const fromBase64 = (text: string): string => Buffer.from(text, "base64").toString("utf8");

interface Reader {
  /** Takes the key's form out of a file, and gives the rest, which must not depend on the key. */
  readonly split: (text: string) => { readonly form: string; readonly rest: string };
  /** Reads a key's form as the device does. */
  readonly read: (form: string) => string;
}

/** The reader of a device that has the key's form in the first group of this pattern. */
const byLine = (line: RegExp, read: (form: string) => string): Reader => ({
  split: (text) => ({ form: line.exec(text)?.[1] ?? "", rest: text.replace(line, "KEY") }),
  read,
});

/**
 * How each device reads its own form of a key. The rules come from the manuals, not from the renderers. A device
 * without an entry is read in the form that it uses for an ordinary key; a device with escapes needs an entry.
 */
const READERS: Readonly<Record<string, Reader>> = {
  strongswan: byLine(/^ {4}secret = (.*)$/mu, (form) => fromBase64(form.replace(/^0s/u, ""))),
  libreswan: byLine(/ : PSK (\S*)$/mu, (form) => fromBase64(form.replace(/^0s/u, ""))),
  // The key ends at the end of the line; the 0 is its type.
  "ios-xe": byLine(/^ {2}pre-shared-key 0 (.*)$/mu, (form) => form),
  asa: byLine(/^ ikev2 (?:remote|local)-authentication pre-shared-key (.*)$/gmu, (form) => form),
  "pan-os": byLine(/ pre-shared-key key (.*)$/mu, (form) => form),
  fortios: byLine(/^ {8}set psksecret (.*)$/mu, fortiosKey),
  junos: byLine(/pre-shared-key hexadecimal (\S*)$/mu, (form) => Buffer.from(form, "hex").toString("utf8")),
  "huawei-ar": byLine(/^ pre-shared-key cipher (.*)$/mu, (form) => form),
  "huawei-usg": byLine(/^ pre-shared-key (.*)$/mu, (form) => form.replace(/^"(.*)"$/u, "$1")),
  h3c: byLine(/^ {2}pre-shared-key plaintext (.*)$/mu, (form) => form),
  routeros: byLine(/ secret=(".*?") my-id=/mu, routerosKey),
  vyos: byLine(/ secret '(.*)'$/mu, fromBase64),
};

/** In quotes, with a backslash before a quote or a backslash. 0x means hexadecimal, and 00x means the text 0x. */
function fortiosKey(form: string): string {
  expect(form).toMatch(/^"(?:[^"\\]|\\.)*"$/u);
  const text = form.slice(1, -1).replace(/\\(.)/gu, "$1");
  expect(text).not.toMatch(/^0x/u);
  return text.replace(/^00x/u, "0x");
}

/** A RouterOS string: a backslash and two capital hexadecimal digits are a byte, and a dollar begins a variable. */
function routerosKey(form: string): string {
  expect(form).toMatch(/^"(?:[^"\\$?]|\\[0-9A-F]{2})*"$/u);
  return form.slice(1, -1).replace(/\\([0-9A-F]{2})/gu, (_, byte: string) => String.fromCharCode(parseInt(byte, 16)));
}

/** The configuration of one tunnel with this key. */
function write(renderer: Renderer, psk: string): string {
  const { files } = renderer.render(model({ ...oneTunnelFor(renderer), ike: { Psk: psk } }), { interface: "port1" });
  return files.map((file) => file.text).join("\n");
}

/** Forms that several devices use for a key. */
const PLAIN_FORMS: readonly ((form: string) => string)[] = [
  String,
  fromBase64,
  (form) => Buffer.from(form, "hex").toString("utf8"),
];

/** The reader of any other device: the key's form is the piece where the files of two ordinary keys differ. */
function byComparison(renderer: Renderer): Reader {
  // These two differ in their first and last bits, so that in no form they begin or end alike.
  const [one, other] = [write(renderer, "PlainKey9"), write(renderer, "OtherWord")];
  const start = Array.from(one).findIndex((character, index) => character !== other[index]);
  const end = Array.from(one).findIndex((_, index) => one.at(-1 - index) !== other.at(-1 - index));
  const [before, after] = [one.slice(0, start), one.slice(one.length - end)];
  const read = PLAIN_FORMS.find((each) => each(one.slice(start, one.length - end)) === "PlainKey9");
  if (read === undefined)
    throw new Error(`the form of a key for ${renderer.id} is not a plain one: add its reader here`);
  const split: Reader["split"] = (text) =>
    text.startsWith(before) && text.endsWith(after)
      ? { form: text.slice(start, text.length - end), rest: "" }
      : { form: "", rest: text };
  return { split, read };
}

const withKeys = renderers.filter(({ writes }) => writes !== "BGP");

describe.each(withKeys.map((renderer) => [renderer.id, renderer] as const))(
  "a key in the configuration for %s",
  (id, renderer) => {
    const { split, read } = READERS[id] ?? byComparison(renderer);
    const plain = write(renderer, "PlainKey");

    /** The key that the device reads; "refused" if the renderer refuses the key. */
    function readBack(psk: string): string {
      try {
        const { form, rest } = split(write(renderer, psk));
        // Nothing but the key itself may depend on the key.
        return rest === split(plain).rest ? read(form) : `the rest of the file changed: ${rest}`;
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

    it("is read back as the same key, or refused", () => {
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

    it("is accepted if it is an ordinary one", () => {
      expect(readBack("Abcdefgh-0123456789")).toBe("Abcdefgh-0123456789");
    });

    it("is not in the error that refuses it", () => {
      const anything = fc.string({ unit: "binary", minLength: 8 });
      const check = fc.property(anything, (psk) => !messageFor(psk).includes(psk));
      expect(fc.check(check)).toMatchObject({ failed: false });
    });

    it("is missing while the API withholds it, unless an option gives it", () => {
      const masked = model({ ...oneTunnelFor(renderer), ike: { Psk: "abc****" } });
      expect(() => renderer.render(masked, { interface: "port1" })).toThrow(
        expect.objectContaining({ property: PROPERTY, tunnelId: "tun-first" }),
      );
      const { files } = renderer.render(masked, { interface: "port1", psks: { "tun-first": "PlainKey" } });
      expect(files.map((file) => file.text).join("\n")).toBe(plain);
    });
  },
);

it("a device without a reader of its own is read in the form of an ordinary key", () => {
  const comparable = withKeys.filter(({ id }) => ["strongswan", "ios-xe", "junos", "huawei-ar", "vyos"].includes(id));
  for (const renderer of comparable) {
    const { split, read } = byComparison(renderer);
    expect(read(split(write(renderer, "0xAnother$Key")).form)).toBe("0xAnother$Key");
  }
});

it("two tunnels with the same identities and different keys are refused if the device finds a key by the identities", () => {
  const names = { LocalId: "device", RemoteId: "cloud" };
  const twoKeys = { psks: { "tun-first": "FirstKey", "tun-second": "SecondKey" }, interface: "port1" };
  for (const renderer of withKeys.filter(({ id }) => ["strongswan", "libreswan", "vyos"].includes(id)))
    expect(() => renderer.render(model({ ...EVERYTHING, ike: names }), twoKeys)).toThrow(
      expect.objectContaining({ property: "tunnelIkeConfig.localId" }),
    );
});
