/** Google Cloud's HA VPN as the other end. */

import { cloud } from "../cloud";
import { NOT_VERIFIED, type Source } from "../limit";
import { CIPHERS, GCP_LIMITS } from "./limits";
import { GCP_NAMES } from "./names";
import { gcpProgram } from "./program";
import { gcpScript } from "./script";

const PROVIDER: Source = { page: "magic-modules, VpnTunnel.yaml (immutable, all but labels)", read: "2026-12-01" };

export const gcp = cloud({
  id: "gcp",
  title: "Google Cloud HA VPN",
  limits: GCP_LIMITS,
  facts: [
    { text: "both ends start the negotiation, whichever has traffic", source: CIPHERS },
    {
      text:
        "phase 1 lives 36000 s on Google Cloud (36600 s with IKEv1) and phase 2 lives 10800 s, whatever they have on " +
        "Alibaba Cloud",
      source: CIPHERS,
    },
    { text: "give both tunnels the same ciphers and the same lifetime of phase 2", source: CIPHERS },
    { text: "a rule for the key's letters or its length is not known", source: NOT_VERIFIED },
    {
      text: "the Cloud Router has the AS number of the customer gateways on Alibaba Cloud",
      source: NOT_VERIFIED,
    },
    {
      text: "the tunnels end on two interfaces of the gateway, so there are two customer gateways on Alibaba Cloud",
      source: NOT_VERIFIED,
    },
  ],
  changes: [
    {
      what: "the key",
      effect: "replaced",
      down: "this tunnel and its BGP session are down until they are made anew; for how long is not documented",
      source: PROVIDER,
    },
    {
      what: "algorithms and the IKE version",
      effect: "replaced",
      down: "this tunnel and its BGP session are down until they are made anew; for how long is not documented",
      source: PROVIDER,
    },
  ],
  algorithmNames: GCP_NAMES,
  program: gcpProgram,
  script: gcpScript,
});
