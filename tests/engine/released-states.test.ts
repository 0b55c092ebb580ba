// State that earlier releases wrote: a user who upgrades the package must see no change.
// Before a release: `RECORD_STATE=1 npx jest --selectProjects engine --testPathPatterns released-states` writes this
// version's fixture, which is committed with the release and never rewritten.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type EngineStack, repositoryRoot } from "./harness";
import { onRealCli, ownSimulator, type Tunnels, tunnelStack } from "./tunnels";

onRealCli();

const FOLDER = join(__dirname, "fixtures", "states");

/** One tunnel with everything, one with little, one with nothing. Never changed: the fixtures were written with it. */
const TUNNELS: Tunnels = {
  everything: {
    vpnConnectionId: "vco-sim0000000000000001",
    role: "master",
    regionId: "cn-hangzhou",
    customerGatewayId: "cgw-sim0000000000000001",
    enableDpd: true,
    enableNatTraversal: false,
    tunnelIkeConfig: {
      ikeVersion: "ikev2",
      ikeMode: "main",
      ikeEncAlg: "aes256",
      ikeAuthAlg: "sha512",
      ikePfs: "group14",
      ikeLifetime: 28800,
      localId: "cloud.example.com",
      remoteId: "office.example.com",
      psk: "A-key-in-a-released-state",
    },
    tunnelIpsecConfig: { ipsecEncAlg: "aes256", ipsecAuthAlg: "sha256", ipsecPfs: "group14", ipsecLifetime: 3600 },
    tunnelBgpConfig: { localAsn: 65530, localBgpIp: "169.254.77.2", tunnelCidr: "169.254.77.0/30" },
  },
  little: {
    vpnConnectionId: "vco-sim0000000000000002",
    tunnelId: "tun-sim0000000000000022",
    tunnelIpsecConfig: { ipsecPfs: "group14" },
  },
  nothing: { vpnConnectionId: "vco-sim0000000000000003", role: "slave" },
};

/** Exports the state, keys in clear so that any passphrase can take it, without what depends on the machine. */
async function record(stack: EngineStack, file: string): Promise<void> {
  const { stdout } = await stack.run(["stack", "export", "--show-secrets", "--stack", stack.name]);
  const ofMachine = new Set(["sourcePosition", "stackTrace"]);
  const portable = JSON.parse(stdout, (key, value: unknown) => (ofMachine.has(key) ? undefined : value));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, `${JSON.stringify(portable, undefined, 2)}\n`);
}

const { version }: { version: string } = JSON.parse(readFileSync(join(repositoryRoot, "package.json"), "utf8"));

// Between releases the shape may change too: RECORD_STATE=<name> writes a fixture of that name.
const recorded = process.env["RECORD_STATE"];
if (recorded !== undefined)
  it(`records the state of ${version}`, async () => {
    const stack = await tunnelStack(await ownSimulator(), TUNNELS);
    expect((await stack.up()).exitCode).toBe(0);
    await record(stack, join(FOLDER, `${recorded === "1" ? version : recorded}.json`));
  });

it("the state of this version is recorded", () => expect(readdirSync(FOLDER)).toContain(`${version}.json`));

it.each(readdirSync(FOLDER))(
  "the state of %s previews with no change, before and after a refresh, and updates nothing",
  async (fixture) => {
    const sim = await ownSimulator();
    // The tunnels are as that version left them.
    const former = await tunnelStack(sim, TUNNELS);
    expect((await former.up()).exitCode).toBe(0);

    const stack = await tunnelStack(sim, TUNNELS);
    // The state holds the provider's configuration, which a refresh uses; the API is on another port now.
    const state = readFileSync(join(FOLDER, fixture), "utf8").replaceAll(/127\.0\.0\.1:\d+/gu, `127.0.0.1:${sim.port}`);
    stack.project.write({ "state.json": state });
    const imported = await stack.run(["stack", "import", "--file", "state.json", "--stack", stack.name]);
    expect(imported).toMatchObject({ exitCode: 0, stderr: "" });
    sim.clearJournal();
    expect(await stack.preview({ expectNoChanges: true })).toMatchObject({ exitCode: 0, changeSummary: { same: 4 } });
    // A tunnel that nobody has seen up since its change is looked at, in one call; for all others nobody asks.
    const isUnseen = readFileSync(join(FOLDER, fixture), "utf8").includes("unconfirmed");
    expect(sim.journal.map(({ action }) => action)).toEqual(isUnseen ? ["DescribeVpnConnections"] : []);
    expect(await stack.refresh()).toMatchObject({ exitCode: 0, changeSummary: { same: 4 } });
    expect(await stack.up({ expectNoChanges: true })).toMatchObject({ exitCode: 0, changeSummary: { same: 4 } });
    expect(sim.journal.filter((entry) => entry.committed)).toEqual([]);
  },
);
