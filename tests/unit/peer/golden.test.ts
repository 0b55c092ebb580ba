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

const BGP: Sample = { ...EVERYTHING, bgp: true };
const IKEV1: Sample["ike"] = { IkeVersion: "ikev1", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group5" };
const SUBNETS = ["172.16.0.0/12"];
/** An address behind the cloud for each tunnel. */
const TRACK = { "tun-first": "172.16.0.11", "tun-second": "172.16.0.12" };
const TRACK_SUBNET = { "tun-first": "10.2.0.11", "tun-second": "10.2.0.12" };
/** Two customer gateways, each behind an interface of its own. */
const TWO_ADDRESSES = ["203.0.113.5", "198.51.100.7"];
const TWO_INTERFACES = { interfaces: { "tun-first": "wan1", "tun-second": "wan2" } };

const CASES: Readonly<Record<string, Case>> = {
  "ikev2-bgp": { sample: BGP, options: { interface: "port1", advertise: ["10.1.0.0/16", "192.168.7.0/24"] } },
  bfd: { sample: BGP, options: { interface: "port1", bfd: true } },
  "ikev1-bgp": { sample: { ...BGP, ike: IKEV1 }, options: { interface: "port1", routes: SUBNETS } },
  "transit-router-bgp": {
    sample: { ...BGP, attachType: "CEN" },
    options: { interface: "port1", advertise: ["10.1.0.0/16"], routes: SUBNETS },
  },
  "transit-router-routes": {
    sample: { ...EVERYTHING, attachType: "CEN" },
    options: { interface: "port1", routes: SUBNETS, track: TRACK },
  },
  "two-gateways-bgp": {
    sample: { ...BGP, deviceAddresses: TWO_ADDRESSES },
    options: { ...TWO_INTERFACES, advertise: ["10.1.0.0/16"] },
  },
  "two-gateways-subnets": {
    sample: { deviceAddresses: TWO_ADDRESSES },
    options: { ...TWO_INTERFACES, track: TRACK_SUBNET },
  },
  routes: { sample: EVERYTHING, options: { interface: "port1", routes: SUBNETS, track: TRACK } },
  "routes-sha2": {
    sample: { ...EVERYTHING, ipsec: { IpsecAuthAlg: "sha256" } },
    options: { interface: "port1", routes: SUBNETS, track: TRACK },
  },
  "ikev1-subnets": {
    sample: { ike: IKEV1, ipsec: { IpsecPfs: "disabled" } },
    options: { interface: "port1", track: TRACK_SUBNET },
  },
  "ikev1-subnets-one-tunnel": {
    sample: { ike: IKEV1, ipsec: { IpsecPfs: "disabled" } },
    options: { interface: "port1", tunnelIds: ["tun-first"] },
  },
  "several-subnets": {
    sample: { deviceSubnet: "10.1.0.0/16,10.3.0.0/16", cloudSubnet: "10.2.0.0/16,10.4.0.0/24" },
    options: { interface: "port1", tunnelIds: ["tun-first"] },
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
    options: { interface: "port1", address: "192.168.1.2", name: "hq", number: 7, routes: SUBNETS, track: TRACK },
  },
  "one-tunnel": { sample: {}, options: { interface: "port1", tunnelIds: ["tun-second"] } },
  "single-tunnel-routes": { sample: { ...EVERYTHING, tunnels: 1 }, options: { interface: "port1", routes: SUBNETS } },
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
