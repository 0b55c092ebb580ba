import { hookDevice } from "../../../provider/lookups/peer-config";
import { answers, EVERYTHING } from "../peer/sample";

const NEW = { "tunnelIkeConfig.psk": "New-key-22", "tunnelIkeConfig.ikeLifetime": 7200 };
const slave = (device: string, withKey = false) => ({ tunnelId: "tun-second", device, withKey });
const inBase64 = (key: string): string => Buffer.from(key).toString("base64");
const text = (files: readonly { readonly text: string }[]): string => files.map((file) => file.text).join("\n");

describe("the device that a hook gets", () => {
  const bgp = answers({ ...EVERYTHING, bgp: true });

  it("has the planned values of the one tunnel, and its key only where it was asked for", () => {
    const { id, files } = hookDevice(bgp, NEW, slave("strongswan"));
    expect(id).toBe("strongswan");
    expect(text(files)).toContain("secret = <key-of-tun-second>");
    expect(text(files)).toContain("rekey_time = 6480s");
    expect(text(files)).not.toContain("ali-mple-t1");
    const withKey = text(hookDevice(bgp, NEW, slave("strongswan", true)).files);
    expect(withKey).toContain(inBase64("New-key-22"));
    expect(withKey).not.toContain(inBase64("Example-key-2"));
  });

  it("needs no key of the other tunnel, nor one that it does not get", () => {
    const withheld = answers({ ...EVERYTHING, bgp: true, ike: { Psk: "******" } });
    expect(text(hookDevice(withheld, NEW, slave("ios-xe", true)).files)).toContain("New-key-22");
    const settings = { "tunnelIkeConfig.ikeLifetime": 7200 };
    expect(text(hookDevice(withheld, settings, slave("ios-xe")).files)).toContain("<key-of-tun-second>");
  });

  it("has the form that the tunnel has beside the other one", () => {
    expect(text(hookDevice(answers(), NEW, slave("strongswan")).files)).toContain("if_id_in = ");
  });

  it("has commands that move traffic off the tunnel as it is, and onto the tunnel as it will be", () => {
    const moved = { "tunnelBgpConfig.tunnelCidr": "169.254.20.0/30", "tunnelBgpConfig.localBgpIp": "169.254.20.1" };
    const { drain, undrain, noDrain } = hookDevice(bgp, moved, slave("frr"));
    expect(drain).toContain("clear bgp 169.254.11.1 soft in");
    expect(undrain).toContain("clear bgp 169.254.20.1 soft in");
    expect(noDrain).toBeUndefined();
  });

  it("has the commands of the router beside a device that leaves BGP to one", () => {
    const { drain } = hookDevice(bgp, NEW, slave("strongswan"));
    expect(drain).toEqual(hookDevice(bgp, NEW, slave("frr")).drain);
  });

  it("says why there are none", () => {
    expect(hookDevice(answers(), NEW, slave("strongswan"))).toMatchObject({
      drain: [],
      undrain: [],
      noDrain: expect.stringContaining("the tunnel has none"),
    });
  });
});
