// Keys that hold names of the stack's other resources.
import { judge } from "../../policies/testing/judge";
import { pskNames } from "../../policies/rules";
import { STRONG_PSK, vpnTunnel } from "./fixtures";
import { network } from "./gateways";

const NAMED = "vK7#qT2!mZ9@xR4&Warehouse8^c";
const warehouse = network({}, "prod-warehouse");

it("has one finding for a key of several tunnels, and shows nothing of it", async () => {
  const tunnels = ["one", "two", "three"].map((name) => vpnTunnel({ preSharedKey: NAMED }, name));
  const { violations } = await judge(pskNames, [...tunnels, warehouse]);
  expect(violations).toHaveLength(1);
  expect(violations[0]?.message).toMatch(/key of (?:two.*three|three.*two)/u);
  expect(violations[0]?.message).not.toMatch(/vK7|warehouse/iu);
});

it("looks for long parts of names only, which no random key holds by chance", async () => {
  expect((await judge(pskNames, [vpnTunnel({ preSharedKey: NAMED }), network({}, "ware")])).violations).toEqual([]);
  expect((await judge(pskNames, [vpnTunnel({ preSharedKey: STRONG_PSK }), warehouse])).violations).toEqual([]);
});

it("leaves the names of the tunnel itself to psk-strength", async () => {
  expect((await judge(pskNames, vpnTunnel({ preSharedKey: NAMED }, "warehouse"))).violations).toEqual([]);
});
