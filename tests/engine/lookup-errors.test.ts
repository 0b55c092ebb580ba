// A look-up that fails, on the real CLI: the program ends at once, with one line for each error and no trace of ours.
// It is run on every version of Node that is supported, because an error with a trace, raised inside `apply`, hung two
// of them.
import { createStack, diagnostics, type EngineStack, nodeVersions } from "./harness";
import { BRANCH, onRealCli, ownSimulator, simulatorConfig } from "./tunnels";

onRealCli();

/** Far more than a failing program takes, also on a busy machine: only one that hangs is interrupted. */
const HANGING_MS = 60_000;

const DENIED = "Forbidden";
const NO_CONNECTION =
  /InvalidVpnConnectionInstanceId\.NotFound \(404, request [\w-]+\): .*Check vpnConnectionId and the region/u;

/** What a program is, by the name that it is told in its environment. */
const PROGRAMS = {
  connection: `async () => ({ found: await vpn.getVpnConnection({ vpnConnectionId: "vco-none" }) })`,
  diagnosis: `async () => ({ found: await vpn.diagnose({ ids: ["tun-none"] }) })`,
  peer: `async () => ({ found: await vpn.getPeerConfig({ vpnConnectionId: "vco-none" }) })`,
  applied: `async () => {
    const id = pulumi.output("vco-none");
    return {
      connection: vpn.getVpnConnectionOutput({ vpnConnectionId: id }),
      diagnosis: vpn.diagnoseOutput({ ids: [id] }),
      peer: vpn.getPeerConfigOutput({ vpnConnectionId: id }),
      later: id.apply((vpnConnectionId) => vpn.getVpnConnection({ vpnConnectionId })),
      device: vpn.getPeerConfigOutput({ vpnConnectionId: "${BRANCH}" }).apply((peer) => vpn.renderPeerConfig(peer, "tin-can")),
    };
  }`,
  listed: `async () => ({ none: (await vpn.getVpnConnections({ vpnConnectionId: "vco-none" })).length, all: vpn.getVpnConnectionsOutput() })`,
  region: `() => ({ found: vpn.getVpnConnectionsOutput() })`,
  keys: `() => ({ found: vpn.getVpnConnectionsOutput({ regionId: "cn-hangzhou" }) })`,
  own: `() => ({
    down: pulumi.output("down").apply(async (status) => { throw new vpn.ProgramError(\`the office is \${status}\`); }),
  })`,
  caught: `async () => {
    const { LookupError, getVpnConnection } = vpn;
    try { await getVpnConnection({ vpnConnectionId: "vco-none" }); }
    catch (error) { return { category: error instanceof LookupError ? error.category : "another error" }; }
  }`,
} as const;

const PROGRAM = `
const pulumi = require("@pulumi/pulumi");
const vpn = require("pulumi-alicloud-vpn");
const programs = { ${Object.entries(PROGRAMS)
  .map(([name, text]) => `${name}: ${text}`)
  .join(",\n")} };
module.exports = programs[process.env.PROGRAM];`;

const FILES = { files: { "index.js": PROGRAM }, main: "index.js", runtimeOptions: { typescript: false } };

interface Outcome {
  readonly exitCode: number;
  readonly errors: readonly string[];
  readonly output: string;
}

async function run(stack: EngineStack, program: keyof typeof PROGRAMS): Promise<Outcome> {
  const result = await stack.preview({ env: { PROGRAM: program }, interruptAfterMs: HANGING_MS });
  expect(result.durationMs).toBeLessThan(HANGING_MS);
  return {
    exitCode: result.exitCode,
    errors: diagnostics(result.events, "error"),
    output: result.stdout + result.stderr,
  };
}

const { nodes, missing } = nodeVersions();
(missing === undefined ? describe : describe.skip)(`beside the running Node${missing ? `: ${missing}` : ""}`, () => {
  it("every release line that is supported is there", () => {
    expect(nodes.map(({ title }) => title.replace(/\..*/u, "")).sort()).toEqual(
      expect.arrayContaining(["Node 20", "Node 22", "Node 24"]),
    );
  });
});

/**
 * Errors that are awaited, or raised inside apply, hung some versions of Node. The rest is tried on the running one.
 */
const EVERY_PROGRAM = process.env["NODE_PROGRAMS"] === "all";

describe.each(nodes)("on $title", (node) => {
  const { env } = node;
  let sim: Awaited<ReturnType<typeof ownSimulator>>;
  let stack: EngineStack;
  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await createStack({ ...FILES, config: simulatorConfig(sim), env });
  });

  it.each([
    ["connection", "getVpnConnection of vco-none: DescribeVpnConnection failed: ", NO_CONNECTION],
    ["diagnosis", "diagnose: not found in this region and account: tun-none. ", /Check the ids/u],
    ["peer", "getPeerConfig of vco-none: DownloadVpnConnectionConfig failed: ", NO_CONNECTION],
  ] as const)("an awaited look-up that finds nothing ends the program: %s", async (program, start, rest) => {
    const { exitCode, errors, output } = await run(stack, program);
    expect(exitCode).not.toBe(0);
    expect(errors).toEqual([expect.stringMatching(rest)]);
    expect(errors[0]).toMatch(/^[^\n]+$/u);
    expect(errors[0]?.startsWith(start)).toBe(true);
    expect(output).not.toMatch(/^\s+at /mu);
  });

  it("look-ups inside apply that find nothing are a line each", async () => {
    const { exitCode, errors, output } = await run(stack, "applied");
    expect(exitCode).not.toBe(0);
    expect(errors.toSorted()).toEqual([
      expect.stringMatching(/^diagnose: not found in this region and account: vco-none\. [^\n]+$/u),
      expect.stringMatching(/^getPeerConfig of vco-none: DownloadVpnConnectionConfig failed: [^\n]+$/u),
      expect.stringMatching(/^getVpnConnection of vco-none: DescribeVpnConnection failed: [^\n]+$/u),
      expect.stringMatching(/^getVpnConnection of vco-none: DescribeVpnConnection failed: [^\n]+$/u),
      expect.stringMatching(/^renderPeerConfig: device must be one of strongswan, [^\n]+$/u),
    ]);
    expect(output).not.toMatch(/^\s+at /mu);
  });

  it("the program's own ProgramError inside apply is a line as well", async () => {
    const { exitCode, errors } = await run(stack, "own");
    expect(exitCode).not.toBe(0);
    expect(errors).toEqual(["the office is down"]);
  });

  if (node !== nodes[0] && !EVERY_PROGRAM) return;

  it("an error of the API is one line; a look-up without a match is no error", async () => {
    const fault = sim.fault({ kind: "error", code: DENIED, httpStatus: 403, times: Number.POSITIVE_INFINITY });
    const refused = await run(stack, "listed");
    expect(refused.exitCode).not.toBe(0);
    expect(refused.errors).toEqual([expect.stringMatching(/^getVpnConnections: .*Forbidden \(403, request [^\n]+$/u)]);
    fault.remove();
    expect(await run(stack, "listed")).toMatchObject({ exitCode: 0, errors: [] });
  });

  it("without a region or keys it says what to set", async () => {
    const { "alicloud:endpoints": endpoints = "", "alicloud:protocol": protocol = "" } = simulatorConfig(sim);
    const bare = await createStack({
      ...FILES,
      config: { "alicloud:endpoints": endpoints, "alicloud:protocol": protocol },
      env: { ...env, ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" },
    });
    const region = await run(bare, "region");
    expect(region.exitCode).not.toBe(0);
    expect(region.errors).toEqual([
      expect.stringMatching(/^getVpnConnectionsOutput: No region .*alicloud:region[^\n]+$/u),
    ]);
    expect(region.output).not.toContain("PromiseRejectionHandledWarning");
    const keys = await run(bare, "keys");
    expect(keys.exitCode).not.toBe(0);
    expect(keys.errors).toEqual([expect.stringMatching(/^getVpnConnections: .*alicloud:accessKey[^\n]+$/u)]);
  });

  it("a program that goes on without the answer decides by the category", async () => {
    const { exitCode, errors, output } = await run(stack, "caught");
    expect([exitCode, errors]).toEqual([0, []]);
    expect(output).toMatch(/category *: "notFound"/u);
  });
});
