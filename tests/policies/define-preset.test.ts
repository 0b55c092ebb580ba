// A standard of one's own: what is wrong in it is said where it is defined.
import { createPack, definePreset } from "../../policies/index";
import type { PresetDefinition } from "../../policies/index";
import { goodIke, goodIpsec, vpnTunnel } from "./fixtures";
import { run } from "./policy-runner";

const ACME: PresetDefinition = {
  id: "acme-2026",
  name: "Acme",
  title: "Acme network standard",
  edition: "2026",
  url: "https://standards.acme.example/vpn/2026",
  named: {
    ikeEncAlg: { accept: ["aes256"], discouraged: ["aes192"], cite: "4.1" },
    ipsecPfs: { accept: ["group14"], says: "recommends" },
  },
  lifetimes: { ipsecLifetime: { min: 1800, max: 7200, recommendedMax: 3600 } },
  pskBits: { min: 192 },
};

describe("definePreset", () => {
  it("makes a standard that a pack enforces, alone or beside others", async () => {
    const acme = definePreset(ACME);
    const policies = createPack({ presets: [acme, "pci-dss-4"] }).policies;
    const find = (name: string) => {
      const policy = policies.find((one) => one.name === `alicloud-vpn-tunnel-${name}`);
      if (policy === undefined) throw new Error(name);
      return policy;
    };
    const weak = vpnTunnel({
      tunnelIkeConfig: goodIke({ ikeEncAlg: "aes" }),
      tunnelIpsecConfig: goodIpsec({ ipsecLifetime: 14_400 }),
    });
    expect((await run(find("ike-encryption"), [weak])).violations).toEqual([
      expect.stringContaining("Acme (4.1) requires other values."),
    ]);
    expect((await run(find("ipsec-lifetime"), [weak])).violations).toEqual([
      expect.stringContaining("allowed: 1800 to 7200 seconds"),
    ]);
    expect(find("ike-encryption")).toMatchObject({
      url: ACME.url,
      framework: { name: "Acme network standard", version: "2026", reference: "4.1" },
    });
    expect(find("ike-encryption").tags).toEqual(expect.arrayContaining(["acme-2026", "pci-dss-4"]));
    expect(find("psk-strength").configSchema?.properties["minBits"]?.default).toBe(192);
  });

  it("is alone in a pack", () => {
    expect(() => createPack({ preset: definePreset(ACME), strict: true, exactly: true })).not.toThrow();
  });

  // As a program without types would write it.
  it.each([
    [{ id: "Acme" }, 'preset Acme: id is "Acme"; it must be lower case letters'],
    [{ id: "ietf" }, "it must be an id that no preset of this package has"],
    [{ title: "" }, 'title is ""; it must be a text'],
    [{ edition: undefined }, "edition is missing; it must be a text"],
    [{ url: "acme.example" }, "it must be an address that begins with https://"],
    [{ levels: {} }, "there is no levels; possible are id, name, title"],
    [{ named: { ikeEncryption: { accept: ["aes"] } } }, "there is no named.ikeEncryption; possible are ikeVersion"],
    [
      { named: { ikeEncAlg: { accept: ["aes128"] } } },
      'named.ikeEncAlg.accept is "aes128"; it must be among aes, aes192',
    ],
    [{ named: { ikeEncAlg: { accept: [] } } }, "named.ikeEncAlg.accept is []; it must be a list of at least one value"],
    [{ named: { ikeEncAlg: { accept: ["aes"], deny: [] } } }, "there is no named.ikeEncAlg.deny"],
    [{ named: { ikeEncAlg: { accept: ["aes"], discouraged: ["aes"] } } }, "a value that is not in accept as well"],
    [{ named: { ikeEncAlg: { accept: ["aes"], says: "forbids" } } }, "it must be requires or recommends"],
    [
      { lifetimes: { ikeLifetime: { min: 7200, max: 3600 } } },
      "lifetimes.ikeLifetime.min is 7200; it must be a whole number from 1 to 3600",
    ],
    [
      { lifetimes: { ikeLifetime: { max: 90_000 } } },
      "lifetimes.ikeLifetime.max is 90000; it must be a whole number from 1 to 86400",
    ],
    [{ lifetimes: { ipsecLifetime: { max: 60.5 } } }, "it must be a whole number"],
    [
      { pskBits: { min: 128, recommended: 112 } },
      "pskBits.recommended is 112; it must be a whole number from 128 to 512",
    ],
  ])("refuses %j", (change, why) => {
    const definition = { ...ACME, ...change };
    expect(() => Reflect.apply(definePreset, undefined, [definition])).toThrow(why);
  });

  it("is asked for where a pack gets something else", () => {
    expect(() => Reflect.apply(createPack, undefined, [{ preset: { id: "acme" } }])).toThrow(
      "preset must be an id, or what definePreset gives",
    );
  });
});
