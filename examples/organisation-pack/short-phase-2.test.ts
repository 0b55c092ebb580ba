import test from "node:test";
import { goodIpsec, judge, secret, vpnTunnel } from "pulumi-alicloud-vpn/policies/testing";
import { shortPhase2 } from "./short-phase-2";

const tunnel = (ipsecLifetime: number) =>
  vpnTunnel({ tunnelIpsecConfig: goodIpsec({ ipsecLifetime }), preSharedKey: secret("vK7#qT2!mZ9@xR4&") }, "branch");

test("an hour is enough", async () => {
  (await judge(shortPhase2, tunnel(3600))).mustPass();
});

test("two hours are too much", async () => {
  (await judge(shortPhase2, tunnel(7200))).mustFail({ count: 1, resource: "branch", value: "7200" });
});
