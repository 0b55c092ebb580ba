import { UNKNOWN, dualConnection, goodIpsec, judge, vpnTunnel } from "../../../policies/testing";
import { shortPhase2 } from "./acme-rules";

const tunnel = (ipsecLifetime: unknown) => vpnTunnel({ tunnelIpsecConfig: goodIpsec({ ipsecLifetime }) }, "branch");

test("an hour is enough, and a day is too much", async () => {
  (await judge(shortPhase2, tunnel(3600))).mustPass();
  (await judge(shortPhase2, tunnel(86_400))).mustFail({ resource: "branch", path: "tunnelIpsecConfig.ipsecLifetime" });
});

test("the default that the API fills in is too much as well", async () => {
  const connection = dualConnection({ tunnelOptionsSpecifications: [{ role: "master" }] });
  (await judge(shortPhase2, connection)).mustFail({ value: "86400", says: "it is what the API fills in" });
});

test("a configuration file may allow more", async () => {
  (await judge(shortPhase2, tunnel(7200), { config: { max: 7200 } })).mustPass();
});

test("a value that is not known is none to judge", async () => {
  expect((await judge(shortPhase2, tunnel(UNKNOWN))).unknown).toHaveLength(1);
});
