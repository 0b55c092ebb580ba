// What previews and refreshes show of a tunnel: what changes and what that does, and nothing of the provider's own.
import type { Simulator } from "../../simulator";
import { diagnostics, type EngineStack, mustSucceed, type OperationOptions, type OperationResult } from "./harness";
import { stackBesideControl } from "./beside-control";
import { BRANCH, declare, MASTER, onRealCli, ownSimulator, tunnelStack } from "./tunnels";

onRealCli();

const master = {
  vpnConnectionId: BRANCH,
  role: "master",
  waitFor: "settled",
  enableDpd: true,
  tunnelIkeConfig: { ikeVersion: "ikev2", psk: "Planted-first-key-11" },
  tunnelIpsecConfig: { ipsecLifetime: 7200 },
};

/** What `--diff` shows of a resource, without the lines that say which one it is. */
function shownOf(name: string, { stdout }: OperationResult): string {
  const lines = stdout.split("\n");
  const from = lines.findIndex((line) => line.endsWith(`::${name}]`)) + 1;
  const length = lines.slice(from).findIndex((line) => !line.startsWith("      "));
  return lines
    .slice(from, from + length)
    .map((line) => line.trim())
    .join(" ");
}

const said = ({ events }: OperationResult): string => diagnostics(events, "info").join("\n");

describe("a tunnel that is managed", () => {
  let sim: Simulator;
  let stack: EngineStack;
  beforeAll(async () => {
    sim = await ownSimulator();
    stack = await stackBesideControl(sim, { master });
    mustSucceed(await stack.up());
  });
  const previewOf = async (declared: object, options: OperationOptions = { diff: true }): Promise<OperationResult> => {
    declare(stack, { master: { ...declared } });
    return stack.preview(options);
  };

  it("shows of one changed lifetime that lifetime and nothing else, as any other resource does, and what it does", async () => {
    const preview = mustSucceed(await previewOf({ ...master, tunnelIpsecConfig: { ipsecLifetime: 3600 } }));
    expect(shownOf("master", preview)).toBe("~ tunnelIpsecConfig: { ~ ipsecLifetime: 7200 => 3600 }");
    expect(shownOf("master-control", preview)).toBe(shownOf("master", preview));
    expect(said(preview)).toBe(
      `master: ${BRANCH} "branch" master (${MASTER}), up now: this update of the LIVE tunnel:
  tunnelIpsecConfig.ipsecLifetime: 7200 -> 3600
  renegotiates: a short interruption; the device need not have the same lifetime
  3 already as declared
  whether traffic passes after it cannot be proved: no BGP, no health check; declare a probe`,
    );
  });

  it("shows a rotation of its key in the text, with --diff and with --json, and never a key", async () => {
    const rotated = { ...master, tunnelIkeConfig: { ikeVersion: "ikev2", psk: "Planted-second-key-22" } };
    const preview = mustSucceed(await previewOf(rotated));
    expect(shownOf("master", preview)).toBe("~ preSharedKey: [secret] => [secret]");
    expect(said(preview)).toContain("\n  tunnelIkeConfig.psk changes\n  renegotiates: ");
    const { stdout } = mustSucceed(await previewOf(rotated, { json: true }));
    const { steps, diagnostics: texts } = Object(JSON.parse(stdout));
    const [step] = steps.filter(({ urn }: { readonly urn: string }) => urn.endsWith("::master"));
    expect(step).toMatchObject({ op: "update", detailedDiff: { preSharedKey: { kind: "update" } } });
    expect(JSON.stringify(texts)).toContain("tunnelIkeConfig.psk changes");
    expect(preview.stdout + preview.stderr + stdout).not.toContain("Planted");
  });

  it("says that a setting is no longer managed, and that nothing is sent", async () => {
    const { enableDpd: _, ...rest } = master;
    const preview = mustSucceed(await previewOf(rest));
    expect(shownOf("master", preview)).toContain("- enableDpd: true");
    expect(said(preview)).toContain("\n  enableDpd is no longer managed: the tunnel keeps what it has");
    expect(said(preview)).toContain("\n  no interruption: nothing is sent");
  });

  it("shows no difference in a refresh that runs the program, and after drift just the values that moved", async () => {
    declare(stack, { master });
    const still = mustSucceed(await stack.refresh({ diff: true, args: ["--run-program"] }));
    expect([still.changeSummary, shownOf("master", still)]).toEqual([{ same: 3 }, ""]);
    sim.changeTunnel(MASTER, { TunnelIpsecConfig: { IpsecLifetime: 600, IpsecPfs: "group5" } });
    const moved = mustSucceed(await stack.refresh({ diff: true }));
    // What is not declared is in the input that policies judge beside the declaration.
    expect(shownOf("master", moved)).toMatch(
      /^~ observed *: \{ ~ tunnelIpsecConfig: \{ ~ ipsecPfs: "group2" => "group5" \} \} ~ tunnelIpsecConfig: \{ ~ ipsecLifetime: 7200 => 600 \}$/u,
    );
  });
});

describe("an identity that only looks like an address", () => {
  it("is refused where it would change the live value, and is a warning where the tunnel has it already", async () => {
    const sim = await ownSimulator();
    const declared = { vpnConnectionId: BRANCH, role: "master", tunnelIkeConfig: { localId: "10.0.0.256" } };
    const stack = await tunnelStack(sim, { master: declared });
    const refused = await stack.preview();
    expect(refused.exitCode).not.toBe(0);
    expect(diagnostics(refused.events, "error").join()).toMatch(
      /tunnelIkeConfig\.localId must be an IP address .*: it has a number above 255/u,
    );
    sim.changeTunnel(MASTER, { TunnelIkeConfig: { LocalId: "10.0.0.256" } });
    expect(diagnostics(mustSucceed(await stack.up()).events, "warning")).toEqual([
      expect.stringMatching(/^master: tunnelIkeConfig\.localId must be .*; the live tunnel has it already$/u),
    ]);
    // The tunnel is managed by now: another such identity would be an update.
    declare(stack, { master: { ...declared, tunnelIkeConfig: { localId: "10.0.0.257" } } });
    const another = await stack.preview();
    expect(another.exitCode).not.toBe(0);
    expect(diagnostics(another.events, "error").join()).toContain("it has a number above 255");
    expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
  });
});
