import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { LookupError, ProgramError, renderPeerConfig } from "../../../sdk";
import { withProgramFrames } from "../../../sdk/program-error";

describe("an error that this package raises in a program", () => {
  it("is one of Pulumi's RunErrors, and has no trace", () => {
    const error = new ProgramError("what is wrong");
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(error.stack).toBe("what is wrong");
    expect(inspect(error, { colors: true })).not.toMatch(/\n\s+at /u);
  });

  it("tells of a peer configuration which property is in the way", () => {
    let raised: unknown;
    try {
      renderPeerConfig({} as Parameters<typeof renderPeerConfig>[0], "tin-can");
    } catch (error) {
      raised = error;
    }
    expect(raised).toBeInstanceOf(LookupError);
    expect(raised).toMatchObject({ name: "LookupError", category: "invalid", property: "device", code: undefined });
    expect(inspect(raised, { colors: true })).not.toMatch(/\n\s+at /u);
  });

  it("says of a mistake of ours that it is unexpected, without a trace", () => {
    const broken = (): unknown => renderPeerConfig({} as Parameters<typeof renderPeerConfig>[0], "strongswan");
    expect(broken).toThrow(LookupError);
    expect(broken).toThrow(/\(unexpected; please report it/u);
  });
});

it("an error of somebody else keeps the frames of the program, and no frame that hangs Node", () => {
  const error = new Error("two\nlines");
  error.stack = [
    "Error: two\nlines",
    "    at new VpnTunnel (/project/node_modules/pulumi-alicloud-vpn/dist/sdk/vpn-tunnel.js:1:1)",
    "    at /project/index.ts:3:4",
    "    at applyHelperAsync (/project/node_modules/@pulumi/output.ts:516:25)",
  ].join("\n");
  expect(withProgramFrames(error).stack).toBe("Error: two\nlines\n    at /project/index.ts:3:4");
});
