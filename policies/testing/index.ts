/**
 * A kit to test rules with, in any test runner: resources that break no rule, values that are not known or secret, and
 * `judge`, which says what a rule finds.
 *
 * @example
 * const verdict = await judge(ikeEncryption, vpnTunnel({ tunnelIkeConfig: goodIke({ ikeEncAlg: "des" }) }));
 * verdict.mustFail({ path: "tunnelIkeConfig.ikeEncAlg", value: "des" });
 */

export {
  OTHER_PSK,
  STRONG_PSK,
  attachment,
  dualConnection,
  goodBgp,
  goodIke,
  goodIpsec,
  observed,
  singleConnection,
  tunnelOption,
  vpnTunnel,
  vpnTunnelPair,
} from "./fixtures";
export { UNKNOWN, secret } from "./given";
export type { GivenResource, Props } from "./given";
export { judge } from "./judge";
export type { JudgeOptions } from "./judge";
export type { Expected, Found, Verdict } from "./verdict";
