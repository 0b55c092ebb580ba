import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PeerConfigError, renderers } from "../../../peer";
import type { PeerConfigOptions, PeerFile, Renderer } from "../../../peer";
import { EVERYTHING, model } from "./sample";
import type { Sample } from "./sample";

// UPDATE_GOLDEN=1 writes the files anew; the difference is then read before it is committed.
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

/** What a device cannot do is golden too: the message instead of a file. */
function rendered(renderer: Renderer, { sample, options }: Case): readonly PeerFile[] {
  try {
    return renderer.render(model(sample), options).files;
  } catch (error) {
    if (!(error instanceof PeerConfigError)) throw error;
    return [{ name: "refused.conf", text: `${error.message}\n` }];
  }
}

describe.each(renderers.map((renderer) => [renderer.id, renderer] as const))(
  "the configuration for %s",
  (id, renderer) => {
    const folder = join(__dirname, "golden", id);
    const expected = Object.entries(CASES).flatMap(([name, one]) =>
      rendered(renderer, one).map((file) => ({ path: `${name}.${file.name}`, text: file.text })),
    );

    it.each(expected.map(({ path, text }) => [path, text] as const))("is what was reviewed: %s", (path, text) => {
      if (UPDATE) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      expect(text).toBe(readFileSync(join(folder, path), "utf8"));
    });

    it("has no reviewed file that nothing writes any more", () => {
      expect(readdirSync(folder).sort()).toEqual(expected.map(({ path }) => path).sort());
    });

    it("says in its first lines where it came from and how far it is proven", () => {
      const texts = expected.filter(({ path }) => !path.endsWith("refused.conf")).map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(0);
      for (const text of texts) expect(text).toMatch(/pulumi-alicloud-vpn.*vco-example.*\n.*This form/u);
    });
  },
);
