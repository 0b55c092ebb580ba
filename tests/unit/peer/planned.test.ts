import { PeerConfigError, peerModel, plannedPeerModel, rendererOf, type PlannedSettings } from "../../../peer";
import { fieldsOf } from "../../../provider/core/field";
import { vpnTunnelTable } from "../../../provider/resources/vpn-tunnel/table/fields";
import { refusal } from "./refusal";
import { answers, CLOUD, EVERYTHING, type Sample } from "./sample";

const BGP: Sample = { ...EVERYTHING, bgp: true };

/** The second tunnel's model with planned settings; the first one's must stay as it is. */
function planned(settings: PlannedSettings, sample: Sample = BGP) {
  const input = answers(sample);
  const [first, second] = plannedPeerModel(input, { "tun-second": settings }).tunnels;
  expect(first).toEqual(peerModel(input).tunnels[0]);
  return second;
}

describe("the model of planned values", () => {
  it.each<[PlannedSettings, object]>([
    [{ "tunnelIkeConfig.ikeVersion": "ikev1" }, { ike: expect.objectContaining({ version: "ikev1" }) }],
    [{ "tunnelIkeConfig.ikeMode": "aggressive" }, { ike: expect.objectContaining({ mode: "aggressive" }) }],
    [{ "tunnelIkeConfig.ikeEncAlg": "3des" }, { ike: expect.objectContaining({ encryption: "3des" }) }],
    [{ "tunnelIkeConfig.ikeAuthAlg": "sha512" }, { ike: expect.objectContaining({ integrity: "sha512" }) }],
    [{ "tunnelIkeConfig.ikePfs": "group5" }, { ike: expect.objectContaining({ group: "group5" }) }],
    [{ "tunnelIkeConfig.ikeLifetime": 3600 }, { ike: expect.objectContaining({ lifetime: 3600 }) }],
    [{ "tunnelIpsecConfig.ipsecEncAlg": "aes256" }, { esp: expect.objectContaining({ encryption: "aes256" }) }],
    [{ "tunnelIpsecConfig.ipsecAuthAlg": "md5" }, { esp: expect.objectContaining({ integrity: "md5" }) }],
    [{ "tunnelIpsecConfig.ipsecPfs": "disabled" }, { esp: expect.objectContaining({ pfs: "disabled" }) }],
    [{ "tunnelIpsecConfig.ipsecLifetime": 7200 }, { esp: expect.objectContaining({ lifetime: 7200 }) }],
    // The program's words are the cloud's: its local id is the cloud's.
    [{ "tunnelIkeConfig.localId": "cloud.example.com" }, { cloud: { address: CLOUD[1], id: "cloud.example.com" } }],
    [{ "tunnelIkeConfig.remoteId": "device" }, { device: expect.objectContaining({ id: "device" }) }],
    [{ "tunnelIkeConfig.psk": "Planned-key" }, { psk: "Planned-key" }],
    [{ enableDpd: false }, { dpd: false }],
    [{ enableNatTraversal: false }, { natTraversal: false }],
    [
      { "tunnelBgpConfig.localAsn": 65_500 },
      { bgp: expect.objectContaining({ cloud: { asn: 65_500, address: "169.254.11.1" } }) },
    ],
  ])("has %j", (settings, expected) => expect(planned(settings)).toMatchObject(expected));

  it("takes every setting of a tunnel, or refuses it by its name", () => {
    const reasons = fieldsOf(vpnTunnelTable, "setting").flatMap(({ path }) => {
      try {
        planned({ [path]: "?" });
        return [];
      } catch (error) {
        if (error instanceof PeerConfigError) return [error.reason];
        throw error;
      }
    });
    expect(reasons.filter((reason) => reason.includes("is no setting"))).toEqual([]);
    expect(reasons.length).toBeGreaterThan(0);
  });

  it("gives the device the other address of a new block, whatever the old one was", () => {
    const settings = { "tunnelBgpConfig.tunnelCidr": "169.254.30.0/30", "tunnelBgpConfig.localBgpIp": "169.254.30.2" };
    const live = { TunnelBgpConfig: { ...answers(BGP).live.TunnelOptionsSpecification?.[1]?.TunnelBgpConfig } };
    const sample = { ...BGP, live: { TunnelBgpConfig: { ...live.TunnelBgpConfig, PeerBgpIp: "169.254.11.2" } } };
    expect(planned(settings, sample)?.bgp).toEqual({
      tunnelCidr: "169.254.30.0/30",
      device: { asn: 65_010, address: "169.254.30.1" },
      cloud: { asn: 45_104, address: "169.254.30.2" },
    });
  });

  it.each<[string, PlannedSettings, RegExp]>([
    ["tunnelBgpConfig.localBgpIp", { "tunnelBgpConfig.tunnelCidr": "169.254.30.0/30" }, /declare it/u],
    ["customerGatewayId", { customerGatewayId: "cgw-other" }, /only after the change/u],
    ["remoteCaCertificate", { remoteCaCertificate: "-----BEGIN" }, /no certificates/u],
    ["waitFor", { waitFor: "settled" }, /is no setting/u],
    ["tunnelIkeConfig.ikeEncAlg", { "tunnelIkeConfig.ikeEncAlg": "rot13" }, /no device's spelling/u],
  ])("refuses %s, which nobody can know or write", (property, settings, reason) => {
    const error = refusal(() => planned(settings));
    expect(error).toMatchObject({ property, tunnelId: "tun-second" });
    expect(error.reason).toMatch(reason);
  });

  it("takes a customer gateway and a certificate that stay as they are", () => {
    const sample = { ...BGP, live: { CustomerGatewayId: "cgw-same", RemoteCaCertificate: "A\nB\n" } };
    expect(() => planned({ customerGatewayId: "cgw-same", remoteCaCertificate: "A B" }, sample)).not.toThrow();
  });

  it("refuses a tunnel of another connection", () => {
    const error = refusal(() => plannedPeerModel(answers(), { "tun-third": { enableDpd: false } }));
    expect(error.message).toBe(
      "tunnelId of tunnel tun-third is not one of connection vco-example (tun-first, tun-second)",
    );
  });
});

describe("keys in files", () => {
  const withheld: Sample = { ike: { Psk: "******" } };
  const text = (sample: Sample, keys: "required" | "where known" | "never"): string =>
    (rendererOf("ios-xe")?.render(peerModel(answers(sample)), { interface: "Gi1", keys }).files ?? [])
      .map((file) => file.text)
      .join("");

  it("are placeholders with the tunnel's id, if they are not to be written or not known", () => {
    expect(text({}, "never")).toContain("pre-shared-key 0 <key-of-tun-first>");
    expect(text({}, "never")).not.toContain("Example-key");
    expect(text(withheld, "where known")).toContain("pre-shared-key 0 <key-of-tun-second>");
    expect(text({}, "where known")).toContain("pre-shared-key 0 Example-key-1");
    expect(refusal(() => text(withheld, "required")).property).toBe("tunnelIkeConfig.psk");
  });

  it("are no reason to refuse equal identities if they are not known", () => {
    const same = (Psk?: string): Sample => ({
      ...EVERYTHING,
      ike: { RemoteId: "cloud", LocalId: "device", ...(Psk === undefined ? {} : { Psk }) },
    });
    const render = (sample: Sample): unknown =>
      rendererOf("strongswan")?.render(peerModel(answers(sample)), { keys: "where known" });
    expect(refusal(() => render(same())).property).toBe("tunnelIkeConfig.localId");
    expect(render(same("******"))).toBeDefined();
  });
});
