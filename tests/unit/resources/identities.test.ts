import { identityProblems } from "../../../provider/resources/vpn-tunnel/table/identities";
import { checkTunnel } from "../../../provider/lookups/check-tunnel";

const LOCAL = "tunnelIkeConfig.localId";
const REMOTE = "tunnelIkeConfig.remoteId";
const main = { "tunnelIkeConfig.ikeVersion": "ikev1", "tunnelIkeConfig.ikeMode": "main" };

const propertiesOf = (values: Parameters<typeof identityProblems>[0]): readonly string[] =>
  identityProblems(values).map(({ property }) => property);

describe("identityProblems", () => {
  it("says nothing of addresses, of names outside main mode, and of what is not there", () => {
    expect(propertiesOf({})).toEqual([]);
    expect(propertiesOf({ ...main, [LOCAL]: "203.0.113.10", [REMOTE]: "198.51.100.7" })).toEqual([]);
    expect(propertiesOf({ [LOCAL]: "vpn.example.com", [REMOTE]: "branch" })).toEqual([]);
    expect(propertiesOf({ ...main, "tunnelIkeConfig.ikeMode": "aggressive", [LOCAL]: "vpn.example.com" })).toEqual([]);
    expect(propertiesOf({ ...main, "tunnelIkeConfig.ikeVersion": "ikev2", [LOCAL]: "vpn.example.com" })).toEqual([]);
  });

  it("names each identity that would not work", () => {
    expect(propertiesOf({ ...main, [LOCAL]: "vpn.example.com", [REMOTE]: "branch" })).toEqual([LOCAL, REMOTE]);
    expect(propertiesOf({ [LOCAL]: "203.0.113.10", [REMOTE]: "203.0.113.256" })).toEqual([REMOTE]);
  });

  it("gives the plainer of two reasons, once", () => {
    const problems = identityProblems({ ...main, [LOCAL]: "203.0.113.10/32" });
    expect(problems).toEqual([{ property: LOCAL, reason: expect.stringContaining("prefix length") }]);
  });

  it("leaves names in main mode to a peer that has a certificate", () =>
    expect(propertiesOf({ ...main, remoteCaCertificate: "-----BEGIN", [LOCAL]: "vpn.example.com" })).toEqual([]));
});

describe("checkTunnel", () => {
  const declared = { vpnConnectionId: "vco-1", tunnelId: "tun-1" };

  it("reports identities that would not work, beside all other problems", () => {
    const tunnelIkeConfig = { ikeVersion: "ikev1", ikeMode: "main", localId: "vpn.example.com", remoteId: "%any" };
    expect(checkTunnel({ ...declared, tunnelIkeConfig }).map(({ property }) => property)).toEqual([LOCAL, REMOTE]);
    const worse = { ...tunnelIkeConfig, remoteId: "two words", ikePfs: "group99" };
    const found = checkTunnel({ ...declared, tunnelIkeConfig: worse }).map(({ property }) => property);
    expect(found.sort()).toEqual(["tunnelIkeConfig.ikePfs", LOCAL, REMOTE]);
  });

  it("reports each property once", () => {
    const problems = checkTunnel({ ...declared, tunnelIkeConfig: { localId: "" } });
    expect(problems.map(({ property }) => property)).toEqual([LOCAL]);
  });
});
