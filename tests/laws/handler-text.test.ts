import { HANDLER } from "../../sdk/handler";
import { sourcesIn, textOf } from "./source-files";

describe("the stored handler", () => {
  it("is under 1 kB", () => expect(Buffer.byteLength(HANDLER)).toBeLessThan(1_000));

  it("is one line of ASCII, so that no encoding and no checkout changes it", () => {
    expect(HANDLER).toMatch(/^[\x20-\x7e]+$/u);
  });

  it("names the package and no place: no path, no address, no user", () => {
    const literals = [...HANDLER.matchAll(/"([^"]*)"/gu)].map((match) => match[1]);
    expect(literals).toEqual(["module", "/_", "pulumi-alicloud-vpn/provider"]);
    expect(HANDLER).not.toMatch(/\/(?:home|root|Users|tmp|var|work|usr)\b|[A-Za-z]:\\|https?:|@/u);
  });

  it("holds nothing secret and reads no setting", () => {
    expect(HANDLER).not.toMatch(/env|secret|token|key|psk|password|config/iu);
  });

  it("is written out, not put together: the same bytes for every resource and on every machine", () => {
    const source = textOf("sdk/handler.ts").replace(/\/\*[\s\S]*?\*\//u, "");
    expect(source.trim()).toBe(`export const HANDLER =\n  '${HANDLER}';`);
  });

  it("stands in one place, and is what the resource stores", () => {
    const storing = sourcesIn("sdk", "provider").filter((file) => textOf(file).includes("__provider:"));
    expect([...storing].sort()).toEqual(["provider/adapters/dynamic/verb-error.ts", "sdk/vpn-tunnel.ts"]);
    expect(textOf("sdk/vpn-tunnel.ts")).toContain("__provider: HANDLER");
    // Outputs that a failed change leaves get the text that Pulumi passed to the verb.
    expect(textOf("provider/adapters/dynamic/verb-error.ts")).toContain("__provider: handler");
    expect(textOf("provider/adapters/dynamic/dynamic-provider.ts")).toContain('properties["__provider"]');
  });
});
