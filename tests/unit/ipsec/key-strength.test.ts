import { createCipheriv, createHash } from "node:crypto";
import * as fc from "fast-check";
import { strengthOf } from "../../../ipsec/key-strength/strength";

const LEGAL = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789~!`@#$%^&*()_-+={}[]|;:'\",.<>/?";

const hash = (algorithm: string, text: string, encoding: "hex" | "base64" = "hex"): string =>
  createHash(algorithm).update(text).digest(encoding);
const judge = (key: string, names: readonly string[] = []) => strengthOf(key, { names, digest: hash });
const bitsOf = (key: string, names: readonly string[] = []): number => judge(key, names).bits;

/** What SP 800-77 asks of a key. */
const ENOUGH = 112;

describe("a key that somebody thought of", () => {
  it.each([
    ["four words", "correcthorsebatterystaple"],
    ["four words with digits for letters", "c0rr3cth0rs3b4tt3ryst4pl3"],
    ["four words backwards", "elpatsyrettabesrohtcerroc"],
    ["words with signs between them", "Correct-Horse-Battery-Staple-2024"],
    ["ten words", "refrigerator-thunder-velvet-harbor-pencil-mountain-tiger-orange-window-copper"],
    ["a sentence", "thequickbrownfoxjumpsoverthelazydogandrunsawayfromthebigbadwolfintheforest"],
    ["a quotation", "ToBeOrNotToBeThatIsTheQuestion!!"],
    ["seasons and years", "Summer2024Winter2025!!"],
    ["months and years", "January2024February2024March2024"],
    ["dates", "20240101202501012026010120270101"],
    ["columns of the keyboard", "1qaz2wsx3edc4rfv5tgb"],
    ["all columns of the keyboard", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/"],
    ["columns with and without Shift", "!QAZ@WSX#EDC$RFV1qaz2wsx"],
    ["columns up and down", "zaq12wsxcde34rfvbgt56yhnmju78ik,"],
    ["rows of the keyboard", "qwertyuiopasdfghjklzxcvbnm"],
    ["the MD5 of nothing", "d41d8cd98f00b204e9800998ecf8427e"],
    ["the MD5 of a password and a line break", hash("md5", "password\n")],
    ["the SHA-1 of a password", hash("sha1", "password")],
    ["a part of the SHA-256 of a password", hash("sha256", "123456").slice(0, 32)],
    ["the SHA-256 of a password in base64", hash("sha256", "letmein", "base64")],
    ["a sentence in pinyin", "woaibeijingtiananmen2024"],
    ["a phrase in pinyin", "zhongguorenminjiefangjun1949"],
    ["cities", "ShanghaiHangzhouBeijing2025!"],
    ["more cities", "Berlin-Frankfurt-Hamburg-Munich-Stuttgart-Cologne"],
    ["words of this field", "MyCompanyVPNTunnelKey2024!"],
    ["a name and a place", "john.smith.born.1985.in.london"],
    ["a password three times", "P@ssw0rdP@ssw0rdP@ssw0rd"],
    ["the alphabet and the digits", "abcdefghijklmnopqrstuvwxyz0123456789"],
    ["one letter", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"],
    ["a piece again and again", "Xq9Xq9Xq9Xq9Xq9Xq9Xq9Xq9Xq9Xq9Xq9"],
  ])("is never strong enough: %s", (_, key) => {
    expect(bitsOf(key)).toBeLessThan(ENOUGH);
  });

  it("may be made of names of its own tunnel", () => {
    const key = "zyxtrq-plnt07zyxtrq-plnt07k";
    expect(bitsOf(`${key}9`, ["zyxtrq-plnt07"])).toBeLessThan(bitsOf(`${key}9`));
    expect(judge("Zyxtrq#vK7#qT2!mZ9@xR4&wL6", ["zyxtrq-plnt07"]).holdsKnownWord).toBe(true);
    expect(judge("Zyxtrq#vK7#qT2!mZ9@xR4&wL6").holdsKnownWord).toBe(false);
  });

  it("has a bound that says how weak it is", () => {
    expect(judge("")).toMatchObject({ length: 0, bits: 0 });
    expect(bitsOf("7")).toBeLessThanOrEqual(4);
    expect(bitsOf("password")).toBeLessThan(15);
    expect(judge("d41d8cd98f00b204e9800998ecf8427e").isKnownHash).toBe(true);
  });
});

describe("a random key", () => {
  const of = (alphabet: string, length: number) =>
    fc.string({ unit: fc.constantFrom(...alphabet.split("")), minLength: length, maxLength: length });

  it("is worth its length", () => {
    for (const key of ["x7#Qm2!vR9@kTz4&Lw6p", "9f3ac81e77b20d54e6a19cbd03f8425e"])
      expect(bitsOf(key)).toBeGreaterThan(127);
  });

  it("never exceeds the bound by length and alphabet", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...LEGAL.split("")), maxLength: 100 }), (text) =>
        expect(bitsOf(text)).toBeLessThanOrEqual(text.length * Math.log2(93) + 1e-9),
      ),
    );
  });

  it("is worth hardly more where it stands twice", () => {
    fc.assert(fc.property(of(LEGAL, 16), (text) => expect(bitsOf(text + text)).toBeLessThan(16 * Math.log2(93) + 30)));
  });

  it("of the forms that the rule advises is refused less than once in 10,000 times", () => {
    // The same keys in each run: the bytes of a cipher under a fixed key. fast-check prefers odd values.
    const cipher = createCipheriv("aes-256-ctr", Buffer.alloc(32, 7), Buffer.alloc(16));
    const bytes = (count: number): Buffer => cipher.update(Buffer.alloc(count));
    const uniform = (alphabet: string, length: number): string =>
      Array.from({ length }, () => alphabet.charAt(bytes(4).readUInt32BE() % alphabet.length)).join("");
    const forms = [
      () => uniform(LEGAL, 20),
      () => bytes(16).toString("hex"),
      () => uniform(LEGAL, 24),
      () => bytes(24).toString("base64"),
    ];
    const keys = forms.flatMap((form) => Array.from({ length: 6000 }, form));
    const refused = keys.filter((key) => {
      const { bits, holdsKnownWord, isKnownHash } = judge(key);
      return bits < ENOUGH || holdsKnownWord || isKnownHash;
    });
    expect(keys).toHaveLength(24_000);
    expect(refused.length).toBeLessThanOrEqual(2);
  }, 240_000);
});
