import * as fc from "fast-check";
import { holdsSecret, safeMessage, safeToken, secretValues } from "../../../provider/api/redact";

const PSK = "S3cret!*~ +/=('é\"\\k";

describe("secretValues", () => {
  test("finds secrets by the name of the parameter, at any depth", () => {
    const parameters = {
      "TunnelOptionsSpecification.TunnelIkeConfig.Psk": "one",
      "VpnBgpConfig.AuthKey": "two",
      SecurityToken: "three",
      AccessKeySecret: "four",
      OIDCToken: "five",
      Psk: "",
      PskHint: "not a secret",
      VpnConnectionId: "vco-1",
    };
    expect(secretValues(parameters)).toEqual(["one", "two", "three", "four", "five"]);
  });
});

describe("safeMessage", () => {
  const spellings: [string, string][] = [
    ["as it is", PSK],
    ["JSON", JSON.stringify(PSK)],
    ["percent-encoded", encodeURIComponent(PSK)],
    ["percent-encoded by RFC 3986", "S3cret%21%2A~%20%2B%2F%3D%28%27%C3%A9%22%5Ck"],
    ["a form", new URLSearchParams({ p: PSK }).toString().slice(2)],
    ["percent-encoded twice", encodeURIComponent(encodeURIComponent(PSK))],
  ];
  test.each(spellings)("masks a secret written as %s", (_, written) => {
    const message = safeMessage(`The value ${written} is bad`, [PSK]);
    expect(message).not.toContain("cret");
    expect(message).toMatch(/^The value .*\*\*\*.* is bad$/);
  });

  test("cuts the string to sign, which holds every parameter", () => {
    const said = "Specified signature is not matched with our calculation. server string to sign is:POST&%2F&Psk%3Dabc";
    expect(safeMessage(said, [])).toBe("Specified signature is not matched with our calculation.");
  });

  test("cuts the parameters of URLs, keeps one line, limits the length", () => {
    expect(safeMessage("see https://host/path?Psk=abc&x=1 for\n more", [])).toBe("see https://host/path for more");
    expect(safeMessage("x".repeat(2000), [])).toHaveLength(500);
  });

  test("withholds the whole message rather than mask a secret of one to three characters", () => {
    expect(safeMessage("The key ab is bad", ["ab"])).toBe("(message withheld: it may repeat a secret)");
    expect(safeMessage("Nothing of it here", ["qq"])).toBe("Nothing of it here");
  });

  test("masks a secret that contains another one", () => {
    expect(safeMessage("key abcdefgh", ["abcd", "abcdefgh"])).toBe("key ***");
  });

  test("lets no secret through, whatever it is and wherever it stands", () => {
    const secret = fc
      .string({ unit: "binary", minLength: 1, maxLength: 40 })
      .filter((s) => !"(message withheld: it may repeat a secret)***".includes(s.trim()));
    const around = fc.stringMatching(/^[A-Z .]{0,20}$/);
    fc.assert(
      fc.property(secret, around, around, (value, before, after) => {
        const message = safeMessage(before + value + after, [value]);
        // What is left may contain it by chance only if the words around do.
        fc.pre(!(before + after + before).includes(value.trim()));
        expect(message.includes(value)).toBe(false);
      }),
    );
  });
});

describe("safeToken", () => {
  test.each(["VpnGateway.Configuring", "E6F36FF0-9544-3AEE-8673-A4647D50064C", "VPC_TASK_CONFLICT"])(
    "keeps %s",
    (token) => {
      expect(safeToken(token, [PSK])).toBe(token);
    },
  );

  test.each([undefined, 7, "", "two words", "<html>", "x".repeat(200)])("refuses %p", (token) => {
    expect(safeToken(token, [])).toBeUndefined();
  });

  test("refuses a code that holds a secret", () => {
    expect(safeToken("Invalid.hunter2secret", ["hunter2secret"])).toBeUndefined();
    expect(holdsSecret("nothing", ["hunter2secret"])).toBe(false);
  });
});
