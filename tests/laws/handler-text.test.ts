import { HANDLER, PAIR_HANDLER } from "../../sdk/handler";
import { sourcesIn, textOf } from "./source-files";

describe.each([
  ["VpnTunnel", HANDLER],
  ["VpnTunnelPair", PAIR_HANDLER],
])("the stored handler of %s", (_, handler) => {
  it("is under 1 kB", () => expect(Buffer.byteLength(handler)).toBeLessThan(1_000));

  it("is one line of ASCII, so that no encoding and no checkout changes it", () => {
    expect(handler).toMatch(/^[\x20-\x7e]+$/u);
  });

  it("names the package and no place: no path, no address, no user", () => {
    const literals = [...handler.matchAll(/"([^"]*)"/gu)].map((match) => match[1]);
    expect(literals).toEqual(["module", "/_", "pulumi-alicloud-vpn/provider"]);
    expect(handler).not.toMatch(/\/(?:home|root|Users|tmp|var|work|usr)\b|[A-Za-z]:\\|https?:|@/u);
  });

  it("holds nothing secret and reads no setting", () => {
    expect(handler).not.toMatch(/env|secret|token|key|psk|password|config/iu);
  });
});

describe("the stored handlers", () => {
  it("are written out, not put together: the same bytes for every resource and on every machine", () => {
    const source = textOf("sdk/handler.ts").replaceAll(/\/\*[\s\S]*?\*\//gu, "");
    const written = ["HANDLER", "PAIR_HANDLER"].map((name, index) => {
      return `export const ${name} =\n  '${[HANDLER, PAIR_HANDLER][index]}';`;
    });
    expect(source.trim().split(/\n\s*\n/u)).toEqual(written);
  });

  it("stand in one place, and are what the resources store", () => {
    const storing = sourcesIn("sdk", "provider").filter((file) => textOf(file).includes("__provider:"));
    expect([...storing].sort()).toEqual(["provider/adapters/dynamic/verb-error.ts", "sdk/registration.ts"]);
    expect(textOf("sdk/vpn-tunnel.ts")).toContain("handler: HANDLER");
    expect(textOf("sdk/vpn-tunnel-pair.ts")).toContain("handler: PAIR_HANDLER");
    // Outputs that a failed change leaves get the text that Pulumi passed to the verb.
    expect(textOf("provider/adapters/dynamic/verb-error.ts")).toContain("__provider: handler");
    expect(textOf("provider/adapters/dynamic/dynamic-provider.ts")).toContain('properties["__provider"]');
  });
});
