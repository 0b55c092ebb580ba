/** The fixtures of the test kit, which our own tests use as its users do. */

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
} from "../../policies/testing/fixtures";
export type { Props } from "../../policies/testing/given";
