import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PeerConfigError, renderers } from "../../../peer";
import type { PeerConfigOptions, PeerFile, Renderer } from "../../../peer";
import { refusedAlgorithms } from "./every-value";
import { EVERYTHING, model } from "./sample";
import type { Sample } from "./sample";

const COMMAND = "UPDATE_GOLDEN=1 npx jest --selectProjects unit --testPathPatterns peer/golden";
const UPDATE = process.env.UPDATE_GOLDEN === "1";

interface Case {
  readonly sample: Sample;
  readonly options: PeerConfigOptions;
}

const CASES: Readonly<Record<string, Case>> = {
  "ikev2-bgp": {
    sample: { ...EVERYTHING, bgp: true },
    options: { interface: "port1", advertise: ["10.1.0.0/16", "192.168.7.0/24"] },
  },
  bfd: { sample: { ...EVERYTHING, bgp: true }, options: { interface: "port1", bfd: true } },
  "ikev1-subnets": {
    sample: {
      ike: { IkeVersion: "ikev1", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group5" },
      ipsec: { IpsecPfs: "disabled" },
    },
    options: { interface: "port1" },
  },
  "names-behind-nat": {
    sample: {
      ...EVERYTHING,
      ike: {
        IkeVersion: "ikev1",
        IkeMode: "aggressive",
        LocalId: "branch.example.com",
        RemoteId: "cloud",
        Psk: "Same-key",
      },
      live: { EnableDpd: false },
    },
    options: { interface: "port1", address: "192.168.1.2", name: "hq", number: 7, routes: ["172.16.0.0/12"] },
  },
  "one-tunnel": { sample: {}, options: { interface: "port1", tunnelIds: ["tun-second"] } },
};

/** The files of a case. A refusal is golden too: its message stands in a file of its own. */
function rendered(renderer: Renderer, { sample, options }: Case): readonly PeerFile[] {
  try {
    return renderer.render(model(sample), options).files;
  } catch (error) {
    if (!(error instanceof PeerConfigError)) throw error;
    return [{ name: "refused.conf", text: `${error.message}\n` }];
  }
}

/** The files that the renderer has golden files for. */
function filesOf(renderer: Renderer): readonly PeerFile[] {
  const files = Object.entries(CASES).flatMap(([name, each]) =>
    rendered(renderer, each).map((file) => ({ name: `${name}.${file.name}`, text: file.text })),
  );
  if (renderer.writes === "BGP") return files;
  const refused = refusedAlgorithms(renderer).map((line) => `${line}\n`);
  return [...files, { name: "refused-algorithms.txt", text: refused.join("") || "none\n" }];
}

const folderOf = ({ id }: Renderer): string => join(__dirname, "golden", id);

/** The golden file's text; the error of a missing one says how to make it. */
function reviewed(renderer: Renderer, name: string): string {
  const file = join(folderOf(renderer), name);
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new Error(
    `golden file ${renderer.id}/${name} is missing. Write it, and review it before you commit it: ${COMMAND}`,
  );
}

describe.each(renderers.map((renderer) => [renderer.id, renderer] as const))(
  "the configuration for %s",
  (_, renderer) => {
    const files = filesOf(renderer);

    it.each(files.map(({ name, text }) => [name, text] as const))("equals the golden file %s", (name, text) => {
      if (UPDATE) {
        mkdirSync(folderOf(renderer), { recursive: true });
        writeFileSync(join(folderOf(renderer), name), text);
      }
      expect(text).toBe(reviewed(renderer, name));
    });

    it("has no golden file that the renderer does not write any more", () => {
      const written = files.map(({ name }) => name);
      const golden = existsSync(folderOf(renderer)) ? readdirSync(folderOf(renderer)) : [];
      expect(golden.filter((name) => !written.includes(name))).toEqual([]);
    });

    const configurations = files.filter(({ name }) => !/refused\.conf$|^refused-algorithms\.txt$/u.test(name));

    it("says in its first lines where it came from and how far it is proven", () => {
      expect(configurations.length).toBeGreaterThan(0);
      for (const { text } of configurations) expect(text).toMatch(/pulumi-alicloud-vpn.*vco-example.*\n.*This form/u);
    });

    it("has BGP if and only if the renderer is listed with it", () => {
      const hasAsn = configurations.some(({ name, text }) => name.startsWith("ikev2-bgp.") && text.includes("65010"));
      expect(hasAsn).toBe(renderer.writes !== "tunnels");
    });
  },
);
