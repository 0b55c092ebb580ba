import { clouds, type PeerConfigOptions } from "../../../../peer";
import { NOT_VERIFIED } from "../../../../peer/clouds/limit";
import { refusal } from "../refusal";
import type { Sample } from "../sample";
import { fitting, WITH_BGP } from "./cases";

const rendererOf = (id: string) => clouds.find((each) => each.id === id) ?? clouds[0];
const render = (id: string, sample: Sample, options: PeerConfigOptions = {}) =>
  rendererOf(id)?.render(fitting({ ...WITH_BGP, ...sample }), options).files ?? [];

const ike = (values: NonNullable<Sample["ike"]>): Sample => ({ ike: values });
const ipsec = (values: NonNullable<Sample["ipsec"]>): Sample => ({ ipsec: values });
const bgp = (values: NonNullable<NonNullable<Sample["live"]>["TunnelBgpConfig"]>): Sample => ({
  live: {
    TunnelBgpConfig: {
      EnableBgp: "true",
      LocalAsn: 45_104,
      LocalBgpIp: "169.254.10.1",
      PeerAsn: 65_010,
      TunnelCidr: "169.254.10.0/30",
      ...values,
    },
  },
});

/** For each cloud: what still fits, and what no longer does, with the property that is named. */
const EDGES: readonly (readonly [
  cloud: string,
  property: string,
  fits: readonly Sample[],
  misfits: readonly Sample[],
])[] = [
  [
    "aws",
    "tunnelIkeConfig.ikeLifetime",
    [ike({ IkeLifetime: 28_800 })],
    [ike({ IkeLifetime: 28_801 }), ike({ IkeLifetime: 899 })],
  ],
  [
    "aws",
    "tunnelIpsecConfig.ipsecLifetime",
    [ipsec({ IpsecLifetime: 900 })],
    [ipsec({ IpsecLifetime: 3601 }), ipsec({ IpsecLifetime: 899 })],
  ],
  ["aws", "tunnelIpsecConfig.ipsecLifetime", [], [{ ike: { IkeLifetime: 3600 }, ipsec: { IpsecLifetime: 3600 } }]],
  [
    "aws",
    "tunnelIkeConfig.ikeEncAlg",
    [ike({ IkeEncAlg: "aes" })],
    [ike({ IkeEncAlg: "aes192" }), ike({ IkeEncAlg: "3des" })],
  ],
  ["aws", "tunnelIkeConfig.ikeAuthAlg", [ike({ IkeAuthAlg: "sha512" })], [ike({ IkeAuthAlg: "md5" })]],
  [
    "aws",
    "tunnelIkeConfig.ikePfs",
    [ike({ IkePfs: "group2" })],
    [ike({ IkePfs: "group5" }), ike({ IkePfs: "group1" })],
  ],
  ["aws", "tunnelIpsecConfig.ipsecEncAlg", [ipsec({ IpsecEncAlg: "aes" })], [ipsec({ IpsecEncAlg: "des" })]],
  ["aws", "tunnelIpsecConfig.ipsecAuthAlg", [ipsec({ IpsecAuthAlg: "sha384" })], [ipsec({ IpsecAuthAlg: "md5" })]],
  [
    "aws",
    "tunnelIpsecConfig.ipsecPfs",
    [ipsec({ IpsecPfs: "group5" })],
    [ipsec({ IpsecPfs: "disabled" }), ipsec({ IpsecPfs: "group1" })],
  ],
  [
    "aws",
    "tunnelIkeConfig.ikeMode",
    [ike({ IkeMode: "aggressive" })],
    [ike({ IkeVersion: "ikev1", IkeMode: "aggressive" })],
  ],
  [
    "aws",
    "tunnelIkeConfig.psk",
    [ike({ Psk: "a1._a1._" }), ike({ Psk: "a".repeat(64) })],
    [ike({ Psk: "short._" }), ike({ Psk: "a".repeat(65) }), ike({ Psk: "0bcdefgh" }), ike({ Psk: "with-hyphen" })],
  ],
  ["azure", "tunnelIkeConfig.ikeEncAlg", [ike({ IkeEncAlg: "aes192" })], [ike({ IkeEncAlg: "3des" })]],
  ["azure", "tunnelIkeConfig.ikeAuthAlg", [ike({ IkeAuthAlg: "sha384" })], [ike({ IkeAuthAlg: "sha512" })]],
  ["azure", "tunnelIkeConfig.ikePfs", [ike({ IkePfs: "group1" })], [ike({ IkePfs: "group5" })]],
  ["azure", "tunnelIpsecConfig.ipsecAuthAlg", [ipsec({ IpsecAuthAlg: "md5" })], [ipsec({ IpsecAuthAlg: "sha384" })]],
  ["azure", "tunnelIpsecConfig.ipsecPfs", [ipsec({ IpsecPfs: "disabled" })], [ipsec({ IpsecPfs: "group5" })]],
  [
    "azure",
    "tunnelIpsecConfig.ipsecLifetime",
    [ipsec({ IpsecLifetime: 300 }), ipsec({ IpsecLifetime: 86_400 })],
    [ipsec({ IpsecLifetime: 299 })],
  ],
  [
    "azure",
    "tunnelIkeConfig.psk",
    [ike({ Psk: "a!'\"$`{}" })],
    [ike({ Psk: "with-hyphen" }), ike({ Psk: "with~tilde" })],
  ],
  ["azure", "enableTunnelsBgp", [], [{ bgp: false }]],
  [
    "gcp",
    "tunnelIkeConfig.ikeEncAlg",
    [ike({ IkeEncAlg: "3des" })],
    [ike({ IkeEncAlg: "des" }), ike({ IkeVersion: "ikev1", IkeEncAlg: "aes256" })],
  ],
  [
    "gcp",
    "tunnelIkeConfig.ikePfs",
    [ike({ IkePfs: "group5" })],
    [ike({ IkePfs: "group1" }), ike({ IkeVersion: "ikev1", IkePfs: "group14" })],
  ],
  [
    "gcp",
    "tunnelIkeConfig.ikeAuthAlg",
    [ike({ IkeAuthAlg: "md5" })],
    [ike({ IkeVersion: "ikev1", IkeAuthAlg: "sha256" })],
  ],
  ["gcp", "tunnelIpsecConfig.ipsecEncAlg", [ipsec({ IpsecEncAlg: "aes192" })], [ipsec({ IpsecEncAlg: "3des" })]],
  ["gcp", "tunnelIpsecConfig.ipsecAuthAlg", [ipsec({ IpsecAuthAlg: "sha512" })], [ipsec({ IpsecAuthAlg: "sha384" })]],
  ["gcp", "tunnelIpsecConfig.ipsecPfs", [ipsec({ IpsecPfs: "group2" })], [ipsec({ IpsecPfs: "disabled" })]],
  ["gcp", "enableTunnelsBgp", [], [{ bgp: false }]],
];

describe.each(EDGES)("%s and %s", (id, property, fits, misfits) => {
  it("fit up to the limit", () => {
    for (const sample of fits) expect(render(id, sample)).toHaveLength(2);
  });

  it("are refused beyond it, with the allowed values, the end to change, and the source", () => {
    for (const sample of misfits) {
      const { message, property: named } = refusal(() => render(id, sample));
      expect(named).toBe(property);
      expect(message).toMatch(/ takes .*\. (?:Change it|Choose another key|Switch BGP on).* \(.*read 2026-12-01\)/u);
    }
  });
});

describe("the limits of another cloud", () => {
  it("are all listed in one error, each once for both tunnels, with the service's default lifetimes among them", () => {
    const { message } = refusal(() =>
      render("aws", { ike: { IkeLifetime: 86_400 }, ipsec: { IpsecLifetime: 86_400 } }),
    );
    const lines = message.split("\n").slice(1);
    expect(lines).toEqual([
      expect.stringMatching(
        /^- tunnelIkeConfig\.ikeLifetime of tunnels tun-first and tun-second is 86400; .* ikeLifetime: 28800 /u,
      ),
      expect.stringMatching(/^- tunnelIpsecConfig\.ipsecLifetime of .* ipsecLifetime: 3600 /u),
      expect.stringMatching(/^- tunnelIpsecConfig\.ipsecLifetime of .* less than the lifetime of phase 1/u),
    ]);
  });

  it("give AWS the first address of the block, and Azure a block of its own", () => {
    const [aws, azure] = [clouds[0], clouds[1]];
    const peer = fitting(WITH_BGP);
    const withBgp = (tunnelCidr: string, cloud: string, device: string) => ({
      ...peer,
      tunnels: peer.tunnels.map((tunnel) => ({
        ...tunnel,
        bgp: { tunnelCidr, cloud: { asn: 45_104, address: cloud }, device: { asn: 65_010, address: device } },
      })),
    });
    const swapped = withBgp("169.254.21.0/30", "169.254.21.1", "169.254.21.2");
    expect(refusal(() => aws?.render(swapped)).message).toContain('localBgpIp: "169.254.21.2"');
    expect(azure?.render(swapped).files).toHaveLength(2);
    const elsewhere = withBgp("169.254.30.0/30", "169.254.30.2", "169.254.30.1");
    expect(aws?.render(elsewhere).files).toHaveLength(2);
    expect(refusal(() => azure?.render(elsewhere)).property).toBe("tunnelBgpConfig.tunnelCidr");
  });

  it.each([
    ["aws", 4_200_000_000],
    ["azure", 65_515],
    ["gcp", 64_512],
  ])("let %s have the AS number %i", (id, number) => {
    expect(render(id, bgp({ PeerAsn: number }))).toHaveLength(2);
  });

  it.each([
    ["aws", 7224],
    ["azure", 65_517],
    ["gcp", 3000],
  ])("do not let %s have the AS number %i", (id, number) => {
    expect(refusal(() => render(id, bgp({ PeerAsn: number }))).property).toBe("tunnelBgpConfig.peerAsn");
  });

  it("do not refuse what nobody verified: the files say it, and that it is not verified", () => {
    const named = ike({ LocalId: "branch.example.com" });
    for (const { id } of clouds)
      for (const { text } of render(id, named))
        expect(text).toMatch(/Check: tunnelIkeConfig\.remoteId of .*\(not verified: general knowledge\)/u);
  });

  it("name no character of a key that does not fit", () => {
    const { message } = refusal(() => render("aws", ike({ Psk: "Planted-secret~" })));
    expect(message).toContain("tunnelIkeConfig.psk");
    expect(message).not.toMatch(/Planted|~/u);
  });

  it("leave an unknown key to the person who has it", () => {
    const masked = ike({ Psk: "abc****" });
    expect(render("aws", masked, { keys: "where known" })).toHaveLength(2);
    expect(() => render("aws", masked)).toThrow("is withheld by the API");
  });

  it("have a source with a date, or say that they have none", () => {
    for (const { cloud } of clouds)
      for (const { source } of [...cloud.limits, ...cloud.facts, ...cloud.changes]) {
        if (source === NOT_VERIFIED) continue;
        expect(source.page).not.toBe("");
        expect(source.read).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
      }
  });

  it("know no options of a device", () => {
    expect(refusal(() => render("gcp", {}, { address: "10.0.0.1" })).property).toBe("options.address");
    expect(refusal(() => render("gcp", {}, { bgpTimers: { keepalive: 3, hold: 9 } })).property).toBe(
      "options.bgpTimers",
    );
    expect(refusal(() => render("gcp", {}, { bfd: true })).property).toBe("options.bfd");
    expect(
      refusal(() => clouds[0]?.render(fitting({ deviceSubnet: "0.0.0.0/0", cloudSubnet: "0.0.0.0/0" }))).property,
    ).toBe("options.routes");
  });
});
