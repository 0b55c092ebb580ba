import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  differenceOf,
  drainCommands,
  PeerConfigError,
  peerModel,
  plannedPeerModel,
  renderers,
  type PeerConfigOptions,
  type PlannedSettings,
  type Renderer,
} from "../../../peer";
import { answers, EVERYTHING, model, TUNNEL_IDS, type Sample } from "./sample";

const COMMAND = "UPDATE_GOLDEN=1 npx jest --selectProjects unit --testPathPatterns peer/change-golden";
const FOLDER = join(__dirname, "golden-changes");

/** Changes of the second tunnel. */
const CHANGES: Readonly<Record<string, PlannedSettings>> = {
  key: { "tunnelIkeConfig.psk": "New-key-22" },
  algorithms: {
    "tunnelIkeConfig.ikeEncAlg": "aes192",
    "tunnelIpsecConfig.ipsecEncAlg": "aes256",
    "tunnelIpsecConfig.ipsecAuthAlg": "sha256",
  },
  "to-ikev1": { "tunnelIkeConfig.ikeVersion": "ikev1", "tunnelIpsecConfig.ipsecPfs": "disabled", enableDpd: false },
  addresses: {
    "tunnelBgpConfig.tunnelCidr": "169.254.20.0/30",
    "tunnelBgpConfig.localBgpIp": "169.254.20.2",
    "tunnelIkeConfig.localId": "cloud.example.com",
  },
};

/** What the device can have: RouterOS has one tunnel with blocks. */
function situation({ id }: Renderer): { readonly sample: Sample; readonly options: PeerConfigOptions } {
  if (id === "routeros") return { sample: {}, options: { tunnelIds: [TUNNEL_IDS[1]] } };
  return { sample: { ...EVERYTHING, bgp: true }, options: { interface: "port1", advertise: ["10.1.0.0/16"] } };
}

const orRefusal = (lines: () => readonly string[]): readonly string[] => {
  try {
    return lines();
  } catch (error) {
    if (error instanceof PeerConfigError) return [error.message];
    throw error;
  }
};

function difference(renderer: Renderer, settings: PlannedSettings): readonly string[] {
  const { sample, options } = situation(renderer);
  const input = answers(sample);
  const before = renderer.render(peerModel(input), options).files;
  const after = renderer.render(plannedPeerModel(input, { [TUNNEL_IDS[1]]: settings }), options).files;
  const found = differenceOf(renderer, before, after);
  if (found === undefined || found.isSame) return ["no difference"];
  return [...found.changes, "== apply", ...found.apply, "== reset", ...found.reset];
}

function drains(renderer: Renderer, sample: Sample): readonly string[] {
  return TUNNEL_IDS.flatMap((id) => {
    const { drain, undrain, notes } = drainCommands(model(sample), renderer.id, id, { advertise: ["10.1.0.0/16"] });
    return [`== drain ${id}`, ...drain, `== undrain ${id}`, ...undrain, ...notes.map((note) => `note: ${note}`)];
  });
}

/** The golden texts of a device, by name. */
function texts(renderer: Renderer): ReadonlyMap<string, string> {
  const differences = Object.entries(CHANGES).map(
    ([name, settings]) => [`difference-${name}.txt`, orRefusal(() => difference(renderer, settings))] as const,
  );
  const moves = [
    ["drain-bgp.txt", orRefusal(() => drains(renderer, { ...EVERYTHING, bgp: true }))],
    ["drain-equal.txt", orRefusal(() => drains(renderer, { ...EVERYTHING, bgp: true, live: { Role: "" } }))],
    ["drain-routes.txt", orRefusal(() => drains(renderer, { deviceSubnet: "0.0.0.0/0" }))],
  ] as const;
  return new Map([...differences, ...moves].map(([name, lines]) => [name, `${lines.join("\n")}\n`]));
}

function golden(id: string, name: string, text: string): string {
  const file = join(FOLDER, id, name);
  if (process.env.UPDATE_GOLDEN === "1") {
    mkdirSync(join(FOLDER, id), { recursive: true });
    writeFileSync(file, text);
  }
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new Error(`golden file ${id}/${name} is missing. Write it, and review it before you commit it: ${COMMAND}`);
}

describe.each(renderers.map((renderer) => [renderer.id, renderer] as const))("changes on %s", (id, renderer) => {
  const expected = texts(renderer);

  it.each([...expected])("equal the golden file %s", (name, text) => expect(text).toBe(golden(id, name, text)));

  it("have no golden file that nothing writes any more", () => {
    expect(readdirSync(join(FOLDER, id)).sort()).toEqual([...expected.keys()].sort());
  });

  it("reset the changed tunnel and no other", () => {
    const text = expected.get("difference-algorithms.txt") ?? "";
    const reset = text.slice(text.indexOf("== reset"));
    expect(reset).not.toMatch(/ali-mple-t1|47\.98\.10\.1\b/u);
    // FRR carries no IPsec.
    expect(/ali-mple-t2|47\.98\.10\.2\b/u.test(reset)).toBe(id !== "frr");
  });
});
