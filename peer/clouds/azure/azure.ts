/** Azure's VPN gateway as the other end. */

import { cloud } from "../cloud";
import { NOT_VERIFIED, type Source } from "../limit";
import { AZURE_LIMITS, FAQ } from "./limits";
import { AZURE_NAMES } from "./names";
import { azureProgram } from "./program";
import { azureScript } from "./script";

const BGP: Source = { page: "Microsoft's guide to AWS and Azure with BGP of 2026-02-18", read: "2026-12-01" };
const BGP_HOWTO: Source = { page: "Microsoft's guide Configure BGP for VPN Gateway", read: "2026-12-01" };

export const azure = cloud({
  id: "azure",
  title: "Azure VPN gateway",
  limits: AZURE_LIMITS,
  facts: [
    { text: "both ends start the negotiation (connectionMode: Default)", source: FAQ },
    {
      text: "phase 1 lives 28800 s on Azure, whatever it has on Alibaba Cloud: lifetimes need not be equal",
      source: FAQ,
    },
    {
      text: "two tunnels with BGP need an active-active gateway: one address for BGP is all that another one has",
      source: BGP,
    },
    { text: "the gateway's SKU is not Basic, which has no policy of its own", source: FAQ },
    {
      text: "each of Azure's BGP addresses stands in the gateway's list of APIPA addresses, under its own interface",
      source: BGP,
    },
    {
      text: "with these addresses Azure does not start the BGP session: Alibaba Cloud has to",
      source: BGP_HOWTO,
    },
    {
      text: "an active-active gateway tries both of its addresses with each connection: one of the two stays down",
      source: NOT_VERIFIED,
    },
    { text: "Azure counts the AS path: the master is preferred if Alibaba Cloud prepends on the slave", source: FAQ },
  ],
  changes: [
    { what: "the key", effect: "in place", down: "for how long is not documented", source: NOT_VERIFIED },
    {
      what: "algorithms and lifetimes",
      effect: "in place",
      down: "this connection is down for a few seconds, if both ends change together",
      source: FAQ,
    },
    {
      what: "the IKE version",
      effect: "replaced",
      down: "this connection is down until the new one stands",
      source: FAQ,
    },
  ],
  algorithmNames: AZURE_NAMES,
  program: azureProgram,
  script: azureScript,
});
