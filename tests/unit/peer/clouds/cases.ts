/** Connections that fit another cloud, and the ways in which each cloud's end can be written. */

import { plannedPeerModel, type CloudRenderer, type PeerConfigOptions, type PeerModel } from "../../../../peer";
import { clouds } from "../../../../peer";
import type { IkeValues, IpsecValues } from "../../../../peer/model/input";
import { answers, EVERYTHING, TUNNEL_IDS, type Sample } from "../sample";

/** Values that every cloud takes with IKEv2. */
const FITTING: { readonly ike: IkeValues; readonly ipsec: IpsecValues } = {
  ike: { IkeEncAlg: "aes256", IkeAuthAlg: "sha256", IkePfs: "group14", IkeLifetime: 28_800, Psk: "Example_key.1" },
  ipsec: { IpsecEncAlg: "aes256", IpsecAuthAlg: "sha256", IpsecPfs: "group14", IpsecLifetime: 3600 },
};

/** Values that every cloud takes with IKEv1. */
const FITTING_VERSION_1 = {
  ike: { ...FITTING.ike, IkeVersion: "ikev1", IkeEncAlg: "aes", IkeAuthAlg: "sha1", IkePfs: "group2" },
  ipsec: { ...FITTING.ipsec, IpsecEncAlg: "aes", IpsecAuthAlg: "sha1", IpsecPfs: "group2" },
};

const DEVICES = ["203.0.113.5", "203.0.113.9"] as const;

/** The connection with values that fit, and with those of the sample over them. */
export function fitting({ ike, ipsec, ...rest }: Sample = {}): PeerModel {
  const base = ike?.IkeVersion === "ikev1" ? FITTING_VERSION_1 : FITTING;
  const sample = { ...rest, ike: { ...base.ike, ...ike }, ipsec: { ...base.ipsec, ...ipsec } };
  const input = answers(sample);
  // Each tunnel ends on an address of its own, and in a block that Azure takes too.
  const tunnels = (input.downloaded.TunnelsConfig ?? []).map((tunnel, index) => ({
    ...tunnel,
    Local: DEVICES[index] ?? "",
    IkeConfig: { ...tunnel.IkeConfig, LocalId: ike?.LocalId ?? DEVICES[index] ?? "" },
  }));
  const planned = Object.fromEntries(
    TUNNEL_IDS.slice(0, tunnels.length).map((id, index) => [
      id,
      {
        "tunnelBgpConfig.tunnelCidr": `169.254.21.${4 * index}/30`,
        "tunnelBgpConfig.localBgpIp": `169.254.21.${4 * index + 2}`,
      },
    ]),
  );
  const live = { ...input, downloaded: { ...input.downloaded, TunnelsConfig: tunnels } };
  return plannedPeerModel(live, sample.bgp === true ? planned : {});
}

export const WITH_BGP: Sample = { ...EVERYTHING, bgp: true };

export interface CloudCase {
  readonly sample: Sample;
  readonly options: PeerConfigOptions;
}

const BGP: Readonly<Record<string, CloudCase>> = {
  "ikev2-bgp": { sample: WITH_BGP, options: {} },
  "ikev1-bgp": { sample: { ...WITH_BGP, ike: { IkeVersion: "ikev1" } }, options: { keys: "never", name: "hq" } },
};
const ROUTES: Readonly<Record<string, CloudCase>> = {
  "ikev2-routes": { sample: {}, options: {} },
  "one-tunnel": { sample: EVERYTHING, options: { tunnelIds: ["tun-second"], routes: ["10.2.0.0/16", "10.3.0.0/16"] } },
};

/** By the cloud's name, each form that its end can have. */
const CASES: Readonly<Record<string, Readonly<Record<string, CloudCase>>>> = {
  aws: { ...BGP, ...ROUTES },
  azure: { ...BGP, "one-tunnel": ROUTES["one-tunnel"] ?? { sample: {}, options: {} } },
  gcp: BGP,
};

/** Every cloud with every form. */
export const everyCase: readonly (readonly [cloud: string, name: string, renderer: CloudRenderer, each: CloudCase])[] =
  clouds.flatMap((renderer) =>
    Object.entries(CASES[renderer.id] ?? {}).map(([name, each]) => [renderer.id, name, renderer, each] as const),
  );
