import type { StoredResource } from "../../../cli/pair-state/stack-export";
import { runTool } from "./captured-run";
import { STEERING } from "./steering";
import { other, pairUrn, tunnel } from "./stored-tunnels";

describe("pair-state", () => {
  const exported = (resources: readonly StoredResource[], more: object = {}): string =>
    JSON.stringify({ version: 3, deployment: { manifest: { magic: "m" }, resources, ...more } });
  const run = (input: string, ...args: readonly string[]): ReturnType<typeof runTool> =>
    runTool(["pair-state", ...args], { input });

  it("writes the export anew, and says what to write in the program", async () => {
    const { code, out, err } = await run(
      exported([tunnel("master"), tunnel("slave"), other("x")]),
      "--name",
      "vco-1=hq",
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      version: 3,
      deployment: { manifest: { magic: "m" }, resources: [{ urn: pairUrn("hq") }, { type: "test:index:Thing" }] },
    });
    expect(err.split("\n")).toEqual([
      "hq (vco-1): a VpnTunnelPair from office-master and office-slave. In the program, in place of both:",
      '  new VpnTunnelPair("hq", {',
      "    vpnConnectionId: …,",
      "    onDestroy: …,",
      "    master: { tunnelIkeConfig: { ikeLifetime: …, localId: …, psk: … } }, // as in office-master",
      "    slave: { tunnelIkeConfig: { ikeLifetime: …, localId: …, psk: … } }, // as in office-slave",
      "  });",
      "Change the program as above. Then `pulumi stack import --file <this output>`, and `pulumi preview`, which has",
      "to show no change. Keep the export: importing it again undoes this.",
      "",
    ]);
  });

  it("steers no terminal with a name of the state", async () => {
    const { err } = await run(
      exported([tunnel("master", {}, "a\u009B2J-master"), tunnel("slave", {}, "a\u009B2J-slave")]),
    );
    expect(err).toContain("a 2J (vco-1)");
    expect(err).not.toMatch(STEERING);
  });

  it("writes nothing if nothing can become a pair", async () => {
    const { code, out, err } = await run(exported([tunnel("master")]));
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain("office-master (vco-1) as before: the other tunnel is not in this stack");
  });

  it.each([
    ["", [], /the standard input is not JSON/u],
    ["[]", [], /this is no exported stack/u],
    [JSON.stringify({ version: 3, deployment: { resources: [{}] } }), [], /this is no exported stack/u],
    [JSON.stringify({ version: 9, deployment: {} }), [], /the export has format 9/u],
    [exported([], { pending_operations: [{}] }), [], /the stack has 1 pending operations/u],
    [exported([tunnel("master")]), ["--name", "vco-2=x"], /--name: the stack has no VpnTunnel of vco-2/u],
    [exported([]), ["--name", "vco-2"], /--name takes CONNECTION=NAME, not "vco-2"/u],
    [exported([]), ["a", "b"], /unexpected argument "b"/u],
  ])("refuses %j with %j", async (input, args, message) => {
    expect(await run(input, ...args)).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });
});
